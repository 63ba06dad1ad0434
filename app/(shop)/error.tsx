'use client';

import { useTransition } from 'react';
import { pressClass } from '@/components/shop/press-class';
import { useWords } from '@/components/shop/words';

const digestOf = (error: unknown) =>
  error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined;

/** What a page of the shop shows in its own place when drawing it failed. */
export default function ShopError({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useWords();
  const [isTrying, startTrying] = useTransition();
  const digest = digestOf(error);
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 py-8">
      <h1 className="text-display font-semibold tracking-tight text-balance">{t('failed')}</h1>
      <p className="text-lead text-pretty text-ink-soft">{t('failedHint')}</p>
      {digest === undefined ? null : <p className="font-mono text-small text-ink-faint">{digest}</p>}
      <button
        type="button"
        aria-busy={isTrying || undefined}
        className={pressClass('primary', 'mt-2')}
        onClick={() => startTrying(() => retry())}
      >
        {t('retry')}
      </button>
    </div>
  );
}
