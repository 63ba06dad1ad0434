'use client';

import { useTranslations } from 'next-intl';
import { isFree } from './price-range';
import { StripeObjectId } from '@/components/sync/stripe-ids';
import { syncLooks } from '@/components/sync/sync-looks';
import { TroubleWords } from '@/components/sync/trouble-words';
import { Badge } from '@/components/ui/badge';
import type { EventRow } from '@/lib/schemas/event';
import type { EventTicket } from '@/lib/schemas/ticket';

type TicketSyncProps = { event: EventRow; ticket: EventTicket | undefined };

/** Where a ticket type stands in Stripe: as its event, with the price that is its own, or why it has none. */
export function TicketSync({ event, ticket }: TicketSyncProps) {
  const t = useTranslations();
  const { sync } = event;
  if (ticket === undefined) return <p className="text-small text-ink-faint">{t('ticket.unsaved')}</p>;
  if (sync === null) return null;
  const { meaning, icon } = syncLooks[sync.status];
  const price = sync.prices.find(({ tariff }) => tariff === ticket.id);
  const isRefused = sync.error?.field?.startsWith(`tickets.${ticket.id}.`) === true;
  const why = isFree(ticket.price)
    ? t('ticket.freeNoPrice')
    : !ticket.is_active
      ? t('ticket.notOnSale')
      : !event.is_published
        ? t('ticket.draftPrice')
        : null;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <Badge meaning={meaning} icon={icon}>
          {t(`sync.${sync.status}`)}
        </Badge>
        {price === undefined ? (
          why === null ? null : (
            <span className="text-small text-ink-faint">{why}</span>
          )
        ) : (
          <StripeObjectId id={price.id} account={sync.connectedAccountId} />
        )}
      </div>
      {isRefused && sync.error !== null ? (
        <div className="rounded border p-3">
          <TroubleWords error={sync.error} account={sync.connectedAccountId} />
        </div>
      ) : null}
    </div>
  );
}
