'use client';

import { useTranslations } from 'next-intl';
import { outcomeMeanings, outcomeOf } from './outcome-looks';
import type { Shown } from './use-check-in';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { Badge } from '@/components/ui/badge';

/** The codes that were shown before, the latest first; kept while the page stays open. */
export function LastShown({ shown }: { shown: readonly Shown[] }) {
  const t = useTranslations('checkIn');
  if (shown.length === 0) return null;
  return (
    <Section title={t('last')}>
      <ul className="divide-y">
        {shown.map((each) => {
          const outcome = outcomeOf(each);
          const { answer } = each;
          const isKnown = answer !== null && answer.outcome !== 'unknown';
          return (
            <li
              key={each.key}
              className="flex min-h-12 items-center gap-x-3 gap-y-1 px-4 py-2 max-sm:flex-wrap"
            >
              <span className="sm:w-36">
                <Badge meaning={outcomeMeanings[outcome]}>{t(`short.${outcome}`)}</Badge>
              </span>
              <span className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">
                <span className="block truncate">
                  {isKnown ? (answer.title ?? answer.name) : <span className="font-mono">{each.code}</span>}
                </span>
                {isKnown ? (
                  <span className="block truncate text-small text-ink-faint">
                    {answer.title === null ? null : `${answer.name} · `}
                    <span className="font-mono">{each.code}</span>
                  </span>
                ) : null}
              </span>
              <span className="text-ink-soft max-sm:ml-auto">
                <Ago at={each.at} />
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
