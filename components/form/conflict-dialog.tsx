'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ConflictRow, type FieldWords } from './conflict-row';
import { choose, firstChoices, type Choices, type Difference } from './difference';
import { placeProblem } from './problem';
import { useIssueWords } from './use-issue-words';

type ConflictDialogProps<Field extends string> = {
  differences: readonly Difference<Field>[];
  wordsOf: (field: Field) => FieldWords;
  /** Saves what the choices make of the two versions, on the other's revision. */
  onSave: (choices: Choices) => Promise<void>;
  saveLabel: string;
  pending: boolean;
  onBack: () => void;
};

/** Two versions of one row side by side, field by field. Nothing is saved until one has looked. */
export function ConflictDialog<Field extends string>(props: ConflictDialogProps<Field>) {
  const { differences, wordsOf, onSave, saveLabel, pending, onBack } = props;
  const t = useTranslations('conflict');
  const say = useIssueWords();
  const [choices, setChoices] = useState(() => firstChoices(differences));
  const [refusal, setRefusal] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);

  const save = async () => {
    setRefusal(null);
    try {
      await onSave(choices);
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
      title={t('title')}
      description={t('text')}
      closeLabel={t('back')}
      placement="middle"
      initialFocus={() => list.current?.querySelector<HTMLElement>('input:checked') ?? null}
      wide
      footer={
        <>
          <p role="alert" className={refusal === null ? 'sr-only' : 'mb-3 text-failed'}>
            {refusal}
          </p>
          <div className="flex flex-wrap items-center justify-end gap-2">
            <Button onClick={onBack}>{t('back')}</Button>
            <Button variant="primary" pending={pending} onClick={() => void save()}>
              {saveLabel}
            </Button>
          </div>
        </>
      }
    >
      <div className="mb-4 flex flex-wrap gap-2">
        <Button onClick={() => setChoices(choose(differences, () => 'mine'))}>{t('keepAll')}</Button>
        <Button onClick={() => setChoices(choose(differences, () => 'theirs'))}>{t('takeAll')}</Button>
      </div>
      <div ref={list} className="flex flex-col divide-y rounded border">
        {differences.map(({ field, changedBy }) => (
          <ConflictRow
            key={field}
            {...wordsOf(field)}
            changedBy={changedBy}
            choice={choices[field] ?? 'mine'}
            onChoose={(choice) => setChoices({ ...choices, [field]: choice })}
          />
        ))}
      </div>
    </Dialog>
  );
}
