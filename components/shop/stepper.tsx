'use client';

import { useState } from 'react';
import { Icon } from './icon';
import { iconPressClass } from './press-class';
import { useWords } from './words';

type StepperProps = {
  /** Of what so many are chosen. */
  label: string;
  value: number;
  most: number;
  onChange: (value: number) => void;
};

/** How many of something: by one, or typed. Never more than there are. */
export function Stepper({ label, value, most, onChange }: StepperProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const choose = (next: number) => {
    setTyped(null);
    if (Number.isInteger(next)) onChange(Math.max(1, Math.min(next, most)));
  };
  const step = (by: number) => {
    const next = value + by;
    return {
      'aria-disabled': next < 1 || next > most || undefined,
      onClick: () => next >= 1 && next <= most && choose(next),
    };
  };
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex items-center rounded border border-line-strong/60 bg-surface"
    >
      <button type="button" aria-label={t('fewer')} className={iconPressClass} {...step(-1)}>
        <Icon name="minus" size={16} />
      </button>
      <input
        inputMode="numeric"
        pattern="[0-9]*"
        autoComplete="off"
        aria-label={t('quantity')}
        className="h-11 w-9 rounded bg-transparent text-center text-lead"
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, '').slice(0, 3))}
        onKeyDown={(event) => event.key === 'Enter' && choose(Number(event.currentTarget.value || 1))}
        onBlur={() => typed !== null && choose(Number(typed || 1))}
      />
      <button type="button" aria-label={t('more')} className={iconPressClass} {...step(1)}>
        <Icon name="plus" size={16} />
      </button>
    </div>
  );
}
