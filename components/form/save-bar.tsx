'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { LeaveQuestion } from './leave-question';

type SaveBarProps = {
  form: string;
  isNew: boolean;
  isDirty: boolean;
  problem: string | null;
  pending: boolean;
  submitLabel: string;
  onDiscard: () => void;
};

/** Stays in sight while the form scrolls: whether something is unsaved, why the last save did not work, and the button. */
export function SaveBar({ form, isNew, isDirty, problem, pending, submitLabel, onDiscard }: SaveBarProps) {
  const t = useTranslations('form');
  const [asking, setAsking] = useState(false);
  const state = isDirty ? t('unsaved') : isNew ? t('notSavedYet') : t('allSaved');
  return (
    <div className="sticky top-[calc(3.5rem-1px)] z-20 -mx-4 mb-6 border-y bg-surface px-4 py-2 lg:-mx-8 lg:px-8">
      <p role="alert" className={problem === null ? 'sr-only' : 'mb-2 text-failed'}>
        {problem}
      </p>
      <div className="flex items-center gap-2">
        <p className="mr-auto flex min-w-0 items-center gap-2 text-ink-soft">
          <span
            aria-hidden
            className={
              isDirty ? 'size-2 shrink-0 rounded-full bg-accent' : 'size-2 shrink-0 rounded-full border'
            }
          />
          <span role="status" className="min-w-0 max-sm:text-small">
            {state}
          </span>
        </p>
        {isDirty ? (
          <Button variant="ghost" onClick={() => setAsking(true)}>
            {t('discard')}
          </Button>
        ) : null}
        <Button type="submit" form={form} variant="primary" pending={pending}>
          {submitLabel}
        </Button>
      </div>
      <LeaveQuestion
        open={asking}
        onStay={() => setAsking(false)}
        onLeave={() => {
          setAsking(false);
          onDiscard();
        }}
      />
    </div>
  );
}
