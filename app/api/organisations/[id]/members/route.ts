import { adminDoor } from '@/lib/doors/admin';
import { gone } from '@/lib/doors/answers';
import { invitation } from '@/lib/schemas/organisation';

export const POST = adminDoor(
  invitation,
  async ({ db, id, body }) => {
    await db.rpc('organisation_invite', { organisation_id: id, email: body.email }).throwOnError();
    return gone();
  },
  { starts: 'nothing' },
);
