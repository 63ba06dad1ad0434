'use client';

import { useTranslations } from 'next-intl';
import { Badge, type Meaning } from '@/components/ui/badge';
import type { CatalogueRow } from '@/lib/schemas/catalogue';

const meanings = { active: 'fine', archived: 'plain', deleted: 'failed' } as const satisfies Record<
  CatalogueRow['state'],
  Meaning
>;

/** Whether a product is on sale at Stripe, archived there, or deleted. */
export function CatalogueBadge({ state }: Pick<CatalogueRow, 'state'>) {
  const t = useTranslations('catalogue.state');
  return <Badge meaning={meanings[state]}>{t(state)}</Badge>;
}
