'use client';

import type { Standing } from './cart';
import { fewLeft } from './standing';
import { useWords } from './words';

/** What is left, where it is little. One of a kind is what most things are, and is said as such. */
export function FewLeft({ standing }: { standing: Standing }) {
  const { t } = useWords();
  const left = fewLeft(standing);
  return left === undefined ? null : <span className="text-attention">{t('left', { count: left })}</span>;
}
