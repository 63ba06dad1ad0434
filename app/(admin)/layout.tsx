import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { Providers } from '@/components/frame/providers';
import { visitorPage } from '@/lib/doors/page';

/** What the admin's pages, and the way into them, need in the browser. */
export default async function AdminProviders({ children }: { children: ReactNode }) {
  const { env } = await visitorPage();
  return (
    <NextIntlClientProvider>
      <Providers env={env}>{children}</Providers>
    </NextIntlClientProvider>
  );
}
