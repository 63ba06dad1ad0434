'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '../ui/badge';
import { Tooltip } from '../ui/tooltip';
import { usePublicEnv } from './public-env';

/** Whether the Stripe key in use moves real money. */
export function ModeMark() {
  const t = useTranslations('frame');
  const { mode } = usePublicEnv().stripe;
  const hint = mode === 'test' ? t('testHint') : t('liveHint');
  return (
    <Tooltip content={hint}>
      <span tabIndex={0} role="note" aria-label={`${t(mode)}. ${hint}`} className="rounded">
        <Badge
          meaning={mode === 'test' ? 'attention' : 'fine'}
          icon={<span className="size-1.5 rounded-full bg-current" />}
        >
          {t(mode)}
        </Badge>
      </span>
    </Tooltip>
  );
}
