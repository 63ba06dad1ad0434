'use client';

import { Minus, Plus } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';

type UnitStepperProps = {
  /** What is counted. */
  label: string;
  fewerLabel: string;
  moreLabel: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
};

const button =
  'grid size-8 shrink-0 place-items-center text-ink-soft hover:bg-sunken hover:text-ink disabled:opacity-40 max-sm:size-10';

/** A number between nought and a bound, by buttons, by arrow keys or by typing it. */
export function UnitStepper({ label, fewerLabel, moreLabel, value, max, onChange }: UnitStepperProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const set = (next: number) => {
    setTyped(null);
    onChange(Math.min(max, Math.max(0, next)));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const steps: Record<string, number> = { ArrowUp: value + 1, ArrowDown: value - 1, Home: 0, End: max };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div className="flex h-8 w-28 shrink-0 items-stretch overflow-hidden rounded border border-line-strong/60 bg-surface focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent-text max-sm:h-10 max-sm:w-32">
      <button
        type="button"
        tabIndex={-1}
        aria-label={fewerLabel}
        disabled={value === 0}
        onClick={() => set(value - 1)}
        className={button}
      >
        <Minus size={14} aria-hidden />
      </button>
      <input
        role="spinbutton"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? String(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const text = event.target.value.trim();
          setTyped(text);
          if (/^\d{1,7}$/u.test(text)) onChange(Math.min(max, Number(text)));
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={press}
        className="w-full min-w-0 border-x bg-transparent text-center outline-none max-sm:text-lead"
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={moreLabel}
        disabled={value >= max}
        onClick={() => set(value + 1)}
        className={button}
      >
        <Plus size={14} aria-hidden />
      </button>
    </div>
  );
}
