import { z } from 'zod';
import { isTimeZone, momentOf, time, wallTime } from '../time';
import { address, emptyToNull, flag, id, requiredText, slug, text, whole } from './fields';
import { accountState } from './organisation';
import { syncState } from './sync';
import { eventTicket, scriptTicket, ticketInput, toTicketInput } from './ticket';

/** The types that the form offers. Others may stand in rows that were made elsewhere, and are kept. */
export const eventTypes = ['general', 'conference', 'workshop', 'concert', 'dinner', 'exhibition'] as const;

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A time as the clock on the wall of the event's zone shows it (`2026-05-01T19:30`), which is what the form sends; or a
 * moment with its offset (ISO 8601), for scripts.
 */
const when = z.preprocess(
  emptyToNull,
  z
    .string({ error: 'not_a_time' })
    .trim()
    .refine(
      (value) => (WALL.test(value) || MOMENT.test(value)) && !Number.isNaN(Date.parse(value)),
      'not_a_time',
    )
    .nullable(),
);

const eventShape = {
  organisation_id: id,
  parent_event_id: z.preprocess(emptyToNull, id.nullable()),
  title: requiredText(200),
  /** Its address in the shop; made from the title when it is left out. */
  slug,
  description: z.preprocess(emptyToNull, text(20_000).nullable()),
  type: requiredText(60),
  event_start: when,
  event_end: when,
  time_zone: z.string({ error: 'required' }).trim().refine(isTimeZone, 'not_a_time_zone'),
  image_url: address,
  capacity: whole(1, 1_000_000).nullable(),
  is_published: flag,
};

type Times = { event_start?: string | null; event_end?: string | null; time_zone?: string };

/** The moment that a time of the form stands for; undefined when clocks are put forward over it. */
function toMoment(value: string | null | undefined, zone: string): string | null | undefined {
  if (value === null || value === undefined) return null;
  return MOMENT.test(value) ? new Date(value).toISOString() : (momentOf(value, zone) ?? undefined);
}

function checkTimes(values: Times, context: z.core.$RefinementCtx) {
  const { time_zone: zone } = values;
  if (zone === undefined || !isTimeZone(zone)) return;
  const moments = (['event_start', 'event_end'] as const).map((field) => {
    const value = values[field];
    if (typeof value === 'string' && !WALL.test(value) && !MOMENT.test(value)) return null;
    const moment = toMoment(value, zone);
    if (moment === undefined)
      context.addIssue({ code: 'custom', path: [field], message: 'time_is_skipped', params: { zone } });
    return moment ?? null;
  });
  const [start, end] = moments;
  if (start && end && end <= start)
    context.addIssue({ code: 'custom', path: ['event_end'], message: 'ends_before_start' });
}

/** What the editor of an event may send: the event with all its ticket types, in their order. */
export const eventInput = z
  .strictObject({ ...eventShape, tickets: z.array(ticketInput).max(100, 'too_many_tickets') })
  .superRefine(checkTimes);
export type EventInput = z.input<typeof eventInput>;
export type EventValues = z.output<typeof eventInput>;

/** What may be left out when an event is made by a script. */
export const newEvent = z
  .strictObject({
    ...eventShape,
    time_zone: eventShape.time_zone.default('Europe/Paris'),
    tickets: z.array(scriptTicket).max(100, 'too_many_tickets'),
  })
  .partial({
    parent_event_id: true,
    slug: true,
    description: true,
    type: true,
    event_start: true,
    event_end: true,
    image_url: true,
    capacity: true,
    is_published: true,
    tickets: true,
  })
  .superRefine(checkTimes);

/** A change of some fields; `tickets`, when it is there, is the whole list. */
export const eventChange = z
  .strictObject({ ...eventShape, tickets: z.array(ticketInput).max(100, 'too_many_tickets') })
  .partial();

/** A copy of an event with its tickets, starting at another time of the wall clock of its zone. */
export const eventCopy = z.strictObject({ title: requiredText(200), event_start: when.optional() });
export type EventCopy = z.input<typeof eventCopy>;

/** An event as the database shows it to admins and organisers. */
export const eventRow = z.object({
  event_id: z.string(),
  organisation_id: z.string(),
  organisation_name: z.string(),
  organisation_currency: z.string(),
  account: accountState,
  parent_event_id: z.string().nullable(),
  parent_title: z.string().nullable(),
  title: z.string(),
  slug: z.string(),
  description: z.string().nullable(),
  type: z.string(),
  event_start: time.nullable(),
  event_end: time.nullable(),
  time_zone: z.string(),
  image_url: z.string().nullable(),
  capacity: z.number().nullable(),
  is_published: z.boolean(),
  stripe_product_id: z.string().nullable(),
  revision: z.coerce.number(),
  created_at: time,
  updated_at: time,
  sub_events: z.coerce.number(),
  tickets: z.array(eventTicket),
  sync: syncState.nullable(),
});
export type EventRow = z.infer<typeof eventRow>;

/** An event as its editor shows it: its times as the clock on the wall of its zone shows them. */
export function toEventInput(row: EventRow): EventInput {
  const { organisation_id, parent_event_id, title, slug, description, type, time_zone } = row;
  const { image_url, capacity, is_published } = row;
  const wall = (moment: string | null) => (moment === null ? null : wallTime(moment, time_zone));
  return {
    ...{
      organisation_id,
      parent_event_id,
      title,
      slug,
      description,
      type,
      time_zone,
      image_url,
      capacity,
      is_published,
    },
    event_start: wall(row.event_start),
    event_end: wall(row.event_end),
    tickets: row.tickets.map(toTicketInput),
  };
}

/** A time of the form as the clock on the wall of a zone shows it, also when a script gave a moment. */
export function toWall(value: string, zone: string): string {
  return MOMENT.test(value) ? wallTime(new Date(value).toISOString(), zone) : value;
}

/** The times of an event as the database keeps them: moments. @param values that `eventInput` has let through. */
export function toStored<Values extends Times>(values: Values): Values {
  const { time_zone: zone = 'UTC' } = values;
  const stored = { ...values };
  for (const field of ['event_start', 'event_end'] as const)
    if (field in values) stored[field] = toMoment(values[field], zone) ?? null;
  return stored;
}
