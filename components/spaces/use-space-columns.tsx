'use client';

import { Armchair } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { spaceScreen } from './space-noun';
import { useTypeWord } from './use-space-words';
import { Ago } from '@/components/frame/ago';
import { RowSyncBadge } from '@/components/rows/row-sync-badge';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Picture } from '@/components/ui/picture';
import { formatMoney } from '@/lib/money';
import { spaceSorts } from '@/lib/queries/space';
import { tariffs, type SpaceRow, type Tariff } from '@/lib/schemas/space';

type Column = TableColumn<SpaceRow>;

/** The columns of the list: what it is, what it costs, and whether Stripe agrees. */
export function useSpaceColumns(onMend: (id: string, field: string) => void): Column[] {
  const t = useTranslations('space.column');
  const format = useFormatter();
  const canSort = (id: string) => spaceSorts.some((sort) => sort === id);
  const money = (tariff: Tariff, width: string): Column => ({
    id: tariff,
    header: t(tariff),
    width,
    align: 'end',
    sortable: canSort(tariff),
    cell: (space) => <Amount amount={space[tariff]} currency={space.currency} />,
  });
  const [hour, halfDay, day, month] = tariffs;
  return [
    { id: 'name', header: t('name'), width: '13rem', isTitle: true, sortable: true, cell: nameCell },
    money(hour, '5.75rem'),
    money(halfDay, '5.75rem'),
    money(day, '5.75rem'),
    money(month, '6.25rem'),
    {
      id: 'capacity',
      header: t('capacity'),
      width: '5.5rem',
      align: 'end',
      sortable: true,
      cell: (space) => format.number(space.capacity),
    },
    {
      id: 'sync',
      header: t('sync'),
      width: '8.75rem',
      cell: (space) => (
        <RowSyncBadge screen={spaceScreen} row={space} isInList onMend={(field) => onMend(space.id, field)} />
      ),
    },
    {
      id: 'updated_at',
      header: t('updated_at'),
      width: '8.25rem',
      sortable: true,
      cell: (space) => <Ago at={space.updated_at} />,
    },
  ];
}

const nameCell = (space: SpaceRow) => <SpaceName space={space} />;

function SpaceName({ space }: { space: SpaceRow }) {
  const t = useTranslations('space');
  const typeWord = useTypeWord();
  const type = typeWord(space.type);
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Picture url={space.image_url} alt="" icon={<Armchair size={16} aria-hidden />} className="size-8" />
      <span className="min-w-0">
        <span
          title={space.name}
          className={space.is_active ? 'block truncate' : 'block truncate text-ink-soft'}
        >
          {space.name}
        </span>
        <span className="block truncate text-small font-normal text-ink-faint">
          {space.is_active ? type : `${t('archived')} · ${type}`}
        </span>
      </span>
    </span>
  );
}

function Amount({ amount, currency }: { amount: string | null; currency: string }) {
  const locale = useLocale();
  return amount === null ? (
    <span className="text-ink-faint">—</span>
  ) : (
    <span>{formatMoney(amount, currency, locale)}</span>
  );
}
