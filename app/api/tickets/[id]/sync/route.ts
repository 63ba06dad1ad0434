import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { readTicket } from '@/lib/queries/ticket';

export const POST = adminDoor(
  noInput,
  async ({ db, id }) => {
    const { event_id } = await readTicket(db, id);
    await db.rpc('sync_mark', { kind: 'event', row_id: event_id }).throwOnError();
    return ok((await readTicket(db, id)).sync);
  },
  { organisers: true },
);
