'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import type { Noun } from './noun';

const openParams = { row: parseAsString, field: parseAsString };

/**
 * Which row is open, kept in the address under its noun: "new", or an id, and the field that it is opened at. Going back
 * closes it.
 */
export function useOpenRow(noun: Noun) {
  const [{ row, field }, set] = useQueryStates(openParams, { history: 'push', urlKeys: { row: noun } });
  const open = (id: string | null, at: string | null = null) => void set({ row: id, field: at });
  return { asked: row, field, open };
}
