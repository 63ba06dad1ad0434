'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RunCard } from './run-card';
import { isDiscarded } from './run-figures';
import { useDb } from '@/components/frame/public-env';
import { syncRunById, syncRuns } from '@/lib/queries/sync-run';

/** The run that is open, or else the last one that did something; nothing in a shop that never had one. */
export function RunArea({ openRun }: { openRun: string | null }) {
  const db = useDb();
  const { data: runs = [] } = useQuery(syncRuns(db));
  // A run that ends while somebody looks stays in sight, with what came of it.
  const [watched, setWatched] = useState(openRun);
  if (openRun !== null && openRun !== watched) setWatched(openRun);
  const last = runs.find((run) => !isDiscarded(run));
  const { data: seen } = useQuery({ ...syncRunById(db, watched ?? ''), enabled: watched !== null });
  const shown = seen === undefined || isDiscarded(seen) ? last : seen;
  return shown === undefined ? null : <RunCard run={shown} />;
}
