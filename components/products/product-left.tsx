'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { ProductRow } from '@/lib/schemas/product';

/** What is left of a product, or in a word why nothing is. */
export function ProductLeft({ product }: { product: ProductRow }) {
  const t = useTranslations('product');
  const format = useFormatter();
  const { stock, sold, held, available } = product;
  if (available === null || available > 0) return available === null ? '—' : format.number(available);
  if (stock === 0) return <Badge meaning="plain">{t('noneInStock')}</Badge>;
  if (held) {
    return (
      <span title={t('beingBoughtHint', { count: held })} className="inline-flex max-w-full">
        <Badge meaning="waiting">{t('beingBought')}</Badge>
      </span>
    );
  }
  return sold === null ? '—' : <Badge meaning="fine">{t('soldAll')}</Badge>;
}
