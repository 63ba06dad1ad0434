import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { catalogDoor } from '@/lib/doors/shop';
import { spaces } from '@/lib/queries/space';
import { newSpace } from '@/lib/schemas/space';

/** The spaces that are let, for shoppers. */
export const GET = catalogDoor('spaces');

export const POST = adminDoor(newSpace, async ({ db, body }) => {
  const { data } = await db.from('spaces').insert(body).select('id').single().throwOnError();
  return created(await spaces.read(db, String(data.id)));
});
