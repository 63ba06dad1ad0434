'use client';

import { useTranslations } from 'next-intl';
import { useCatalogueWords } from './use-catalogue-words';
import { Nothing } from '@/components/ui/nothing';

type AmountProps = { minor: number | null; currency: string | null };

/** An amount in its currency. Of a currency that we do not know, only the smallest units can be told. */
export function Amount({ minor, currency }: AmountProps) {
  const t = useTranslations('catalogue');
  const { amountWord } = useCatalogueWords();
  const word = amountWord(minor, currency);
  if (word !== null) return word;
  if (minor === null || currency === null) return <Nothing />;
  return (
    <span className="text-ink-faint" title={t('unknownCurrency')}>
      —{' '}
      <span className="block text-small">
        {t('smallestUnits', { amount: minor, currency: currency.toUpperCase() })}
      </span>
    </span>
  );
}
