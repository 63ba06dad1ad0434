'use client';

import { useMessages, useTranslations, type Messages } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { SyncError } from '@/lib/schemas/sync';

type Reason = keyof Messages['sync']['reason'];

type SyncTroubleProps = {
  error: SyncError;
  fieldWord: (field: string) => string;
  onMend: ((field: string) => void) | undefined;
};

/** Why the last try did not work: in the reader's language, then in Stripe's own words, then the way to mend it. */
export function SyncTrouble({ error, fieldWord, onMend }: SyncTroubleProps) {
  const t = useTranslations('sync');
  const { sync } = useMessages();
  const { code, detail, field, requestId } = error;
  const isOurs = (name: string): name is Reason => Object.hasOwn(sync.reason, name);
  return (
    <div className="flex flex-col items-start gap-2 rounded border p-3">
      <p className="font-medium">{t(`reason.${isOurs(code) ? code : 'internal'}`)}</p>
      {detail === '' && requestId === null ? null : (
        <div className="max-h-32 w-full overflow-y-auto text-small wrap-anywhere text-ink-soft">
          {detail === '' ? null : <p lang="en">{detail}</p>}
          {requestId === null ? null : <p className="mt-1">{t('request', { id: requestId })}</p>}
        </div>
      )}
      {field === null || onMend === undefined ? null : (
        <Button onClick={() => onMend(field)} className="h-auto min-h-8 max-w-full py-1 whitespace-normal">
          {t('mend', { field: fieldWord(field) })}
        </Button>
      )}
    </div>
  );
}
