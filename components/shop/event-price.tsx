'use client';

import { useQuery } from '@tanstack/react-query';
import type { Standing } from './cart';
import { ticketStanding } from './standing';
import { useWords } from './words';
import { shopEvents } from '@/lib/queries/shop';
import type { ShopEvent } from '@/lib/schemas/shop';

/** How an event stands as a whole: on sale while one of its ticket types is. */
export function eventState(standings: Standing[]): Standing['state'] {
  const states = ['fine', 'soon', 'sold', 'over'] as const;
  return states.find((state) => standings.some((each) => each.state === state)) ?? 'soon';
}

type EventPriceProps = { event: Pick<ShopEvent, 'id' | 'isOver' | 'ticketTypes'>; asOf: string };

/** From how much an event can be attended, or why it cannot. */
export function EventPrice({ event, asOf }: EventPriceProps) {
  const { t, money } = useWords();
  const { data } = useQuery({
    ...shopEvents(),
    initialData: { events: [], asOf: '' },
    initialDataUpdatedAt: Date.parse(asOf),
  });
  const now = data.asOf > asOf ? data.events.find(({ id }) => id === event.id) : event;
  const standings = now?.ticketTypes.map((ticket) => ticketStanding(now, ticket)) ?? [];
  const state = now?.isOver ? 'over' : now ? eventState(standings) : 'gone';
  if (state !== 'fine') return <p className="font-medium text-ink-soft">{t(state)}</p>;
  // A ticket for children that is free does not make the evening free.
  const [least] = standings
    .filter((each) => each.state === 'fine' && Number(each.price) > 0)
    .sort((one, other) => Number(one.price) - Number(other.price));
  if (least === undefined) return <p className="text-lead">{t('free')}</p>;
  return <p className="text-lead">{t('fromPrice', { price: money(least.price, least.currency) })}</p>;
}
