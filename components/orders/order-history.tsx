'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useOrderMoney } from './use-order-money';
import { useDisputeWord } from './use-order-words';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { isHistoryWord, type HistoryWord, type SellerOrder } from '@/lib/schemas/order';

type Entry = SellerOrder['history'][number];

const inks: Partial<Record<HistoryWord, string>> = {
  paid: 'bg-fine',
  refund_succeeded: 'bg-fine',
  checked_in: 'bg-fine',
  cannot_be_honoured: 'bg-attention',
  dispute: 'bg-attention',
  failed: 'bg-failed',
  refund_failed: 'bg-failed',
  units_gone: 'bg-failed',
};

/** What happened when, the latest first. */
export function OrderHistory({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders.history');
  const wordsOf = useHistoryWords(order);
  return (
    <Section title={t('title')}>
      <ol className="px-4 py-4 sm:px-5">
        {order.history.toReversed().map((entry, place, all) => (
          <li key={entry.id} className="relative flex gap-3 pb-4 last:pb-0">
            {place === all.length - 1 ? null : (
              <span aria-hidden className="absolute top-4 bottom-0 left-[3.5px] w-px bg-line" />
            )}
            <span
              aria-hidden
              className={clsx(
                'mt-1.5 size-2 shrink-0 rounded-full',
                (isHistoryWord(entry.what) ? inks[entry.what] : undefined) ?? 'bg-line-strong',
              )}
            />
            <p className="min-w-0 flex-1 text-pretty wrap-anywhere">{wordsOf(entry)}</p>
            <span className="shrink-0 text-ink-faint">
              <Ago at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What happened, as a sentence. Something that is newer than our words is shown by its own name. */
function useHistoryWords(order: SellerOrder) {
  const t = useTranslations('orders.history');
  const money = useOrderMoney(order.currency);
  const disputeWord = useDisputeWord();
  return ({ what, details }: Entry) => {
    if (!isHistoryWord(what)) return what;
    const amount = typeof details.amount_minor === 'number' ? money(details.amount_minor) : '';
    const state = typeof details.status === 'string' ? disputeWord(details.status) : '';
    const name = nameOfCode(order, details.code_id);
    const units = unitsOf(order, details.lines);
    if (what === 'refund_asked' && units !== '') return t('what.refund_asked_units', { amount, units });
    return t(`what.${what}`, { amount, state, name, units });
  };
}

/** The ticket that a code belongs to, as in "Full". */
function nameOfCode({ items }: SellerOrder, code: unknown): string {
  return items.find(({ codes }) => codes.some(({ id }) => id === code))?.name ?? '';
}

type Line = { item_id: string; quantity: number };

function isLine(line: unknown): line is Line {
  return (
    typeof line === 'object' &&
    line !== null &&
    'item_id' in line &&
    'quantity' in line &&
    typeof line.quantity === 'number'
  );
}

/** The units that a refund is about, as in "2 × Full, 1 × Chair". */
function unitsOf({ items }: SellerOrder, lines: unknown): string {
  if (!Array.isArray(lines)) return '';
  return lines
    .filter(isLine)
    .map(({ item_id, quantity }) => `${quantity} × ${items.find(({ id }) => id === item_id)?.name ?? ''}`)
    .join(', ');
}
