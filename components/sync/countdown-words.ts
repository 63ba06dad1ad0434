import { spanOf, type Span } from './span';

/** How far off a moment is: whole seconds below a minute and a half, then minutes and hours; nothing once it is reached. */
export function remaining(at: Date, now: Date): Span | null {
  const seconds = Math.ceil((at.getTime() - now.getTime()) / 1000);
  return seconds <= 0 ? null : spanOf(seconds);
}
