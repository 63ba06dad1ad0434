import { z } from 'zod';
import { time } from '../time';
import { kind, price, type WantedPrice } from './kind';

const ticket = z.object({
  id: z.string(),
  name: z.string(),
  price: z.string(),
  currency: z.string(),
  total_capacity: z.number().nullable(),
  eligibility_criteria: z.unknown(),
  is_active: z.boolean(),
  position: z.number(),
});
type Ticket = z.infer<typeof ticket>;

const row = z.object({
  event_id: z.string(),
  organisation_id: z.string(),
  parent_event_id: z.string().nullable(),
  title: z.string(),
  slug: z.string(),
  description: z.string().nullable(),
  type: z.string(),
  event_start: time.nullable(),
  event_end: time.nullable(),
  image_url: z.string().nullable(),
  is_published: z.boolean(),
  organisation: z.object({ stripe_onbehalfof: z.string().nullable() }),
  tickets: z.array(ticket),
});
type Row = z.infer<typeof row>;

/** What Stripe shows of a description: enough to recognise the event by, as in the seed documents. */
const DESCRIPTION_LENGTH = 500;
/** https://docs.stripe.com/metadata#data */
const METADATA_LENGTH = 500;

/** A text of at most so many characters, cut after a word; an ellipsis says that it goes on. */
export function cut(text: string, length: number): string {
  const trimmed = text.trim();
  if (trimmed.length <= length) return trimmed;
  const start = trimmed.slice(0, length - 1);
  const end = start.search(/\s+\S*$/);
  return `${(end > length / 2 ? start.slice(0, end) : start.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (isRecord(value)) return `(${eligibility(value)})`;
  return typeof value === 'string' ? value.trim() : String(value);
}

/** Who may buy a ticket, in words that are the same whatever order the database keeps the criteria in. */
export function eligibility(criteria: unknown): string {
  if (!isRecord(criteria)) return criteria === null || criteria === undefined ? '' : plain(criteria);
  const { description, ...others } = criteria;
  const named = Object.entries(others)
    .filter(([, value]) => value !== null && value !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${key}: ${plain(value)}`);
  const words = typeof description === 'string' && description.trim() !== '' ? [description.trim()] : [];
  return [...words, ...named].join('; ');
}

/** The price of a ticket type; what is given away, or not sold any more, has none. */
function ticketPrice(sold: Ticket, eventId: string): WantedPrice | null {
  if (!sold.is_active || Number(sold.price) === 0) return null;
  return price(sold.id, sold.price, sold.currency, {
    field: `tickets.${sold.id}.price`,
    nickname: sold.name.trim(),
    metadata: {
      ticket_id: sold.id,
      ticket_name: cut(sold.name, METADATA_LENGTH),
      event_id: eventId,
      total_capacity: sold.total_capacity === null ? '' : String(sold.total_capacity),
      eligibility: cut(eligibility(sold.eligibility_criteria), METADATA_LENGTH),
    },
  });
}

/** An event is one Stripe product on its organisation's account, whose prices are its ticket types. */
export const event = kind<Row>('events', {
  key: 'event_id',
  row,
  columns:
    'event_id, organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, image_url, is_published, organisation:organisations(stripe_onbehalfof), tickets:event_tickets(id, name, price::text, currency, total_capacity, eligibility_criteria, is_active, position)',
  account: ({ organisation }) => organisation.stripe_onbehalfof,
  part: { kind: 'ticket', table: 'event_tickets', key: 'id' },
  product: (held) => ({
    name: held.title.trim(),
    description: held.description?.trim() ? cut(held.description, DESCRIPTION_LENGTH) : null,
    active: held.is_published,
    images: held.image_url === null ? [] : [held.image_url],
    metadata: {
      event_id: held.event_id,
      type: held.type,
      organisation_id: held.organisation_id,
      parent_event_id: held.parent_event_id ?? '',
      event_slug: held.slug,
      event_start: held.event_start ?? '',
      event_end: held.event_end ?? '',
    },
  }),
  prices: ({ event_id, tickets }) =>
    tickets
      .toSorted((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1))
      .map((sold) => ticketPrice(sold, event_id)),
  fields: {
    name: 'title',
    active: 'is_published',
    description: 'description',
    images: 'image_url',
    currency: 'tickets',
  },
});
