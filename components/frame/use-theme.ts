'use client';

import { useTheme as useNextTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

const never = () => () => undefined;

/** The chosen theme. The server cannot know it, so it is `system` until the browser runs. */
export function useTheme() {
  const { theme: stored, setTheme } = useNextTheme();
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const theme: Theme = (isInBrowser ? themes.find((each) => each === stored) : undefined) ?? 'system';
  return { theme, setTheme: (next: Theme) => setTheme(next) };
}
