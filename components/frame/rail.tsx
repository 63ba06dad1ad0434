'use client';

import { useTranslations } from 'next-intl';
import { startFor } from './nav';
import { usePerson } from './person';
import { RailLinks } from './rail-links';
import { Wordmark } from './wordmark';

/** Its foot stays empty: that is where toasts appear. */
export function Rail() {
  const t = useTranslations('frame');
  const { isAdmin } = usePerson();
  return (
    <nav
      aria-label={t('sections')}
      className="sticky top-0 flex h-dvh flex-col gap-4 border-r bg-surface px-3 py-3 max-md:hidden"
    >
      <div className="flex h-8 items-center px-2.5">
        <Wordmark href={startFor(isAdmin)} />
      </div>
      <RailLinks />
    </nav>
  );
}
