import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { checkInAnswer, checkInInput } from '@/lib/schemas/check-in';

export const POST = adminDoor(
  checkInInput,
  async ({ db, body }) => {
    const { data } = await db.rpc('ticket_check_in', { code: body.code }).throwOnError();
    return ok(checkInAnswer.parse(data));
  },
  { organisers: true, starts: 'nothing' },
);
