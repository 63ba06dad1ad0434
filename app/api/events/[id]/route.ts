import { adminDoor, noInput, seenRevision } from '@/lib/doors/admin';
import { gone, ok } from '@/lib/doors/answers';
import { atPlaces } from '@/lib/doors/event';
import { shopCatalog, shopDoor } from '@/lib/doors/shop';
import { Problem, problemOfIssues } from '@/lib/errors';
import { isId } from '@/lib/paths';
import { readEvent } from '@/lib/queries/event';
import { eventChange, eventInput, toEventInput, toStored } from '@/lib/schemas/event';

const asSeller = adminDoor(noInput, async ({ db, id }) => ok(await readEvent(db, id)), { organisers: true });
const asShopper = shopDoor(noInput, async ({ params: { id: slug } }) => {
  const { events, asOf } = await shopCatalog();
  const event = events.find((each) => each.slug === slug);
  if (!event) throw new Problem('not_found');
  return ok({ event, asOf });
});

/** An event by its id for those who sell it, or by its address part for shoppers. */
export const GET: typeof asShopper = async (request, context) => {
  const { id = '' } = (await context.params) ?? {};
  return isId(id) ? asSeller(request, context) : asShopper(request, context);
};

export const PATCH = adminDoor(
  eventChange,
  async ({ db, id, body, request }) => {
    const before = await readEvent(db, id);
    // Some fields are judged by others (a time by its zone), so the event is judged as it would stand.
    const after = eventInput.safeParse({ ...toEventInput(before), ...body });
    if (!after.success) throw problemOfIssues(after.error.issues);
    const { tickets, ...event } = toStored(after.data);
    // A new zone moves the moments: what the clock on the wall shows is kept.
    const touched = new Set([...Object.keys(body), ...(body.time_zone ? ['event_start', 'event_end'] : [])]);
    const change = Object.fromEntries(Object.entries(event).filter(([field]) => touched.has(field)));
    const revision = seenRevision(request);
    await atPlaces(tickets, () =>
      db
        .rpc('event_save', {
          id,
          event: JSON.stringify(change),
          ...(body.tickets ? { tickets: JSON.stringify(tickets) } : {}),
          ...(revision === undefined ? {} : { seen_revision: revision }),
        })
        .throwOnError(),
    );
    return ok(await readEvent(db, id));
  },
  { organisers: true },
);

export const DELETE = adminDoor(
  noInput,
  async ({ db, id }) => {
    const { data } = await db.from('events').delete().eq('event_id', id).select('event_id').throwOnError();
    if (data.length === 0) throw new Problem('not_found');
    return gone();
  },
  { organisers: true },
);
