'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ReceiptText, ScanLine } from 'lucide-react';
import { useNow, useTranslations } from 'next-intl';
import { OrderFilters } from './order-filters';
import { hideableColumns, isFiltered, toFilters } from './order-search-params';
import { useOrderColumns } from './use-order-columns';
import { useOrderSearch } from './use-order-search';
import { ListTable } from '@/components/frame/list-table';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { sortIn } from '@/components/frame/search-parsers';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { orderList, orderSorts } from '@/lib/queries/order';

const MINUTE_MS = 60_000;

/** What was ordered. Whatever is sought, filtered, sorted or hidden stands in the address. */
export function OrdersScreen() {
  const t = useTranslations('orders');
  const { search, change, clear } = useOrderSearch();
  const now = useNow({ updateInterval: MINUTE_MS });
  const columns = useOrderColumns();
  const list = useQuery({ ...orderList(useDb(), toFilters(search, now)), placeholderData: keepPreviousData });
  const { sort, isDescending } = search.sort;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <ButtonLink href={paths.checkIn} icon={<ScanLine size={14} aria-hidden />}>
            {t('checkIn')}
          </ButtonLink>
        }
      />
      <ListTable
        label={t('list')}
        list={list}
        columns={columns}
        rowId={(order) => order.id}
        rowName={(order) => t('one', { number: String(order.number) })}
        hrefOf={(order) => paths.adminOrder(order.id)}
        search={search}
        hideable={hideableColumns}
        onChange={change}
        sort={{ column: sort, direction: isDescending ? 'desc' : 'asc' }}
        onSort={(next) => change({ sort: sortIn(orderSorts, next) })}
        toolbar={<OrderFilters />}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            hint={t('emptyHint')}
            icon={<ReceiptText size={20} aria-hidden />}
            action={null}
          />
        }
        isFiltered={isFiltered(search)}
        onClear={clear}
        failedTitle={t('listFailed')}
      />
    </>
  );
}
