'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { clockWords, dayWords, startWords } from '@/components/events/event-times';
import { useDb } from '@/components/frame/public-env';
import { MeaningIcon } from '@/components/ui/badge';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { noticeGaps } from '@/lib/queries/notice';
import type { NoticeGap } from '@/lib/schemas/notice';

/** The times of the last week in which notices did not arrive. Nothing is lost, but somebody should know. */
export function NoticeGaps() {
  const t = useTranslations('notices');
  const { data: gaps = [] } = useQuery(noticeGaps(useDb()));
  if (gaps.length === 0) return null;
  return (
    <div
      role="status"
      className="mb-6 flex items-start gap-2 rounded bg-attention-soft px-3 py-2.5 text-attention"
    >
      <span className="mt-0.5">
        <MeaningIcon meaning="attention" size={16} />
      </span>
      <div className="flex min-w-0 flex-col gap-1">
        <ul className="flex flex-col gap-1">
          {gaps.map((gap) => (
            <li key={gap.id} className="text-pretty wrap-anywhere">
              <GapWords gap={gap} />
            </li>
          ))}
        </ul>
        <p>{t('gapHint')}</p>
      </div>
    </div>
  );
}

function GapWords({ gap }: { gap: NoticeGap }) {
  const t = useTranslations('notices');
  const locale = useLocale();
  const timeZone = useReaderZone();
  const [from, to] = [startWords(gap.from_at, timeZone, locale), startWords(gap.to_at, timeZone, locale)];
  const account = gap.account ?? 'platform';
  if (from === to) return t('gapAt', { at: from, count: gap.missed, account });
  const isSameDay = dayWords(gap.from_at, timeZone, locale) === dayWords(gap.to_at, timeZone, locale);
  return t('gap', {
    from,
    to: isSameDay ? clockWords(gap.to_at, timeZone, locale) : to,
    count: gap.missed,
    account,
  });
}
