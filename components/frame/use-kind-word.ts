'use client';

import { useMessages, useTranslations, type Messages } from 'next-intl';

type Kind = keyof Messages['kinds'];

/** A kind's word; a kind that is newer than these words is shown by its own name. */
export function useKindWord() {
  const t = useTranslations('kinds');
  const { kinds } = useMessages();
  const isOurs = (kind: string): kind is Kind => Object.hasOwn(kinds, kind);
  return (kind: string) => (isOurs(kind) ? t(kind) : kind);
}
