'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { History, Moment } from './price-history';
import { useCatalogueWords } from './use-catalogue-words';
import { axisLook, gridLook, tooltipLook } from '@/components/frame/chart-look';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { balanceFromMinor } from '@/lib/money';

// Told apart by colour and by dash, so that neither is needed alone.
const inks = ['var(--accent-text)', 'var(--attention)', 'var(--fine)', 'var(--ink-soft)'] as const;
const lookOf = (place: number) => ({
  stroke: inks[place % inks.length] ?? 'var(--ink)',
  ...(place < inks.length ? {} : { strokeDasharray: '6 4' }),
});

/** Less than that is told by the clock: two days with one name say nothing. */
const DAYS_APART_MS = 86_400_000;

/** What was asked over time in one currency, a line of steps for each thing; the table below says the same in words. */
export function PriceChart({ history }: { history: History }) {
  const t = useTranslations('catalogue');
  const format = useFormatter();
  const timeZone = useReaderZone();
  const { amountWord, priceWord } = useCatalogueWords();
  const { currency, lanes, moments, lanesLeftOut } = history;
  const words = lanes.map(({ prices: [first] }) => (first === undefined ? '' : priceWord(first)));
  const lines = lanes.map(({ key }, place) => ({ key, word: numbered(words, place), look: lookOf(place) }));
  const isShort = (moments.at(-1)?.at ?? 0) - (moments[0]?.at ?? 0) < DAYS_APART_MS;
  const dayOf = (at: number) =>
    format.dateTime(new Date(at), {
      ...(isShort ? { timeStyle: 'short' } : { dateStyle: 'medium' }),
      timeZone,
    });
  const short = (minor: number) =>
    format.number(Number(balanceFromMinor(Math.round(minor), currency)), { notation: 'compact' });
  return (
    <div className="flex flex-col gap-3">
      <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-small text-ink-soft">
        {lines.map(({ key, word, look }) => (
          <li key={key} className="flex max-w-full items-center gap-1.5">
            <svg width="16" height="8" className="shrink-0">
              <line x1="0" y1="4" x2="16" y2="4" strokeWidth="2" {...look} />
            </svg>
            <span className="truncate">{word}</span>
          </li>
        ))}
      </ul>
      <div aria-hidden className="h-48 text-small">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={moments}
            accessibilityLayer={false}
            margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
          >
            <CartesianGrid {...gridLook} />
            <XAxis
              {...axisLook}
              dataKey="at"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              minTickGap={24}
              tickFormatter={dayOf}
            />
            <YAxis {...axisLook} width={48} domain={[0, 'auto']} axisLine={false} tickFormatter={short} />
            <Tooltip
              {...tooltipLook}
              cursor={{ stroke: 'var(--line-strong)' }}
              labelFormatter={(at) =>
                format.dateTime(new Date(Number(at)), { dateStyle: 'medium', timeStyle: 'short', timeZone })
              }
              formatter={(value) => amountWord(Number(value), currency)}
            />
            {lines.map(({ key, word, look }) => (
              <Line
                key={key}
                dataKey={(moment: Moment) => moment.amounts[key]}
                name={word}
                type="stepAfter"
                strokeWidth={2}
                dot={false}
                isAnimationActive={false}
                {...look}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      {lanesLeftOut === 0 ? null : (
        <p className="text-small text-ink-faint">{t('linesLeftOut', { count: lanesLeftOut })}</p>
      )}
    </div>
  );
}

/** A word that several lines have is numbered. */
function numbered(words: readonly string[], place: number): string {
  const word = words[place] ?? '';
  const before = words.slice(0, place).filter((each) => each === word).length;
  return before === 0 ? word : `${word} (${before + 1})`;
}
