'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { LibraryBig, RefreshCw } from 'lucide-react';
import { useNow, useTranslations } from 'next-intl';
import { CatalogueFilters } from './catalogue-filters';
import { CatalogueProjects } from './catalogue-projects';
import { hideableColumns, isFiltered, toFilters } from './catalogue-search-params';
import { LeftOutNote } from './left-out-note';
import { nameOf, useCatalogueColumns } from './use-catalogue-columns';
import { useCatalogueSearch } from './use-catalogue-search';
import { ListTable } from '@/components/frame/list-table';
import { PageHeader } from '@/components/frame/page-header';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { sortIn } from '@/components/frame/search-parsers';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { catalogueList, catalogueSorts } from '@/lib/queries/catalogue';

const MINUTE_MS = 60_000;

/** Everything that Stripe holds, ours or not. It moves only when asked to, so that nobody loses their line. */
export function CatalogueScreen() {
  const t = useTranslations('catalogue');
  const client = useQueryClient();
  const { search, change, clear } = useCatalogueSearch();
  const now = useNow({ updateInterval: MINUTE_MS });
  const isLive = usePublicEnv().stripe.mode === 'live';
  const columns = useCatalogueColumns();
  const list = useQuery({
    ...catalogueList(useDb(), toFilters(search, now, isLive)),
    placeholderData: keepPreviousData,
  });
  const { sort, isDescending } = search.sort;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Button
            icon={<RefreshCw size={14} aria-hidden />}
            pending={list.isRefetching}
            onClick={() => void client.invalidateQueries({ queryKey: ['catalogue'] })}
          >
            {t('refresh')}
          </Button>
        }
      />
      <div className="flex flex-col gap-8">
        <CatalogueProjects />
        <LeftOutNote isShown={search.all} onShow={(all) => change({ all })} />
        <ListTable
          label={t('list')}
          list={list}
          columns={columns}
          rowId={(product) => product.id}
          rowName={nameOf}
          hrefOf={(product) => paths.catalogueProduct(product.id)}
          search={search}
          hideable={hideableColumns}
          onChange={change}
          sort={{ column: sort, direction: isDescending ? 'desc' : 'asc' }}
          onSort={(next) => change({ sort: sortIn(catalogueSorts, next) })}
          toolbar={<CatalogueFilters />}
          empty={
            <EmptyState
              title={t('emptyTitle')}
              hint={t('emptyHint')}
              icon={<LibraryBig size={20} aria-hidden />}
              action={null}
            />
          }
          isFiltered={isFiltered(search)}
          onClear={clear}
          failedTitle={t('failed')}
        />
      </div>
    </>
  );
}
