'use client';

import { useTranslations } from 'next-intl';
import { useKindWord } from '@/components/frame/use-kind-word';

/** A row's name; rows that were deleted before anybody named them have none. */
export function useRowName() {
  const t = useTranslations('overview');
  return ({ name }: { name: string | null }) => name ?? t('unnamed');
}

type RowNameProps = {
  kind: string;
  name: string;
  /** It is sold on another account now; this is what it left behind. */
  isLeft?: boolean;
};

/** A row's name with its kind under it. */
export function RowName({ kind, name, isLeft = false }: RowNameProps) {
  const t = useTranslations('sync');
  const wordOf = useKindWord();
  return (
    <span className="block min-w-0">
      <span title={name} className="block truncate">
        {name}
      </span>
      <span className="block truncate text-small font-normal text-ink-faint">
        {wordOf(kind)}
        {isLeft ? (
          <span title={t('leftHint')} className="text-attention">
            {' · '}
            {t('left')}
          </span>
        ) : null}
      </span>
    </span>
  );
}
