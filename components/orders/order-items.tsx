'use client';

import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { TicketCodes } from './ticket-codes';
import { useOrderMoney } from './use-order-money';
import { startWords } from '@/components/events/event-times';
import { usePerson } from '@/components/frame/person';
import { Section } from '@/components/frame/section';
import { useKindWord } from '@/components/frame/use-kind-word';
import { isTariffName } from '@/components/sync/plan-words';
import { Badge } from '@/components/ui/badge';
import { paths, rowPage } from '@/lib/paths';
import type { SellerOrder } from '@/lib/schemas/order';

type Item = SellerOrder['items'][number];

/** What was bought, at the words and prices of that time, and what has become of its units. */
export function OrderItems({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders');
  return (
    <Section title={t('items.title')}>
      <ul className="divide-y">
        {order.items.map((item) => (
          <li key={item.id} className="flex flex-col gap-3 px-4 py-4 sm:px-5">
            <ItemLine item={item} currency={order.currency} />
            {item.codes.length === 0 ? null : <TicketCodes item={item} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ItemLine({ item, currency }: { item: Item; currency: string }) {
  const t = useTranslations('orders.items');
  const format = useFormatter();
  const money = useOrderMoney(currency);
  const { quantity, refunded, returned, unitAmountMinor } = item;
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">
          <ItemName item={item} />
        </p>
        <p className="text-small wrap-anywhere text-ink-soft">
          <ItemKind item={item} />
        </p>
        {refunded === 0 ? null : (
          <p className="mt-2 flex flex-wrap gap-1.5">
            <Badge meaning="plain">{t('refunded', { count: refunded })}</Badge>
            {returned === 0 ? null : <Badge meaning="plain">{t('returned', { count: returned })}</Badge>}
          </p>
        )}
      </div>
      <div className="shrink-0 text-right">
        <p className="font-medium">{money(quantity * unitAmountMinor)}</p>
        <p className="text-small text-ink-faint">
          {format.number(quantity)} × {money(unitAmountMinor)}
        </p>
      </div>
    </div>
  );
}

/** The name, which leads to the row as it is now, for whoever may see that. */
function ItemName({ item }: { item: Item }) {
  const { isAdmin } = usePerson();
  const href = item.kind === 'ticket' ? paths.event(item.event?.id ?? '') : rowPage(item.kind, item.rowId);
  const isThere = item.kind !== 'ticket' || item.event !== null;
  if (href === undefined || !isThere || !(isAdmin || item.kind === 'ticket')) return item.name;
  return (
    <Link href={href} prefetch={false} className="rounded underline-offset-2 hover:underline">
      {item.name}
    </Link>
  );
}

function ItemKind({ item }: { item: Item }) {
  const t = useTranslations('orders.items.tariff');
  const locale = useLocale();
  const wordOf = useKindWord();
  if (item.kind === 'ticket') {
    const { start = null, timeZone = 'UTC' } = item.event ?? {};
    const words = start === null ? null : startWords(start, timeZone, locale, false);
    return (
      <>
        {item.title ?? wordOf('ticket')}
        {words === null ? null : ` · ${words}`}
      </>
    );
  }
  return isTariffName(item.tariff) ? `${wordOf(item.kind)} · ${t(item.tariff)}` : wordOf(item.kind);
}
