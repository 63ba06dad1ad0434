import 'server-only';
import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';
import { toStored, type EventValues } from '../schemas/event';
import { organisationRow, type AccountStatus } from '../schemas/organisation';
import type { PlanAnswer } from '../schemas/sync';
import { NEW_ID, planFor } from './plan';

/**
 * Saves, and tells faults that name a ticket type by its id at its place in the list, where the editor shows it.
 * @throws Problem
 */
export async function atPlaces<T>(tickets: { id: string | null }[], save: () => PromiseLike<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    const problem = problemOf(error);
    const errors = problem.errors.map((fault) => {
      const id = /^tickets\.(?<id>[0-9a-f-]{36})\./.exec(fault.field)?.groups?.id;
      const place = tickets.findIndex((ticket) => ticket.id === id);
      return id === undefined || place < 0
        ? fault
        : { ...fault, field: fault.field.replace(id, String(place)) };
    });
    const { code, params } = problem;
    throw new Problem(code, { errors, params, cause: error });
  }
}

const reasons: Partial<Record<AccountStatus, string>> = {
  not_connected: 'no_account',
  unread: 'account_unread',
  unknown: 'account_unknown',
  deauthorised: 'account_gone',
  information_due: 'account_not_ready',
  in_review: 'account_not_ready',
  rejected: 'account_not_ready',
};

/** Stands for the id of a ticket type that is not saved yet. */
const newTicketId = (at: number) => `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`;

/**
 * The writes that an event and its ticket types would cost if they were saved like this, and why they would wait.
 * @param values the editor's, or nothing for a deletion.
 */
export async function planEvent(db: Db, id: string | null, values: EventValues | null): Promise<PlanAnswer> {
  if (values === null) return planFor(db, 'event', id, null);
  const { data, error } = await db
    .from('organisations_with_account')
    .select('stripe_onbehalfof, account')
    .eq('organisation_id', values.organisation_id)
    .single();
  if (error) throw problemOf(error);
  const { stripe_onbehalfof, account } = organisationRow
    .pick({ stripe_onbehalfof: true, account: true })
    .parse(data);
  const planned = await planFor(db, 'event', id, {
    ...toStored(values),
    event_id: id ?? NEW_ID,
    slug: values.slug ?? '',
    organisation: { stripe_onbehalfof },
    tickets: values.tickets.map((ticket, at) => ({
      ...ticket,
      id: ticket.id ?? newTicketId(at),
      position: at,
    })),
  });
  return { ...planned, waits: reasons[account.state] ?? null };
}
