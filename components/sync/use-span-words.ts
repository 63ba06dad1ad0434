'use client';

import { useFormatter } from 'next-intl';
import { spanOf } from './span';

/** A length of time in the reader's language: "45 s", "3 min". */
export function useSpanWords() {
  const format = useFormatter();
  return (seconds: number) => {
    const { value, unit } = spanOf(seconds);
    return format.number(value, { style: 'unit', unit });
  };
}
