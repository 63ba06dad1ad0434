'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The server cannot know the reader's zone, so it says UTC, and the browser corrects it once it runs. */
export function useReaderZone() {
  return useSyncExternalStore(never, ownZone, () => 'UTC');
}
