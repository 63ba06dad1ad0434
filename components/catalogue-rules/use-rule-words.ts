'use client';

import { useTranslations } from 'next-intl';
import type { CatalogueRule } from '@/lib/schemas/catalogue-rule';

/** A rule as a sentence: "Products of the type “trial”". */
export function useRuleWords() {
  const t = useTranslations('catalogueRules.says');
  return ({ leaves_out, type, days }: CatalogueRule) => {
    if (leaves_out === 'type') return t('type', { type: type ?? '' });
    return leaves_out === 'age' ? t('age', { days: days ?? 0 }) : t('archived');
  };
}
