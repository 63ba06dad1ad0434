/** A value below which a share of the samples lies. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Prints a figure beside the limit that it stands against. */
export function print(what: string, figure: string, limit: string) {
  console.log(`  ${what.padEnd(52)} ${figure.padStart(16)}   ${limit}`);
}
