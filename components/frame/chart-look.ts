/** What all charts look like, as properties of the parts that draw them. */
export const gridLook = { vertical: false, stroke: 'var(--line)' } as const;

export const axisLook = {
  tickLine: false,
  axisLine: { stroke: 'var(--line)' },
  tick: { fill: 'var(--ink-faint)' },
} as const;

export const tooltipLook = {
  isAnimationActive: false,
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    boxShadow: 'var(--shadow)',
  },
  labelStyle: { color: 'var(--ink)', fontWeight: 600 },
  itemStyle: { padding: 0 },
} as const;
