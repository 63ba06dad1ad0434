'use client';

import { ScanLine } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { outcomeMeanings, outcomeOf } from './outcome-looks';
import type { Shown } from './use-check-in';
import { startWords } from '@/components/events/event-times';
import { MeaningIcon } from '@/components/ui/badge';
import { Spinner } from '@/components/ui/spinner';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { paths } from '@/lib/paths';

const looks = {
  fine: 'border-transparent bg-fine-soft text-fine',
  waiting: 'border-transparent bg-waiting-soft text-waiting',
  attention: 'border-transparent bg-attention-soft text-attention',
  failed: 'border-transparent bg-failed-soft text-failed',
};

/** What came of the code that was shown last, large enough to be read at arm's length. It keeps its size. */
export function Verdict({ shown }: { shown: Shown | undefined }) {
  const t = useTranslations('checkIn');
  if (shown === undefined) {
    return (
      <div className="flex min-h-48 flex-col items-center justify-center gap-3 rounded border border-dashed px-6 text-center text-ink-faint">
        <ScanLine size={32} aria-hidden />
        <p>{t('ready')}</p>
      </div>
    );
  }
  const outcome = outcomeOf(shown);
  const meaning = outcomeMeanings[outcome];
  return (
    <div
      role="status"
      aria-live="assertive"
      aria-label={t('verdict')}
      className={`flex min-h-48 flex-col justify-center gap-4 rounded border p-6 ${looks[meaning]}`}
    >
      <p className="flex items-center gap-3 text-title font-semibold">
        {outcome === 'asking' ? <Spinner /> : <MeaningIcon meaning={meaning} size={32} />}
        {t(`outcome.${outcome}`)}
      </p>
      <Details shown={shown} />
    </div>
  );
}

/** Which ticket it is, and what the person at the door can say. */
function Details({ shown }: { shown: Shown }) {
  const t = useTranslations('checkIn');
  const locale = useLocale();
  const timeZone = useReaderZone();
  const { answer, problem, code } = shown;
  if (problem !== null)
    return <p className="text-lead wrap-anywhere">{t('tryAgain', { reason: problem })}</p>;
  if (answer === null) return <p className="font-mono text-lead wrap-anywhere">{code}</p>;
  if (answer.outcome === 'unknown') {
    return (
      <div className="text-lead">
        <p className="font-mono wrap-anywhere">{code}</p>
        <p>{t('unknownHint')}</p>
      </div>
    );
  }
  const { checkedInAt: at } = answer;
  const when = at === null ? null : startWords(at, timeZone, locale);
  return (
    <div className="text-lead text-ink">
      <p className="font-semibold wrap-anywhere">{answer.title ?? answer.name}</p>
      <p className="wrap-anywhere text-ink-soft">
        {answer.title === null ? null : `${answer.name} · `}
        {t('place', { place: answer.place, count: answer.quantity })} ·{' '}
        <Link href={paths.adminOrder(answer.orderId)} className="rounded underline underline-offset-2">
          {t('order', { number: String(answer.number) })}
        </Link>
      </p>
      {answer.outcome === 'used_before' && when !== null ? (
        <p className="mt-2 text-attention">{t('usedAt', { when })}</p>
      ) : null}
      {answer.outcome === 'void' ? <p className="mt-2 text-failed">{t('voidHint')}</p> : null}
    </div>
  );
}
