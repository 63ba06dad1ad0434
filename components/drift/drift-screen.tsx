'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck, Ellipsis, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DriftQuestion, type DriftAsked } from './drift-question';
import { hideableColumns, isFiltered, toFilters } from './drift-search-params';
import { NobodysTable } from './nobodys-table';
import { useDriftColumns } from './use-drift-columns';
import { useDriftSearch } from './use-drift-search';
import { useDriftWords } from './use-drift-words';
import { ListFilters } from '@/components/frame/list-filters';
import { ListTable } from '@/components/frame/list-table';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { useRowName } from '@/components/sync/row-name';
import { useKinds } from '@/components/sync/use-kinds';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { rowPage } from '@/lib/paths';
import { driftList } from '@/lib/queries/drift';
import { canAdopt, decisions, driftStates, grades, type DriftRow } from '@/lib/schemas/drift';

/** What Stripe shows and no row has asked for, and what can be done about it; and the products that are nobody's. */
export function DriftScreen() {
  const t = useTranslations('drift');
  const { search, change, clear } = useDriftSearch();
  const [asked, setAsked] = useState<(DriftAsked & { onDone: () => void }) | null>(null);
  const list = useQuery({ ...driftList(useDb(), toFilters(search)), placeholderData: keepPreviousData });
  const nameOf = useRowName();
  const { fieldWord } = useDriftWords();
  const nothing = () => undefined;
  const nameWith = (drift: DriftRow) => `${nameOf(drift)}, ${fieldWord(drift.field)}`;
  const columns = useDriftColumns((drift) => (
    <RowMenu drift={drift} name={nameWith(drift)} onAsk={(next) => setAsked({ ...next, onDone: nothing })} />
  ));
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Button
            icon={<RefreshCw size={14} aria-hidden />}
            pending={list.isRefetching}
            onClick={() => void list.refetch()}
          >
            {t('refresh')}
          </Button>
        }
      />
      <div className="flex flex-col gap-8">
        <ListTable
          label={t('title')}
          list={list}
          columns={columns}
          rowId={(drift) => drift.id}
          rowName={nameWith}
          hrefOf={(drift) => rowPage(drift.kind, drift.row_id)}
          search={search}
          hideable={hideableColumns}
          onChange={change}
          toolbar={<DriftFilters />}
          bulk={(rows, onDone) =>
            decisions.map((decision) => (
              <Button
                key={decision}
                disabled={decision === 'adopt' && !rows.some(canAdopt)}
                onClick={() => setAsked({ rows, decision, onDone })}
              >
                {t(`decide.${decision}`)}
              </Button>
            ))
          }
          empty={
            <EmptyState
              title={t('emptyTitle')}
              hint={t('emptyHint')}
              icon={<CircleCheck size={20} aria-hidden />}
              action={null}
            />
          }
          isFiltered={isFiltered(search)}
          onClear={clear}
          failedTitle={t('failed')}
        />
        <NobodysTable />
      </div>
      {asked === null ? null : <DriftQuestion {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

type RowMenuProps = { drift: DriftRow; name: string; onAsk: (asked: DriftAsked) => void };

function RowMenu({ drift, name, onAsk }: RowMenuProps) {
  const t = useTranslations('drift');
  if (drift.state === 'mending') return null;
  const possible = decisions.filter((decision) =>
    decision === 'adopt' ? canAdopt(drift) : decision !== 'accept' || drift.state === 'open',
  );
  return (
    <Menu trigger={<IconButton label={t('actions', { name })} icon={<Ellipsis size={16} aria-hidden />} />}>
      {possible.map((decision) => (
        <MenuItem key={decision} onSelect={() => onAsk({ rows: [drift], decision })}>
          {t(`decide.${decision}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}

function DriftFilters() {
  const t = useTranslations('drift');
  const { search, change, clear } = useDriftSearch();
  const kinds = useKinds(search.kind);
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      groups={[
        {
          label: t('column.state'),
          options: driftStates.map((value) => ({ value, label: t(`state.${value}`) })),
          chosen: search.state,
          onChange: (chosen) => change({ state: driftStates.filter((each) => chosen.includes(each)) }),
        },
        {
          label: t('gradeLabel'),
          options: grades.map((value) => ({ value, label: t(`grade.${value}`) })),
          chosen: search.grade,
          onChange: (chosen) => change({ grade: grades.filter((each) => chosen.includes(each)) }),
        },
        { label: t('kind'), options: kinds, chosen: search.kind, onChange: (kind) => change({ kind }) },
      ]}
    />
  );
}
