import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { readTicket } from '@/lib/queries/ticket';
import { newTicket } from '@/lib/schemas/ticket';

export const POST = adminDoor(
  newTicket,
  async ({ db, body }) => {
    const { data } = await db.from('event_tickets').insert(body).select('id').single().throwOnError();
    return created(await readTicket(db, String(data.id)));
  },
  { organisers: true },
);
