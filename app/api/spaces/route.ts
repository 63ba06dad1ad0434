import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { spaces } from '@/lib/queries/space';
import { newSpace } from '@/lib/schemas/space';

export const POST = adminDoor(newSpace, async ({ db, body }) => {
  const { data } = await db.from('spaces').insert(body).select('id').single().throwOnError();
  return created(await spaces.read(db, String(data.id)));
});
