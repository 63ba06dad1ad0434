'use client';

import { useTranslations } from 'next-intl';
import type { RefundEffect } from './refund-lines';
import { useOrderMoney } from './use-order-money';
import type { SellerOrder } from '@/lib/schemas/order';

type RefundEffectsProps = { order: SellerOrder; effect: RefundEffect; putsBack: boolean };

/** What a refund will do, in full, before it is asked for. */
export function RefundEffects({ order, effect, putsBack }: RefundEffectsProps) {
  const t = useTranslations('orders.refund');
  const money = useOrderMoney(order.currency);
  const { amountMinor, units, returnable, used } = effect;
  const hasTickets = order.items.some(({ kind }) => kind === 'ticket');
  const sentences =
    units === 0
      ? [t('nothingYet')]
      : [
          amountMinor === 0
            ? t('noMoney')
            : order.email === null
              ? t('money', { amount: money(amountMinor) })
              : t('moneyTo', { amount: money(amountMinor), email: order.email }),
          ...(returnable === 0 ? [] : [t(putsBack ? 'returns' : 'staysSold', { count: returnable })]),
          ...(used === 0 ? [] : [t('used', { count: used })]),
          ...(hasTickets ? [t('codes')] : []),
          ...(order.feeMinor > 0 && amountMinor > 0 ? [t('fee')] : []),
        ];
  return (
    <section aria-live="polite" className="rounded bg-sunken p-4">
      <h3 className="mb-2 font-medium">{t('effects')}</h3>
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-pretty text-ink-soft marker:text-ink-faint">
        {sentences.map((sentence) => (
          <li key={sentence} className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}
