'use client';

import { useMessages } from 'next-intl';
import type { Noun } from './noun';
import { fieldWord } from '@/components/sync/field-words';

/** The label of a field on the form of a noun. */
export function useFieldWord(noun: Noun) {
  const messages = useMessages();
  return (field: string) => fieldWord(messages, noun, field);
}
