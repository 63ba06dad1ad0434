import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CartView } from '@/components/shop/cart-view';

type CartPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop');
  return { title: t('cartTitle'), robots: { index: false } };
}

export default async function CartPage({ searchParams }: CartPageProps) {
  const [t, { cancelled }] = await Promise.all([getTranslations('shop'), searchParams]);
  return (
    <div className="mx-auto w-full max-w-2xl">
      <h1 className="mb-8 text-display font-semibold tracking-tight">{t('cartTitle')}</h1>
      <noscript>
        <p className="mb-8 text-lead">{t('needsScript')}</p>
      </noscript>
      <CartView place="page" cancelled={typeof cancelled === 'string' ? cancelled : undefined} />
    </div>
  );
}
