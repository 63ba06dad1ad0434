'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { OrderBadge } from './order-badge';
import { standingOfRow } from './order-standing';
import { Ago } from '@/components/frame/ago';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import { formatMoney } from '@/lib/money';
import type { OrderRow } from '@/lib/schemas/order';

type Column = TableColumn<OrderRow>;

/** The columns of the list: which order, whose, of what, for how much, and where it stands. */
export function useOrderColumns(): Column[] {
  const t = useTranslations('orders');
  const locale = useLocale();
  return [
    {
      id: 'number',
      header: t('column.number'),
      width: '5rem',
      isTitle: true,
      sortable: true,
      cell: ({ number }) => t('number', { number: String(number) }),
    },
    {
      id: 'email',
      header: t('column.email'),
      width: '11.5rem',
      sortable: true,
      cell: ({ email }) => (email === null ? <Nothing /> : <Cut text={email} />),
    },
    { id: 'what', header: t('column.what'), width: '13rem', cell: (order) => <What order={order} /> },
    {
      id: 'total',
      header: t('column.total'),
      width: '6.5rem',
      align: 'end',
      sortable: true,
      cell: ({ total, currency }) => formatMoney(total, currency, locale),
    },
    {
      id: 'refunded',
      header: t('column.refunded'),
      width: '6.5rem',
      align: 'end',
      cell: ({ refunded, currency }) =>
        refunded === null ? <Nothing /> : formatMoney(refunded, currency, locale),
    },
    { id: 'status', header: t('column.status'), width: '11.5rem', cell: statusCell },
    {
      id: 'created_at',
      header: t('column.created_at'),
      width: '8rem',
      sortable: true,
      cell: (order) => <Ago at={order.created_at} />,
    },
  ];
}

const statusCell = (order: OrderRow) => <OrderBadge standing={standingOfRow(order)} />;

function Cut({ text }: { text: string }) {
  return (
    <span title={text} className="block truncate">
      {text}
    </span>
  );
}

/** What was bought, how many units where it is more than one, and who sells it where that is not the shop itself. */
function What({ order }: { order: OrderRow }) {
  const format = useFormatter();
  const { names, units, organisation_name: seller } = order;
  if (names === null) return <Nothing />;
  return (
    <span title={names} className="block min-w-0">
      <span className="flex min-w-0 gap-1.5 max-sm:justify-end">
        <span className="truncate">{names}</span>
        {units === null || units <= 1 ? null : (
          <span className="shrink-0 text-ink-faint">× {format.number(units)}</span>
        )}
      </span>
      {seller === null ? null : (
        <span className="block truncate text-small text-ink-faint max-sm:text-right">{seller}</span>
      )}
    </span>
  );
}
