'use client';

import { useLocale, useTranslations } from 'next-intl';
import { isFree, priceRanges, type PriceRange } from './price-range';
import { formatMoney } from '@/lib/money';
import type { EventTicket } from '@/lib/schemas/ticket';

/** How many ticket types an event has, and from which price to which. */
export function EventPrices({ tickets }: { tickets: readonly EventTicket[] }) {
  const t = useTranslations('event');
  const locale = useLocale();
  const amount = (price: string, currency: string) =>
    isFree(price) ? t('free') : formatMoney(price, currency, locale);
  const say = ({ currency, from, to }: PriceRange) =>
    from === to
      ? amount(from, currency)
      : t('priceRange', { from: amount(from, currency), to: amount(to, currency) });
  if (tickets.length === 0) return <span className="text-ink-faint">{t('noTickets')}</span>;
  const prices = priceRanges(tickets).map(say).join(', ');
  return (
    <span className="block min-w-0 max-sm:text-right">
      <span title={prices} className="block truncate">
        {prices === '' ? '—' : prices}
      </span>
      <span className="block truncate text-small text-ink-faint">
        {t('ticketTypes', { count: tickets.length })}
      </span>
    </span>
  );
}
