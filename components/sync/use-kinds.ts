'use client';

import { useQuery } from '@tanstack/react-query';
import { useDb } from '@/components/frame/public-env';
import { useKindWord } from '@/components/frame/use-kind-word';
import { syncStatus } from '@/lib/queries/sync';

/** The kinds of rows to choose from: those that have been synced, and those that the address names already. */
export function useKinds(chosen: readonly string[]) {
  const wordOf = useKindWord();
  const { data } = useQuery({ ...syncStatus(useDb()), refetchInterval: false });
  const known = data?.health.map((health) => health.entity_type) ?? [];
  return [...new Set([...known, ...chosen])].map((kind) => ({ value: kind, label: wordOf(kind) }));
}
