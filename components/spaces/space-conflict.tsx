'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState, type KeyboardEvent } from 'react';
import { ConflictRow } from './conflict-row';
import { choose, differencesOf, firstChoices, merge } from './space-difference';
import type { Meeting } from './use-space-save';
import { placeProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { toInput, type SpaceInput, type SpaceRow } from '@/lib/schemas/space';

type SpaceConflictProps = {
  meeting: Extract<Meeting, { found: 'changed' }>;
  /** Saves on the other's revision. */
  onSave: (input: SpaceInput, theirs: SpaceRow) => Promise<void>;
  pending: boolean;
  onBack: () => void;
};

/** Two versions of one space side by side, field by field. Nothing is saved until one has looked. */
export function SpaceConflict({ meeting, onSave, pending, onBack }: SpaceConflictProps) {
  const t = useTranslations();
  const say = useIssueWords();
  const { mine, was, theirs } = meeting;
  const other = toInput(theirs);
  const differences = differencesOf(was, mine, other);
  const [choices, setChoices] = useState(() => firstChoices(differences));
  const [refusal, setRefusal] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);

  const save = async () => {
    setRefusal(null);
    try {
      await onSave(merge(mine, other, choices), theirs);
    } catch (error) {
      setRefusal(placeProblem(error, [], say).rest);
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || pending) return;
    event.preventDefault();
    void save();
  };
  return (
    <Dialog
      open
      onClose={onBack}
      onKeyDown={press}
      title={t('space.conflict.title')}
      description={t('space.conflict.text')}
      closeLabel={t('space.conflict.back')}
      placement="middle"
      initialFocus={() => list.current?.querySelector<HTMLElement>('input:checked') ?? null}
      wide
      footer={
        <>
          <p role="alert" className={refusal === null ? 'sr-only' : 'mb-3 text-failed'}>
            {refusal}
          </p>
          <div className="flex flex-wrap items-center justify-end gap-2">
            <Button onClick={onBack}>{t('space.conflict.back')}</Button>
            <Button variant="primary" pending={pending} onClick={() => void save()}>
              {t('space.save')}
            </Button>
          </div>
        </>
      }
    >
      <div className="mb-4 flex flex-wrap gap-2">
        <Button onClick={() => setChoices(choose(differences, () => 'mine'))}>
          {t('space.conflict.keepAll')}
        </Button>
        <Button onClick={() => setChoices(choose(differences, () => 'theirs'))}>
          {t('space.conflict.takeAll')}
        </Button>
      </div>
      <div ref={list} className="flex flex-col divide-y rounded border">
        {differences.map((difference) => (
          <ConflictRow
            key={difference.field}
            difference={difference}
            {...{ was, mine, theirs: other }}
            choice={choices[difference.field] ?? 'mine'}
            onChoose={(choice) => setChoices({ ...choices, [difference.field]: choice })}
          />
        ))}
      </div>
    </Dialog>
  );
}
