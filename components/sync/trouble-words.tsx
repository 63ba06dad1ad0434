'use client';

import { useMessages, useTranslations, type Messages } from 'next-intl';
import { StripeRequestId } from './stripe-ids';
import type { SyncError } from '@/lib/schemas/sync';

type Reason = keyof Messages['sync']['reason'];
type Advice = keyof Messages['sync']['advice'];

type TroubleWordsProps = { error: SyncError; account: string | null };

/** What went wrong and what to do about it in the reader's language, then Stripe's own words and the call's id. */
export function TroubleWords({ error, account }: TroubleWordsProps) {
  const t = useTranslations('sync');
  const { sync } = useMessages();
  const { code, detail, requestId } = error;
  const hasReason = (name: string): name is Reason => Object.hasOwn(sync.reason, name);
  const hasAdvice = (name: string): name is Advice => Object.hasOwn(sync.advice, name);
  const reason = hasReason(code) ? code : 'internal';
  return (
    <div className="flex min-w-0 flex-col gap-1 whitespace-normal">
      <p>
        <span className="font-medium">{t(`reason.${reason}`)}</span>{' '}
        {hasAdvice(reason) ? <span className="text-ink-soft">{t(`advice.${reason}`)}</span> : null}
      </p>
      {detail === '' ? null : (
        <p lang="en" className="max-h-32 overflow-y-auto text-small wrap-anywhere text-ink-soft">
          {detail}
        </p>
      )}
      {requestId === null ? null : <StripeRequestId id={requestId} account={account} />}
    </div>
  );
}
