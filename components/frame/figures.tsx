'use client';

import clsx from 'clsx';
import { CircleSlash } from 'lucide-react';
import Link from 'next/link';
import { useFormatter } from 'next-intl';
import type { ReactNode } from 'react';
import { MeaningIcon, type Meaning } from '../ui/badge';
import { Section } from './section';

export type Figure = {
  term: string;
  meaning: Meaning;
  count: number;
  hint: ReactNode;
  /** The page with what is counted. */
  href: string;
};

const inks = {
  fine: 'text-fine',
  waiting: 'text-waiting',
  attention: 'text-attention',
  failed: 'text-failed',
  plain: 'text-ink-soft',
};

/** Numbers of rows, each a link to them. A number that is nought is quiet, so that colour only shows where something is. */
export function Figures({ title, figures }: { title: string; figures: readonly Figure[] }) {
  const format = useFormatter();
  return (
    <Section title={title}>
      <dl
        className={clsx(
          'grid grid-cols-2 gap-px bg-line',
          figures.length > 4 ? 'lg:grid-cols-5' : 'lg:grid-cols-4',
        )}
      >
        {figures.map(({ term, meaning, count, hint, href }) => (
          <div
            key={term}
            className="relative flex flex-col gap-1 bg-surface p-4 transition-colors hover:bg-canvas max-lg:last:odd:col-span-2"
          >
            <dt className="flex items-center gap-1.5 font-medium">
              <span className={count === 0 ? 'text-ink-faint' : inks[meaning]}>
                {meaning === 'plain' ? (
                  <CircleSlash size={14} aria-hidden className="shrink-0" />
                ) : (
                  <MeaningIcon meaning={meaning} />
                )}
              </span>
              <Link
                href={href}
                className="before:absolute before:inset-0 focus-visible:outline-none focus-visible:before:outline-2 focus-visible:before:-outline-offset-2 focus-visible:before:outline-accent-text"
              >
                {term}
              </Link>
            </dt>
            <dd className={clsx('text-title font-semibold', count === 0 && 'text-ink-faint')}>
              {format.number(count)}
            </dd>
            <dd className="text-small text-ink-soft">{hint}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
