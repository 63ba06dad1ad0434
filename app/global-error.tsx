'use client';

import { useSyncExternalStore } from 'react';
import { themeKey } from '@/components/frame/theme-key';
import { failed } from '@/messages/failed';
import { chooseLocale, localeCookie, type Locale } from '@/messages/locales';
import './globals.css';

const never = () => () => undefined;

function ownLocale(): Locale {
  const remembered = new RegExp(`(?:^|; )${localeCookie}=(\\w+)`, 'u').exec(document.cookie)?.[1];
  return chooseLocale(remembered, navigator.languages.join(','));
}

const isDark = () => {
  const chosen = localStorage.getItem(themeKey) ?? 'system';
  return chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
};

const digestOf = (error: unknown) =>
  error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined;

/**
 * Stands in for the root layout when that fails, so it finds language and theme by itself. Every page loads it, just in
 * case: it has its words in the code and nothing else that is large.
 */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const locale = useSyncExternalStore(never, ownLocale, () => 'en' as const);
  const dark = useSyncExternalStore(never, isDark, () => false);
  const words = failed[locale];
  const digest = digestOf(error);
  return (
    <html lang={locale} className={dark ? 'dark' : undefined}>
      <body className="font-sans">
        <title>{words.title}</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start gap-2 px-4 pt-[16dvh] pb-16">
          <h1 className="text-title font-semibold tracking-tight text-balance">{words.title}</h1>
          <p className="text-pretty text-ink-soft">{words.hint}</p>
          {digest === undefined ? null : (
            <p className="font-mono text-small text-ink-faint">{`${words.reference} ${digest}`}</p>
          )}
          <button
            type="button"
            className="mt-4 h-10 rounded bg-accent px-4 font-medium text-on-accent"
            onClick={() => retry()}
          >
            {words.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
