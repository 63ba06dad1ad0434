import { getTranslations } from 'next-intl/server';
import { wordmarkClass, WordmarkDrawing } from '../frame/wordmark-drawing';
import { CartButton } from './cart-button';
import { ShopLink } from './shop-link';
import { ShopNav } from './shop-nav';
import { LanguageToggle, ThemeToggle } from './toggles';
import { paths } from '@/lib/paths';
import { shopPaths } from '@/lib/shop-paths';

export async function ShopHeader() {
  const t = await getTranslations('shop');
  return (
    <header className="top-0 z-30 border-b bg-surface sm:sticky print:hidden">
      <a
        href="#content"
        className="sr-only z-50 rounded bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        {t('skip')}
      </a>
      <div className="shop-width grid grid-cols-[1fr_auto] items-center sm:grid-cols-[auto_1fr_auto] sm:gap-6">
        <div className="flex h-14 items-center text-lead sm:h-16">
          <ShopLink href={shopPaths.shop} className={wordmarkClass}>
            <WordmarkDrawing />
          </ShopLink>
        </div>
        <ShopNav className="-mx-3 flex max-sm:order-last max-sm:col-span-2 max-sm:pb-1" />
        <div className="-mr-2 flex items-center">
          <LanguageToggle />
          <ThemeToggle />
          <CartButton />
        </div>
      </div>
    </header>
  );
}

export async function ShopFooter() {
  const t = await getTranslations('shop');
  return (
    <footer className="border-t print:hidden">
      <div className="shop-width flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-6 text-ink-soft">
        <p>{t('footer')}</p>
        {/* Not a link of the router's: the admin is another app, and nothing of it is loaded in advance. */}
        <a
          href={paths.admin}
          className="inline-flex min-h-11 items-center rounded hover:text-ink hover:underline"
        >
          {t('admin')}
        </a>
      </div>
    </footer>
  );
}
