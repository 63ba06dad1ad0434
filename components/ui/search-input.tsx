'use client';

import { Search, X } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useGoing } from './going';
import { Input } from './input';

type SearchInputProps = {
  label: string;
  clearLabel: string;
  value: string;
  onSearch: (text: string) => void;
};

/** Tells what is sought once the typing rests, so that each letter is not a request. */
export function SearchInput({ label, clearLabel, value, onSearch }: SearchInputProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [sent, setSent] = useState(value);
  if (known !== value) {
    // Follow a change from outside (a link, "clear filters"), but not the echo of what was typed a moment ago.
    setKnown(value);
    if (value !== sent) setTyped(value);
  }
  // What was typed before the page listened stands in the field already.
  const take = useCallback((field: HTMLInputElement | null) => {
    if (field !== null) setTyped(field.value);
  }, []);
  const send = useEffectEvent(() => {
    setSent(typed);
    onSearch(typed);
  });
  // A new address of this page would take the place of the one that a pressed link leads to: the link goes first.
  const isGoing = useGoing() !== null;
  useEffect(() => {
    if (typed === value || isGoing) return undefined;
    // However often the page is drawn anew meanwhile, the rest is counted from the last letter.
    const timer = setTimeout(send, 250);
    return () => clearTimeout(timer);
  }, [typed, value, isGoing]);
  return (
    <Input
      ref={take}
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      prefix={<Search size={14} aria-hidden />}
      suffix={
        typed === '' ? undefined : (
          <button
            type="button"
            aria-label={clearLabel}
            onClick={() => setTyped('')}
            className="-mr-1.5 grid size-6 place-items-center rounded"
          >
            <X size={14} aria-hidden />
          </button>
        )
      }
      className="[&_input::-webkit-search-cancel-button]:appearance-none"
    />
  );
}
