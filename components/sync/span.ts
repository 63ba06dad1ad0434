export type Span = { value: number; unit: 'second' | 'minute' | 'hour' | 'day' };

/** A length of time in the unit it is told in: seconds while they matter, then minutes, hours and days. */
export function spanOf(seconds: number): Span {
  if (seconds < 90) return { value: Math.round(seconds), unit: 'second' };
  if (seconds < 5400) return { value: Math.round(seconds / 60), unit: 'minute' };
  if (seconds < 129_600) return { value: Math.round(seconds / 3600), unit: 'hour' };
  return { value: Math.round(seconds / 86_400), unit: 'day' };
}

/** The seconds between two times of the database; a clock that went back makes none. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}
