'use client';

import clsx from 'clsx';
import { useFormatter } from 'next-intl';
import { MeaningIcon } from '@/components/ui/badge';

type RunNumber = {
  term: string;
  count: number;
  meaning?: 'fine' | 'waiting' | 'attention' | 'failed';
};

const inks = {
  fine: 'text-fine',
  waiting: 'text-waiting',
  attention: 'text-attention',
  failed: 'text-failed',
};

/** A run in numbers of rows. A nought is quiet. */
export function RunNumbers({ numbers }: { numbers: readonly RunNumber[] }) {
  const format = useFormatter();
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {numbers.map(({ term, count, meaning }) => (
        <div key={term} className="flex min-w-20 flex-col-reverse justify-end">
          <dt className="flex items-center gap-1 text-small text-ink-soft">
            {meaning === undefined ? null : (
              <span className={count === 0 ? 'text-ink-faint' : inks[meaning]}>
                <MeaningIcon meaning={meaning} size={12} />
              </span>
            )}
            {term}
          </dt>
          <dd className={clsx('text-title font-semibold', count === 0 && 'text-ink-faint')}>
            {format.number(count)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
