'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Package } from 'lucide-react';
import { ProductFilters } from './product-filters';
import { productScreen } from './product-noun';
import { hideableColumns, isFiltered, toFilters } from './product-search-params';
import { useProductColumns } from './use-product-columns';
import { useProductSearch } from './use-product-search';
import { useDb } from '@/components/frame/public-env';
import { RowTable } from '@/components/rows/row-table';
import { useOpenRow } from '@/components/rows/use-open-row';
import { productList, productSorts } from '@/lib/queries/product';

/** The list of products. Whatever is sought, filtered, sorted or hidden stands in the address. */
export function ProductTable() {
  const { search, change, clear } = useProductSearch();
  const { open } = useOpenRow('product');
  const columns = useProductColumns(open);
  const list = useQuery({ ...productList(useDb(), toFilters(search)), placeholderData: keepPreviousData });
  return (
    <RowTable
      screen={productScreen}
      list={list}
      columns={columns}
      search={search}
      sorts={productSorts}
      hideable={hideableColumns}
      change={change}
      clear={clear}
      isFiltered={isFiltered(search)}
      toolbar={<ProductFilters />}
      icon={<Package size={20} aria-hidden />}
    />
  );
}
