import { cpus } from 'node:os';

/** A value below which a share of the samples lies. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Prints a figure beside the limit that it stands against. */
export function print(what: string, figure: string, limit: string) {
  console.log(`  ${what.padEnd(52)} ${figure.padStart(16)}   ${limit}`);
}

/** Follows how busy the processors of this machine are. @returns a way to ask which share of their time went by in work. */
export function watchProcessors(): () => number {
  const times = () =>
    cpus().reduce(
      (sum, { times: { user, nice, sys, irq, idle } }) => ({
        busy: sum.busy + user + nice + sys + irq,
        all: sum.all + user + nice + sys + irq + idle,
      }),
      { busy: 0, all: 0 },
    );
  const before = times();
  return () => {
    const after = times();
    return (after.busy - before.busy) / (after.all - before.all);
  };
}
