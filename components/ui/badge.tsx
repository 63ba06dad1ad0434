import clsx from 'clsx';
import { CircleAlert, CircleCheck, CircleX, Clock } from 'lucide-react';
import type { ReactNode } from 'react';

/** The four things a state can mean, and `plain` for words that are no state at all. */
export type Meaning = 'fine' | 'waiting' | 'attention' | 'failed' | 'plain';

const looks: Record<Meaning, string> = {
  fine: 'bg-fine-soft text-fine',
  waiting: 'bg-waiting-soft text-waiting',
  attention: 'bg-attention-soft text-attention',
  failed: 'bg-failed-soft text-failed',
  plain: 'bg-sunken text-ink-soft',
};

const icons = { fine: CircleCheck, waiting: Clock, attention: CircleAlert, failed: CircleX };

/** The icon of a meaning, for places where the word stands next to it anyway. */
export function MeaningIcon({ meaning, size = 14 }: { meaning: Exclude<Meaning, 'plain'>; size?: number }) {
  const Icon = icons[meaning];
  return <Icon size={size} aria-hidden className="shrink-0" />;
}

type BadgeProps = { meaning: Meaning; children: ReactNode; icon?: ReactNode; className?: string };

/** Colour, icon and word together; `icon` may replace the meaning's own (a turning one while syncing). */
export function Badge({ meaning, children, icon, className }: BadgeProps) {
  const own = meaning === 'plain' ? null : <MeaningIcon meaning={meaning} size={12} />;
  return (
    <span
      className={clsx(
        'inline-flex h-6 max-w-full items-center gap-1 rounded px-2 text-small font-medium whitespace-nowrap',
        looks[meaning],
        className,
      )}
    >
      {icon ?? own}
      <span className="truncate">{children}</span>
    </span>
  );
}
