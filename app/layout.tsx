import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/frame/providers';
import { visitorPage } from '@/lib/doors/page';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Tandem', template: '%s · Tandem' } };

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#141518' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [{ env }, locale] = await Promise.all([visitorPage(), getLocale()]);
  // The theme's class is set before the first paint, which the server cannot foresee: hence no warning about it.
  return (
    <html lang={locale} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="font-sans">
        <NextIntlClientProvider>
          <Providers env={env}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
