'use client';

import { NextIntlClientProvider } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { FailedPage } from '@/components/frame/failed-page';
import en from '@/messages/en.json';
import fr from '@/messages/fr.json';
import { chooseLocale, localeCookie, type Locale } from '@/messages/locales';
import './globals.css';

const messages = { en, fr };
const never = () => () => undefined;

function ownLocale(): Locale {
  const remembered = new RegExp(`(?:^|; )${localeCookie}=(\\w+)`, 'u').exec(document.cookie)?.[1];
  return chooseLocale(remembered, navigator.languages.join(','));
}

const isDark = () => {
  const chosen = localStorage.getItem('tandem_theme') ?? 'system';
  return chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
};

/** Stands in for the root layout when that fails, so it finds language and theme by itself. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const locale = useSyncExternalStore(never, ownLocale, () => 'en' as const);
  const dark = useSyncExternalStore(never, isDark, () => false);
  return (
    <html lang={locale} className={dark ? 'dark' : undefined}>
      <body className="font-sans">
        <title>{messages[locale].pages.errorTitle}</title>
        <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="UTC">
          <main className="flex min-h-dvh flex-col items-center px-4 pt-[16dvh] pb-16">
            <FailedPage error={error} retry={retry} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
