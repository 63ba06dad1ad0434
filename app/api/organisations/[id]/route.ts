import { accountDoor } from '@/lib/doors/account';
import { adminDoor, noInput, seenRevision } from '@/lib/doors/admin';
import { gone, ok } from '@/lib/doors/answers';
import { Problem } from '@/lib/errors';
import { readOrganisation } from '@/lib/queries/organisation';
import { organisationChange } from '@/lib/schemas/organisation';

export const GET = adminDoor(noInput, async ({ db, id }) => ok(await readOrganisation(db, id)));

export const PATCH = accountDoor(organisationChange, async ({ db, id, body, request, accounts }) => {
  const before = await readOrganisation(db, id);
  const account = body.stripe_onbehalfof ?? null;
  const isNew = account !== null && account !== before.stripe_onbehalfof;
  if (isNew) await accounts.check(account);
  const revision = seenRevision(request);
  let change = db.from('organisations').update(body).eq('organisation_id', id);
  if (revision !== undefined) change = change.eq('revision', revision);
  const { data } = await change.select('organisation_id').throwOnError();
  if (data.length === 0) throw new Problem('changed_meanwhile');
  if (isNew) await accounts.read(account);
  return ok(await readOrganisation(db, id));
});

export const DELETE = adminDoor(noInput, async ({ db, id }) => {
  const { data } = await db
    .from('organisations')
    .delete()
    .eq('organisation_id', id)
    .select('organisation_id')
    .throwOnError();
  if (data.length === 0) throw new Problem('not_found');
  return gone();
});
