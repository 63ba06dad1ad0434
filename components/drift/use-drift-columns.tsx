'use client';

import { useTranslations } from 'next-intl';
import { DriftWho } from './drift-who';
import { useDriftWords } from './use-drift-words';
import { Ago } from '@/components/frame/ago';
import { RowName, useRowName } from '@/components/sync/row-name';
import { Badge, type Meaning } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import type { DriftRow } from '@/lib/schemas/drift';

const meanings = { open: 'attention', mending: 'waiting', accepted: 'plain' } as const satisfies Record<
  DriftRow['state'],
  Meaning
>;

/** The columns of drift: which row, which field, both sides, since when, and who. */
export function useDriftColumns(actions: (drift: DriftRow) => React.ReactNode): TableColumn<DriftRow>[] {
  const t = useTranslations('drift');
  const nameOf = useRowName();
  const { fieldWord } = useDriftWords();
  return [
    {
      id: 'name',
      header: t('column.name'),
      width: '11rem',
      isTitle: true,
      cell: (drift) => <RowName kind={drift.kind} name={nameOf(drift)} isLeft={drift.is_left} />,
    },
    {
      id: 'field',
      header: t('column.field'),
      width: '8rem',
      wraps: true,
      cell: (drift) => (
        <span className="flex flex-col items-start gap-1">
          {fieldWord(drift.field)}
          <Badge meaning={drift.grade === 'money' ? 'failed' : 'plain'}>{t(`grade.${drift.grade}`)}</Badge>
        </span>
      ),
    },
    {
      id: 'ours',
      header: t('column.ours'),
      wraps: true,
      cell: (drift) => <DriftSide drift={drift} side="ours" />,
    },
    {
      id: 'theirs',
      header: t('column.theirs'),
      wraps: true,
      cell: (drift) => <DriftSide drift={drift} side="theirs" />,
    },
    {
      id: 'since',
      header: t('column.since'),
      width: '6.5rem',
      cell: (drift) => <Ago at={drift.since} />,
    },
    {
      id: 'who',
      header: t('column.who'),
      width: '7.5rem',
      wraps: true,
      cell: (drift) => <DriftWho drift={drift} />,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '9.5rem',
      wraps: true,
      cell: (drift) => (
        <span className="flex items-center justify-between gap-2">
          <Badge meaning={meanings[drift.state]}>{t(`state.${drift.state}`)}</Badge>
          {actions(drift)}
        </span>
      ),
    },
  ];
}

function DriftSide({ drift, side }: { drift: DriftRow; side: 'ours' | 'theirs' }) {
  const { valueWord } = useDriftWords();
  const word = valueWord(drift, drift[side]);
  return word === null ? (
    <Nothing />
  ) : (
    <p title={word} className="line-clamp-3 wrap-anywhere whitespace-pre-line">
      {word}
    </p>
  );
}
