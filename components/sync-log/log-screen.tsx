'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowLeft, RefreshCw, ScrollText } from 'lucide-react';
import { useNow, useTranslations } from 'next-intl';
import { LogFilters } from './log-filters';
import { isFiltered, logColumns, toFilters } from './log-search-params';
import { useLogColumns } from './use-log-columns';
import { useLogSearch } from './use-log-search';
import { ListTable } from '@/components/frame/list-table';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { useRowName } from '@/components/sync/row-name';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths, rowPage } from '@/lib/paths';
import { syncLog } from '@/lib/queries/sync-log';

const MINUTE_MS = 60_000;

/** Every attempt to make Stripe agree, newest first. It moves only when asked to, so that nobody loses their line. */
export function LogScreen() {
  const t = useTranslations('syncLog');
  const { search, change, clear } = useLogSearch();
  const now = useNow({ updateInterval: MINUTE_MS });
  const columns = useLogColumns();
  const nameOf = useRowName();
  const list = useQuery({ ...syncLog(useDb(), toFilters(search, now)), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ButtonLink href={paths.sync} icon={<ArrowLeft size={14} aria-hidden />}>
              {t('back')}
            </ButtonLink>
            <Button
              icon={<RefreshCw size={14} aria-hidden />}
              pending={list.isRefetching}
              onClick={() => void list.refetch()}
            >
              {t('refresh')}
            </Button>
          </>
        }
      />
      <ListTable
        label={t('list')}
        list={list}
        columns={columns}
        rowId={(line) => line.id}
        rowName={nameOf}
        hrefOf={(line) => rowPage(line.kind, line.row_id)}
        search={search}
        hideable={logColumns}
        onChange={change}
        toolbar={<LogFilters />}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            hint={t('emptyHint')}
            icon={<ScrollText size={20} aria-hidden />}
            action={null}
          />
        }
        isFiltered={isFiltered(search)}
        onClear={clear}
        failedTitle={t('failed')}
      />
    </>
  );
}
