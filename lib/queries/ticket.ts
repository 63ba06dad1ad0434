import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { ticketRow, type TicketRow } from '../schemas/ticket';

const columns =
  'id, event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, position, stripe_price_id, created_at, sync';

/** Reads one ticket type. @throws Problem `not_found` when there is none that the caller may see. */
export async function readTicket(db: Db, id: string): Promise<TicketRow> {
  const { data, error } = await db.from('tickets_with_sync').select(columns).eq('id', id).single();
  if (error) throw problemOf(error);
  return ticketRow.parse(data);
}
