import 'server-only';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { toStored, type EventValues } from '../schemas/event';
import { organisationRow, type AccountStatus } from '../schemas/organisation';
import type { PlanAnswer } from '../schemas/sync';
import { NEW_ID, planFor } from './plan';

const reasons: Partial<Record<AccountStatus, string>> = {
  not_connected: 'no_account',
  unread: 'account_unread',
  unknown: 'account_unknown',
  deauthorised: 'account_gone',
  information_due: 'account_not_ready',
  in_review: 'account_not_ready',
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
