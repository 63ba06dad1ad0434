'use client';

import { useFormatter, useMessages, useTranslations, type Messages } from 'next-intl';
import { isTariffName, stepKeys } from './plan-words';
import { usePriceWords } from './use-price-words';
import type { PlanStep } from '@/lib/schemas/sync';

type Change = keyof Messages['plan']['change'];

/** Writes to Stripe in the order they will be made. */
export function PlanSteps({ steps }: { steps: readonly PlanStep[] }) {
  const t = useTranslations('plan');
  const format = useFormatter();
  const priceWords = usePriceWords();
  const { plan } = useMessages();
  const isOurs = (name: string): name is Change => Object.hasOwn(plan.change, name);
  const changeWord = (name: string) => (isOurs(name) ? t(`change.${name}`) : name);
  /** A price with what it is for, where that is a row with a name: a ticket type. */
  const priceOf = (step: PlanStep) => {
    const price = priceWords(step);
    return step.label === null || isTariffName(step.tariff)
      ? price
      : t('labelled', { price, label: step.label });
  };
  const say = (step: PlanStep) =>
    t(`step.${stepKeys[step.does]}`, {
      price: priceOf(step),
      tariff: step.tariff ?? 'other',
      changes: format.list(step.changes.map(changeWord), { type: 'conjunction' }),
    });
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((step, place) => (
        <li key={place} className="flex gap-2">
          <span aria-hidden className="w-4 shrink-0 text-right text-ink-faint">
            {place + 1}
          </span>
          <span className="min-w-0 wrap-anywhere">{say(step)}</span>
        </li>
      ))}
    </ol>
  );
}
