import clsx from 'clsx';
import type { Meaning } from './badge';

type Part = { meaning: Exclude<Meaning, 'plain'> | 'accent'; value: number };

type ProgressBarProps = {
  label: string;
  /** The numbers as a person reads them: "12 of 40 rows". */
  words: string;
  parts: readonly Part[];
  max: number;
  /** A meter shows how much of something is used; a progress bar, how much of something is done. */
  role?: 'progressbar' | 'meter';
};

const inks: Record<Part['meaning'], string> = {
  accent: 'bg-accent',
  fine: 'bg-fine',
  waiting: 'bg-waiting',
  attention: 'bg-attention',
  failed: 'bg-failed',
};

/** A bar in parts. Never alone: the numbers stand beside it, since lengths and colours say too little. */
export function ProgressBar({ label, words, parts, max, role = 'progressbar' }: ProgressBarProps) {
  const whole = Math.max(1, max);
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <div
      role={role}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={whole}
      aria-valuenow={Math.min(value, whole)}
      aria-valuetext={words}
      className="flex h-2 overflow-hidden rounded-full bg-sunken forced-colors:border"
    >
      {parts.map(({ meaning, value: share }) => (
        <span
          key={meaning}
          style={{ width: `${Math.min(100, (100 * share) / whole)}%` }}
          className={clsx('h-full transition-[width] forced-colors:bg-[Highlight]', inks[meaning])}
        />
      ))}
    </div>
  );
}
