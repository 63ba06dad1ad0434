import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { catalogDoor } from '@/lib/doors/shop';
import { readEvent } from '@/lib/queries/event';
import { newEvent, toStored } from '@/lib/schemas/event';

/** The published events with their ticket types, for shoppers. */
export const GET = catalogDoor('events');

export const POST = adminDoor(
  newEvent,
  async ({ db, body }) => {
    const { tickets, ...event } = toStored(body);
    const { data } = await db
      .rpc('event_save', {
        id: null,
        event: JSON.stringify(event),
        ...(tickets ? { tickets: JSON.stringify(tickets) } : {}),
      })
      .throwOnError();
    return created(await readEvent(db, String(data)));
  },
  { organisers: true },
);
