'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Armchair } from 'lucide-react';
import { SpaceFilters } from './space-filters';
import { spaceScreen } from './space-noun';
import { hideableColumns, isFiltered, toFilters } from './space-search-params';
import { useSpaceColumns } from './use-space-columns';
import { useSpaceSearch } from './use-space-search';
import { useDb } from '@/components/frame/public-env';
import { RowTable } from '@/components/rows/row-table';
import { useOpenRow } from '@/components/rows/use-open-row';
import { spaceList, spaceSorts } from '@/lib/queries/space';

/** The list of spaces. Whatever is sought, filtered, sorted or hidden stands in the address. */
export function SpaceTable() {
  const { search, change, clear } = useSpaceSearch();
  const { open } = useOpenRow('space');
  const columns = useSpaceColumns(open);
  const list = useQuery({ ...spaceList(useDb(), toFilters(search)), placeholderData: keepPreviousData });
  return (
    <RowTable
      screen={spaceScreen}
      list={list}
      columns={columns}
      search={search}
      sorts={spaceSorts}
      hideable={hideableColumns}
      change={change}
      clear={clear}
      isFiltered={isFiltered(search)}
      toolbar={<SpaceFilters />}
      icon={<Armchair size={20} aria-hidden />}
    />
  );
}
