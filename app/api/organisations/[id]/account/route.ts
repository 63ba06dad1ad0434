import { accountDoor } from '@/lib/doors/account';
import { noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { readOrganisation } from '@/lib/queries/organisation';

export const POST = accountDoor(noInput, async ({ db, id, accounts }) => {
  const { stripe_onbehalfof: account } = await readOrganisation(db, id);
  if (account !== null) await accounts.read(account);
  return ok(await readOrganisation(db, id));
});
