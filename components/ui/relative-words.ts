const steps = [
  { unit: 'year', seconds: 31_557_600 },
  { unit: 'month', seconds: 2_629_800 },
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** "3 minutes ago", "in 2 hours"; below a minute it is simply now, so that nothing on screen counts seconds. */
export function relativeWords(at: Date, now: Date, locale: string) {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const step = steps.find((each) => Math.abs(seconds) >= each.seconds);
  return step === undefined
    ? words.format(0, 'second')
    : words.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** The exact moment with its zone's name, so that it is true wherever it is read. */
export function exactWords(at: Date, locale: string, timeZone: string) {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
}
