'use client';

import { useTranslations } from 'next-intl';
import { stepKeys } from '@/components/sync/plan-words';
import { Nothing } from '@/components/ui/nothing';
import { Popover } from '@/components/ui/popover';

type Step = keyof typeof stepKeys;

const isStep = (word: string): word is Step => Object.hasOwn(stepKeys, word);

/** The writes that a run means for a row: their number, and pressed, each in words. */
export function RunSteps({ steps, name }: { steps: readonly string[]; name: string }) {
  const t = useTranslations('syncRun');
  if (steps.length === 0) return <Nothing />;
  return (
    <Popover
      title={t('rows.stepsOf', { name })}
      trigger={
        <button
          type="button"
          className="rounded text-accent-text underline-offset-2 hover:underline focus-visible:-outline-offset-2"
        >
          {t('rows.steps', { count: steps.length })}
        </button>
      }
    >
      <ol className="flex flex-col gap-2">
        {steps.map((step, place) => (
          <li key={place} className="flex gap-2">
            <span aria-hidden className="w-4 shrink-0 text-right text-ink-faint">
              {place + 1}
            </span>
            <span className="min-w-0 wrap-anywhere">{isStep(step) ? t(`step.${stepKeys[step]}`) : step}</span>
          </li>
        ))}
      </ol>
    </Popover>
  );
}
