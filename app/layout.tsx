import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ThemeScript } from '@/components/frame/theme-script';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Tandem', template: '%s · Tandem' } };

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#141518' },
  ],
};

/** Every page stands in this, the shop's among them, so it loads no script: what the admin needs is in its own layout. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // The theme's class is set before the first paint, which the server cannot foresee: hence no warning about it.
  return (
    <html
      lang={await getLocale()}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <head>
        <ThemeScript />
      </head>
      <body className="font-sans">{children}</body>
    </html>
  );
}
