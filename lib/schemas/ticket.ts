import { z } from 'zod';
import { normalAmount } from '../money';
import { time } from '../time';
import { amount, amountFault, currency, emptyToNull, flag, id, requiredText, text, whole } from './fields';
import { syncState } from './sync';

/** Words are kept under `description`; what else other programs have put there stays. */
const criteria = z.preprocess(
  (value) => (typeof value === 'string' ? { description: value } : value),
  z
    .record(z.string(), z.unknown(), { error: 'not_understood' })
    .transform((given) => {
      const kept = Object.entries(given).filter(([, value]) => value !== null && value !== '');
      return kept.length === 0 ? null : Object.fromEntries(kept);
    })
    .refine((value) => JSON.stringify(value).length <= 10_000, {
      message: 'too_long',
      params: { max: 10_000 },
    })
    .nullable(),
);

/** The fields of a ticket type by themselves. */
const ticketShape = {
  name: requiredText(120),
  description: z.preprocess(emptyToNull, text(5000).nullable()),
  price: amount.transform((value) => value ?? '0'),
  currency,
  total_capacity: whole(0, 1_000_000).nullable(),
  eligibility_criteria: criteria,
  is_active: flag,
};

function checkPrice(ticket: { price?: string; currency?: string }, context: z.core.$RefinementCtx) {
  const fault = amountFault(ticket.price, ticket.currency);
  if (fault) context.addIssue({ code: 'custom', path: ['price'], ...fault });
}

/** A ticket type in the editor of its event; a new one has no id yet. */
export const ticketInput = z
  .strictObject({ id: id.nullable().default(null), ...ticketShape })
  .superRefine(checkPrice);
export type TicketInput = z.input<typeof ticketInput>;

/** A ticket type that a script adds to an event; the currency is its organisation's when it says none. */
export const newTicket = z
  .strictObject({ event_id: id, ...ticketShape })
  .partial({
    description: true,
    price: true,
    currency: true,
    total_capacity: true,
    eligibility_criteria: true,
    is_active: true,
  })
  .superRefine(checkPrice);
export const ticketChange = z.strictObject(ticketShape).partial().superRefine(checkPrice);

/** A ticket type of a new event, for scripts: the currency is the organisation's when it says none. */
export const scriptTicket = z
  .strictObject({ id: id.nullable().default(null), ...ticketShape })
  .partial({
    description: true,
    price: true,
    currency: true,
    total_capacity: true,
    eligibility_criteria: true,
    is_active: true,
  })
  .superRefine(checkPrice);

const storedTicket = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  price: z.string(),
  currency: z.string(),
  total_capacity: z.number().nullable(),
  eligibility_criteria: z.unknown(),
  is_active: z.boolean(),
  position: z.number(),
  stripe_price_id: z.string().nullable(),
});
const asShown = <Row extends { price: string; currency: string }>(row: Row): Row => ({
  ...row,
  price: normalAmount(row.price, row.currency),
});

/** A ticket type of an event, as its editor shows it. */
export const eventTicket = storedTicket.transform(asShown);
export type EventTicket = z.infer<typeof eventTicket>;

/** A ticket type by itself, as `/api/tickets` answers it. */
export const ticketRow = storedTicket
  .extend({ event_id: z.string(), created_at: time, sync: syncState.nullable() })
  .transform(asShown);
export type TicketRow = z.infer<typeof ticketRow>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A ticket type as the editor shows it. */
export function toTicketInput(ticket: EventTicket): TicketInput {
  const {
    name,
    description,
    price,
    currency: code,
    total_capacity,
    eligibility_criteria,
    is_active,
  } = ticket;
  const kept = isRecord(eligibility_criteria)
    ? eligibility_criteria
    : typeof eligibility_criteria === 'string'
      ? { description: eligibility_criteria }
      : null;
  return {
    id: ticket.id,
    name,
    description,
    price,
    currency: code,
    total_capacity,
    eligibility_criteria: kept,
    is_active,
  };
}

/** An empty ticket type, in the currency of the organisation. */
export const emptyTicket = (code: string): TicketInput => ({
  id: null,
  name: '',
  description: null,
  price: '',
  currency: code,
  total_capacity: null,
  eligibility_criteria: null,
  is_active: true,
});
