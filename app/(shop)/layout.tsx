import type { Metadata } from 'next';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { EarlyPress } from '@/components/shop/early-press';
import { ShopFooter, ShopHeader } from '@/components/shop/shop-header';
import { ShopProviders } from '@/components/shop/shop-providers';
import { visitorPage } from '@/lib/doors/page';

export async function generateMetadata(): Promise<Metadata> {
  const [{ env }, t] = await Promise.all([visitorPage(), getTranslations('shop')]);
  return {
    metadataBase: new URL(env.appUrl),
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
  };
}

/** The frame of the shop. Its words come from the server, so that a browser loads one language and no more than it uses. */
export default async function ShopLayout({ children }: { children: ReactNode }) {
  const [locale, { shop }] = await Promise.all([getLocale(), getMessages()]);
  return (
    <ShopProviders locale={locale} words={shop.live}>
      <EarlyPress />
      <div className="flex min-h-dvh flex-col">
        <ShopHeader />
        <main
          id="content"
          tabIndex={-1}
          className="shop-width flex-1 scroll-mt-28 pt-8 pb-24 outline-none sm:pt-12 print:pt-0"
        >
          {children}
        </main>
        <ShopFooter />
      </div>
    </ShopProviders>
  );
}
