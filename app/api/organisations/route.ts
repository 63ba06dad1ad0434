import { accountDoor } from '@/lib/doors/account';
import { created } from '@/lib/doors/answers';
import { readOrganisation } from '@/lib/queries/organisation';
import { newOrganisation } from '@/lib/schemas/organisation';

export const POST = accountDoor(newOrganisation, async ({ db, body, accounts }) => {
  const account = body.stripe_onbehalfof ?? null;
  if (account !== null) await accounts.check(account);
  const { data } = await db
    .from('organisations')
    .insert(body)
    .select('organisation_id')
    .single()
    .throwOnError();
  if (account !== null) await accounts.read(account);
  return created(await readOrganisation(db, String(data.organisation_id)));
});
