'use client';

import { useState } from 'react';
import { AddButton } from './add-button';
import { mostOf, unitsInCart, type NewLine } from './cart';
import { useCart } from './cart-store';
import { FewLeft } from './few-left';
import { Stepper } from './stepper';
import { useTicket } from './use-live';
import { useWords } from './words';
import { shopPaths } from '@/lib/shop-paths';
import type { ShopEvent, ShopTicket } from '@/lib/schemas/shop';

type TicketOfferProps = {
  event: Pick<ShopEvent, 'id' | 'slug' | 'title' | 'imageUrl' | 'isOver' | 'organisation'>;
  ticket: ShopTicket;
  asOf: string;
};

/** What a ticket type costs, how many are left, and the way to have some. */
export function TicketOffer({ event, ticket, asOf }: TicketOfferProps) {
  const { t, money } = useWords();
  const cart = useCart();
  const [chosen, setChosen] = useState(1);
  const standing = useTicket(event, ticket, asOf);
  const line: NewLine = {
    kind: 'ticket',
    ...{ id: ticket.id, name: ticket.name, title: event.title, imageUrl: event.imageUrl },
    ...{ price: standing.price, currency: standing.currency },
    ...{ seller: event.organisation, path: shopPaths.shopEvent(event.slug) },
  };
  const most = mostOf(standing.available) - unitsInCart(cart, line);
  const quantity = Math.min(chosen, Math.max(most, 1));
  return (
    <div className="flex flex-col gap-3 sm:items-end">
      <p className="flex min-h-6 flex-wrap items-baseline gap-x-3 sm:flex-row-reverse">
        <span className="text-lead font-semibold">
          {Number(standing.price) === 0 ? t('free') : money(standing.price, standing.currency)}
        </span>
        <FewLeft standing={standing} />
      </p>
      <div className="flex flex-wrap gap-2">
        {standing.state === 'fine' && most > 1 ? (
          <Stepper
            label={t('quantityOf', { name: ticket.name })}
            value={quantity}
            most={most}
            onChange={setChosen}
          />
        ) : null}
        <AddButton
          line={line}
          standing={standing}
          quantity={quantity}
          onAdded={() => setChosen(1)}
          className="min-w-44 max-sm:flex-1"
        />
      </div>
    </div>
  );
}
