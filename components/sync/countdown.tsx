'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import { remaining } from './countdown-words';

const SECOND_MS = 1000;

/** "in 12 s", counting. */
export function Countdown({ at }: { at: string }) {
  const t = useTranslations('sync');
  const format = useFormatter();
  const now = useNow({ updateInterval: SECOND_MS });
  const left = remaining(new Date(at), now);
  if (left === null) return <span>{t('nextNow')}</span>;
  const { value, unit } = left;
  // A voice that counted along would drown everything else, so only the eye is told each second.
  return <span role="timer">{t('nextIn', { time: format.number(value, { style: 'unit', unit }) })}</span>;
}
