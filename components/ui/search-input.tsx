'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
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
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => {
      setSent(typed);
      onSearch(typed);
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return (
    <Input
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
