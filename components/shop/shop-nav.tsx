'use client';

import { usePathname } from 'next/navigation';
import { useWords } from './words';
import { shopPaths } from '@/lib/shop-paths';
import { ShopLink } from './shop-link';

/** The three parts of the shop. */
export function ShopNav({ className }: { className: string }) {
  const { t } = useWords();
  const here = usePathname();
  const parts = [
    { href: shopPaths.shopProducts, label: t('products') },
    { href: shopPaths.shopEvents, label: t('events') },
    { href: shopPaths.shopSpaces, label: t('spaces') },
  ];
  return (
    <nav aria-label={t('nav')} className={className}>
      {parts.map(({ href, label }) => (
        <ShopLink
          key={href}
          href={href}
          aria-current={here === href ? 'page' : undefined}
          data-here={here === href || here.startsWith(`${href}/`) || undefined}
          className="inline-flex min-h-11 items-center rounded px-3 text-lead text-ink-soft transition-colors hover:text-ink data-here:text-ink data-here:underline data-here:decoration-accent data-here:decoration-2 data-here:underline-offset-8"
        >
          {label}
        </ShopLink>
      ))}
    </nav>
  );
}
