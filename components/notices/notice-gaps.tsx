'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
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
  const [from, to] = [new Date(gap.from_at), new Date(gap.to_at)];
  const format = new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
    timeZone,
  });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
  const isSameDay = day.format(from) === day.format(to);
  const account = gap.account ?? 'platform';
  if (clock.format(from) === clock.format(to) && isSameDay)
    return t('gapAt', { at: format.format(from), count: gap.missed, account });
  return t('gap', {
    from: format.format(from),
    to: isSameDay ? clock.format(to) : format.format(to),
    count: gap.missed,
    account,
  });
}
