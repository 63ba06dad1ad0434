import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { buyerOrder, keyOf, shopDoor } from '@/lib/doors/shop';
import { Problem } from '@/lib/errors';
import { isId } from '@/lib/paths';
import { readOrder } from '@/lib/queries/order';

const asBuyer = shopDoor(noInput, async ({ request, params: { id = '' } }) => {
  if (!isId(id)) throw new Problem('bad_id');
  return ok(await buyerOrder(id, keyOf(request)));
});
const asSeller = adminDoor(noInput, async ({ db, id }) => ok(await readOrder(db, id)), { organisers: true });

/** The order for whoever holds its key, or for those who sell. */
export const GET: typeof asBuyer = (request, context) =>
  new URL(request.url).searchParams.has('key') ? asBuyer(request, context) : asSeller(request, context);
