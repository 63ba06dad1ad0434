import { adminDoor, noInput } from '@/lib/doors/admin';
import { gone, ok } from '@/lib/doors/answers';
import { Problem, problemOfIssues } from '@/lib/errors';
import { readTicket } from '@/lib/queries/ticket';
import { ticketChange, ticketInput, toTicketInput } from '@/lib/schemas/ticket';

export const GET = adminDoor(noInput, async ({ db, id }) => ok(await readTicket(db, id)), {
  organisers: true,
});

export const PATCH = adminDoor(
  ticketChange,
  async ({ db, id, body }) => {
    // An amount is judged by its currency, so the ticket type is judged as it would stand.
    const after = ticketInput.safeParse({ ...toTicketInput(await readTicket(db, id)), ...body });
    if (!after.success) throw problemOfIssues(after.error.issues);
    const { data } = await db.from('event_tickets').update(body).eq('id', id).select('id').throwOnError();
    if (data.length === 0) throw new Problem('not_found');
    return ok(await readTicket(db, id));
  },
  { organisers: true },
);

export const DELETE = adminDoor(
  noInput,
  async ({ db, id }) => {
    const { data } = await db.from('event_tickets').delete().eq('id', id).select('id').throwOnError();
    if (data.length === 0) throw new Problem('not_found');
    return gone();
  },
  { organisers: true },
);
