'use client';

import { useTranslations } from 'next-intl';
import { outcomeMeanings } from './run-figures';
import { RunSteps } from './run-steps';
import { Ago } from '@/components/frame/ago';
import { RowName, useRowName } from '@/components/sync/row-name';
import { TroubleWords } from '@/components/sync/trouble-words';
import { Badge } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import type { SyncRunRow } from '@/lib/queries/sync-run';

/** The columns of a run: which row, what was to be done, and what came of it. */
export function useRunRowColumns(): TableColumn<SyncRunRow>[] {
  const t = useTranslations('syncRun');
  const nameOf = useRowName();
  return [
    {
      id: 'name',
      header: t('column.name'),
      width: '13rem',
      isTitle: true,
      cell: (row) => <RowName kind={row.kind} name={nameOf(row)} />,
    },
    { id: 'does', header: t('column.does'), width: '8rem', cell: (row) => t(`deed.${row.does}`) },
    {
      id: 'steps',
      header: t('column.steps'),
      width: '7rem',
      cell: (row) => <RunSteps steps={row.steps} name={nameOf(row)} />,
    },
    {
      id: 'outcome',
      header: t('column.outcome'),
      width: '9rem',
      cell: (row) => <Badge meaning={outcomeMeanings[row.outcome]}>{t(`outcome.${row.outcome}`)}</Badge>,
    },
    {
      id: 'reason',
      header: t('column.reason'),
      width: '17rem',
      wraps: true,
      cell: (row) =>
        row.error === null ? (
          <Nothing />
        ) : (
          <TroubleWords error={row.error} account={row.connected_account_id} />
        ),
    },
    {
      id: 'ended_at',
      header: t('column.ended_at'),
      width: '7.5rem',
      cell: (row) => (row.ended_at === null ? <Nothing /> : <Ago at={row.ended_at} />),
    },
  ];
}
