import { getTranslations } from 'next-intl/server';
import { TicketOffer } from './ticket-offer';
import type { ShopEvent } from '@/lib/schemas/shop';

/** The ticket types of an event. */
export async function TicketList({ event, asOf }: { event: ShopEvent; asOf: string }) {
  const t = await getTranslations('shop');
  const { id, slug, title, imageUrl, isOver, organisation, ticketTypes } = event;
  return (
    <section aria-labelledby="tickets" className="mt-14">
      <h2 id="tickets" className="mb-4 text-title font-semibold tracking-tight">
        {t('ticketTypes')}
      </h2>
      {ticketTypes.length === 0 ? <p className="text-ink-soft">{t('noTickets')}</p> : null}
      <ul className="flex flex-col divide-y border-y empty:hidden">
        {ticketTypes.map((ticket) => (
          <li
            key={ticket.id}
            className="flex flex-col gap-4 py-6 sm:flex-row sm:items-center sm:justify-between sm:gap-10"
          >
            <div className="min-w-0">
              <h3 className="text-lead font-semibold break-words">{ticket.name}</h3>
              {ticket.description === null ? null : (
                <p className="mt-1 text-pretty break-words text-ink-soft">{ticket.description}</p>
              )}
              {ticket.eligibility === null ? null : (
                <p className="mt-1 text-pretty break-words text-ink-soft">
                  {t('forWhom', { who: ticket.eligibility })}
                </p>
              )}
            </div>
            <TicketOffer
              event={{ id, slug, title, imageUrl, isOver, organisation }}
              ticket={ticket}
              asOf={asOf}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
