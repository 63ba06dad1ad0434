/** How far off a moment is: whole seconds below a minute and a half, then minutes and hours; nothing once it is reached. */
export function remaining(at: Date, now: Date): { value: number; unit: 'second' | 'minute' | 'hour' } | null {
  const seconds = Math.ceil((at.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return null;
  if (seconds < 90) return { value: seconds, unit: 'second' };
  if (seconds < 5400) return { value: Math.round(seconds / 60), unit: 'minute' };
  return { value: Math.round(seconds / 3600), unit: 'hour' };
}
