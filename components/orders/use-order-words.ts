'use client';

import { useMessages, useTranslations, type Messages } from 'next-intl';

type Dispute = keyof Messages['orders']['dispute'];
type Trouble = keyof Messages['orders']['trouble'];

/** Where a dispute stands, in the reader's language; a word of Stripe's that is newer than ours stays as it is. */
export function useDisputeWord() {
  const t = useTranslations('orders.dispute');
  const { orders } = useMessages();
  const isOurs = (word: string): word is Dispute => Object.hasOwn(orders.dispute, word);
  return (word: string) => (isOurs(word) ? t(word) : word);
}

/** Why a refund has failed, in the reader's language; nothing for a reason that is newer than our words. */
export function useTroubleWord() {
  const t = useTranslations('orders.trouble');
  const { orders } = useMessages();
  const isOurs = (code: string): code is Trouble => Object.hasOwn(orders.trouble, code);
  return (code: string) => (isOurs(code) ? t(code) : undefined);
}
