'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Inbox, RefreshCw, RotateCw } from 'lucide-react';
import { useNow, useTranslations } from 'next-intl';
import { NoticeGaps } from './notice-gaps';
import { hideableColumns, isFiltered, toFilters } from './notice-search-params';
import { useNoticeColumns } from './use-notice-columns';
import { useNoticeSearch } from './use-notice-search';
import { useReplayFailed } from './use-replay';
import { ListFilters } from '@/components/frame/list-filters';
import { ListTable } from '@/components/frame/list-table';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { TimeChoice, useTimeChips } from '@/components/frame/time-choice';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { failedNotices, noticeList, PLATFORM } from '@/lib/queries/notice';
import { organisationAccounts } from '@/lib/queries/organisation';
import { noticeStates } from '@/lib/schemas/notice';

const MINUTE_MS = 60_000;

/** What Stripe has told us: what could not be acted on first. */
export function NoticesScreen() {
  const t = useTranslations('notices');
  const db = useDb();
  const { search, change, clear } = useNoticeSearch();
  const now = useNow({ updateInterval: MINUTE_MS });
  const columns = useNoticeColumns();
  const list = useQuery({ ...noticeList(db, toFilters(search, now)), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ReplayAll />
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
      <NoticeGaps />
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(notice) => notice.id}
        rowName={(notice) => notice.type}
        search={search}
        hideable={hideableColumns}
        onChange={change}
        toolbar={<NoticeFilters />}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            hint={t('emptyHint')}
            icon={<Inbox size={20} aria-hidden />}
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

/** Offered only while something has failed. */
function ReplayAll() {
  const t = useTranslations('notices');
  const { data: count = 0 } = useQuery(failedNotices(useDb()));
  const { mutate, isPending } = useReplayFailed();
  if (count === 0) return null;
  return (
    <Button icon={<RotateCw size={14} aria-hidden />} pending={isPending} onClick={() => mutate()}>
      {t('replayAll', { count })}
    </Button>
  );
}

function NoticeFilters() {
  const t = useTranslations('notices');
  const { search, change, clear } = useNoticeSearch();
  const { data: sellers = [] } = useQuery(organisationAccounts(useDb()));
  const timeChips = useTimeChips({ search, onChange: change });
  return (
    <ListFilters
      search={search.q}
      searchLabel={t('search')}
      onSearch={(q) => change({ q })}
      onClear={clear}
      chips={timeChips}
      groups={[
        {
          label: t('column.state'),
          options: noticeStates.map((value) => ({ value, label: t(`state.${value}`) })),
          chosen: search.state,
          onChange: (chosen) => change({ state: noticeStates.filter((each) => chosen.includes(each)) }),
        },
        {
          label: t('arrival'),
          options: [{ value: 'recovered', label: t('recovered') }],
          chosen: search.recovered ? ['recovered'] : [],
          onChange: (chosen) => change({ recovered: chosen.length > 0 }),
        },
        {
          label: t('column.account'),
          options: [
            { value: PLATFORM, label: t('platform') },
            ...sellers.map(({ name, stripe_onbehalfof }) => ({ value: stripe_onbehalfof, label: name })),
          ],
          chosen: search.account,
          onChange: (account) => change({ account }),
        },
      ]}
    >
      <TimeChoice search={search} onChange={change} />
    </ListFilters>
  );
}
