'use client';

import { useTranslations } from 'next-intl';
import { TroubleWords } from './trouble-words';
import { Button } from '@/components/ui/button';
import type { SyncError } from '@/lib/schemas/sync';

type SyncTroubleProps = {
  error: SyncError;
  account: string | null;
  fieldWord: (field: string) => string;
  onMend: ((field: string) => void) | undefined;
};

/** Why the last try did not work, and the way to mend it. */
export function SyncTrouble({ error, account, fieldWord, onMend }: SyncTroubleProps) {
  const t = useTranslations('sync');
  const { field } = error;
  return (
    <div className="flex flex-col items-start gap-2 rounded border p-3">
      <TroubleWords error={error} account={account} />
      {field === null || onMend === undefined ? null : (
        <Button onClick={() => onMend(field)} className="h-auto min-h-8 max-w-full py-1 whitespace-normal">
          {t('mend', { field: fieldWord(field) })}
        </Button>
      )}
    </div>
  );
}
