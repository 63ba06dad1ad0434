'use client';

import { useWords } from './words';

/** Holds the place of a cart that only the browser knows. */
export function CartWaiting() {
  const { t } = useWords();
  return (
    <div aria-busy className="flex flex-col gap-4">
      <p className="sr-only">{t('loading')}</p>
      {[1, 2].map((each) => (
        <div key={each} className="flex gap-4">
          <div className="h-20 w-28 rounded bg-sunken" />
          <div className="flex flex-1 flex-col gap-2 py-1">
            <div className="h-4 w-1/2 rounded bg-sunken" />
            <div className="h-4 w-1/4 rounded bg-sunken" />
          </div>
        </div>
      ))}
    </div>
  );
}
