'use client';

import { useEffect, useState } from 'react';

/** A text once it has not changed for a while, so that each key pressed is not a request. */
export function useRested(text: string, milliseconds: number): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    if (text === rested) return undefined;
    const timer = setTimeout(() => setRested(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, rested, milliseconds]);
  return rested;
}
