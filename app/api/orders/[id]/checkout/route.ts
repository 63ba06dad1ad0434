import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { endCheckout, keyOf, letGo, shopDoor } from '@/lib/doors/shop';
import { Problem } from '@/lib/errors';
import { isId } from '@/lib/paths';

const asBuyer = shopDoor(noInput, async ({ request, params: { id = '' } }) => {
  if (!isId(id)) throw new Problem('bad_id');
  return ok({ status: await letGo(id, keyOf(request)) });
});
const asAdmin = adminDoor(noInput, async ({ id }) => ok({ status: await endCheckout(id) }));

/** Ends an open checkout, so that its units are free: for whoever holds the order's key, or for an admin. */
export const DELETE: typeof asBuyer = (request, context) =>
  new URL(request.url).searchParams.has('key') ? asBuyer(request, context) : asAdmin(request, context);
