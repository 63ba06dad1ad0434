import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch';
import { ThemeSwitch } from './theme-switch';
import { Wordmark } from './wordmark';

/** A page outside the admin's frame: one thing in the middle, and the switches. */
export function PlainPage({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center justify-between gap-1 px-4 sm:px-6">
        <Wordmark href="/" />
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main id="content" className="flex flex-1 flex-col items-center px-4 pt-[10dvh] pb-16">
        {children}
      </main>
    </div>
  );
}
