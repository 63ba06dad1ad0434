'use client';

import { CircleSlash, RotateCcw, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { standingMeanings, type Standing } from './order-standing';
import { Badge } from '@/components/ui/badge';

const look = { size: 12, 'aria-hidden': true, className: 'shrink-0' } as const;

// Where the meaning's own icon would not tell two states apart.
const icons: Partial<Record<Standing, ReactNode>> = {
  refunding: <RotateCcw {...look} />,
  refunded: <Undo2 {...look} />,
  expired: <CircleSlash {...look} />,
  cancelled: <CircleSlash {...look} />,
};

/** Where an order stands, in a word. */
export function OrderBadge({ standing }: { standing: Standing }) {
  const t = useTranslations('orders.standing');
  return (
    <Badge meaning={standingMeanings[standing]} icon={icons[standing]}>
      {t(standing)}
    </Badge>
  );
}
