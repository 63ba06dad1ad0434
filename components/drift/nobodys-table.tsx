'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { NobodysQuestion } from './nobodys-question';
import { useDriftSearch } from './use-drift-search';
import { ListFilters } from '@/components/frame/list-filters';
import { ListTable } from '@/components/frame/list-table';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import type { PageSize } from '@/components/frame/search-parsers';
import { StripeObjectId } from '@/components/sync/stripe-ids';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { TableColumn } from '@/components/ui/data-table-types';
import { EmptyState } from '@/components/ui/empty-state';
import { Nothing } from '@/components/ui/nothing';
import { balanceFromMinor, formatMoney } from '@/lib/money';
import { nobodysProducts } from '@/lib/queries/drift';
import type { NobodysProduct } from '@/lib/schemas/drift';

/** Products of Stripe that are no row's: they are left alone, and can become a row. */
export function NobodysTable() {
  const t = useTranslations('drift.nobody');
  const { search, change } = useDriftSearch();
  const show = (nobody: number, next: { size?: PageSize; find?: string }) =>
    change({ page: search.page, nobody, ...next });
  const clear = () => show(1, { find: '' });
  const isLive = usePublicEnv().stripe.mode === 'live';
  const [asked, setAsked] = useState<NobodysProduct | null>(null);
  const list = useQuery({
    ...nobodysProducts(useDb(), {
      isLive,
      search: search.find.trim(),
      page: search.nobody,
      pageSize: search.size,
    }),
    placeholderData: keepPreviousData,
  });
  const columns = useNobodysColumns(setAsked);
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-lead font-semibold">{t('title')}</h2>
      <p className="text-ink-soft">{t('hint')}</p>
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(product) => product.id}
        rowName={(product) => product.name}
        search={{ page: search.nobody, size: search.size, hide: [] }}
        hideable={[]}
        onChange={({ page = 1, size = search.size }) => show(page, { size })}
        toolbar={
          <ListFilters
            search={search.find}
            searchLabel={t('search')}
            onSearch={(find) => show(1, { find })}
            groups={[]}
            onClear={clear}
          />
        }
        empty={
          <EmptyState
            title={t('emptyTitle')}
            hint={t('emptyHint')}
            icon={<CircleCheck size={20} aria-hidden />}
            action={null}
          />
        }
        isFiltered={search.find.trim() !== ''}
        onClear={clear}
        failedTitle={t('failed')}
      />
      {asked === null ? null : <NobodysQuestion product={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function useNobodysColumns(onAsk: (product: NobodysProduct) => void): TableColumn<NobodysProduct>[] {
  const t = useTranslations('drift');
  const locale = useLocale();
  return [
    {
      id: 'name',
      header: t('nobody.name'),
      isTitle: true,
      cell: ({ name, stripe_product_id }) => (
        <span title={name}>{name === '' ? stripe_product_id : name}</span>
      ),
    },
    {
      id: 'price',
      header: t('nobody.price'),
      width: '9rem',
      align: 'end',
      cell: ({ unit_amount, currency }) =>
        unit_amount === null || currency === null ? (
          <Nothing />
        ) : (
          formatMoney(balanceFromMinor(unit_amount, currency), currency, locale)
        ),
    },
    {
      id: 'active',
      header: t('column.state'),
      width: '8rem',
      cell: ({ active }) => (
        <Badge meaning={active ? 'fine' : 'plain'}>{t(active ? 'onSale' : 'archived')}</Badge>
      ),
    },
    {
      id: 'stripe',
      header: t('nobody.id'),
      width: '14rem',
      wraps: true,
      cell: ({ stripe_product_id: id, connected_account_id: account }) => (
        <StripeObjectId id={id} account={account} />
      ),
    },
    {
      id: 'adopt',
      header: t('nobody.adoptHead'),
      width: '14rem',
      wraps: true,
      cell: (product) => {
        const why = whyNot(product);
        return why === null ? (
          <Button onClick={() => onAsk(product)}>{t('nobody.adopt')}</Button>
        ) : (
          <span className="text-small text-ink-soft">{t(`nobody.why.${why}`)}</span>
        );
      },
    },
  ];
}

/** Why a product cannot become a row. */
function whyNot({ connected_account_id, is_claimed, unit_amount, name }: NobodysProduct) {
  if (connected_account_id !== null) return 'account';
  if (is_claimed) return 'claimed';
  if (name.trim() === '') return 'name';
  return unit_amount === null ? 'price' : null;
}
