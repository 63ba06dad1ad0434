'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { axisLook, gridLook, tooltipLook } from './chart-look';

const inks = {
  fine: { fill: 'var(--fine)', dot: 'bg-fine' },
  attention: { fill: 'var(--attention)', dot: 'bg-attention' },
  failed: { fill: 'var(--failed)', dot: 'bg-failed' },
} as const;

type StackedBarsProps<Key extends string> = {
  /** A stack for each; `at` stands under it. */
  rows: readonly ({ at: string } & Record<Key, number>)[];
  series: readonly { key: Key; label: string; ink: keyof typeof inks }[];
  /** A number in the words of the axis, which has little room. */
  axisWord: (value: number) => string;
  /** A number in the words of the tooltip. */
  valueWord: (value: number) => string;
};

/** Bars over time, stacked; what is negative hangs below the line. A table beside it must say the same in numbers. */
export function StackedBars<Key extends string>(props: StackedBarsProps<Key>) {
  const { rows, series, axisWord, valueWord } = props;
  return (
    <>
      <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-small text-ink-soft">
        {series.map(({ key, label, ink }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className={`size-2 rounded-full ${inks[ink].dot}`} />
            {label}
          </li>
        ))}
      </ul>
      <div aria-hidden className="h-48 text-small">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={rows}
            accessibilityLayer={false}
            stackOffset="sign"
            barCategoryGap="20%"
            margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          >
            <CartesianGrid {...gridLook} />
            <XAxis {...axisLook} dataKey="at" interval="equidistantPreserveStart" minTickGap={24} />
            <YAxis {...axisLook} width={48} axisLine={false} allowDecimals={false} tickFormatter={axisWord} />
            <Tooltip
              {...tooltipLook}
              cursor={{ fill: 'var(--sunken)' }}
              formatter={(value) => valueWord(Number(value))}
            />
            {series.map(({ key, label, ink }) => (
              <Bar
                key={key}
                dataKey={key}
                name={label}
                stackId="all"
                fill={inks[ink].fill}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}
