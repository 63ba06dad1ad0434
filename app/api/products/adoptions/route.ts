import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { adoptProduct } from '@/lib/doors/drift';
import { adoptionInput } from '@/lib/schemas/drift';

export const maxDuration = 300;

export const POST = adminDoor(adoptionInput, async ({ db, body }) =>
  created({ id: await adoptProduct(db, body.stripeProductId) }),
);
