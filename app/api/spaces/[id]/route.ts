import { adminDoor, noInput, seenRevision } from '@/lib/doors/admin';
import { gone, ok } from '@/lib/doors/answers';
import { Problem } from '@/lib/errors';
import { readSpace } from '@/lib/queries/space';
import { spaceChange, spaceInput, toInput } from '@/lib/schemas/space';

export const GET = adminDoor(noInput, async ({ db, id }) => ok(await readSpace(db, id)));

export const PATCH = adminDoor(spaceChange, async ({ db, id, body, request }) => {
  const before = await readSpace(db, id);
  // Some fields are judged by others (an amount by its currency), so the row is judged as it would stand.
  const after = spaceInput.safeParse({ ...toInput(before), ...body });
  if (!after.success) throw Problem.ofIssues(after.error.issues);
  const revision = seenRevision(request);
  let change = db.from('spaces').update(body).eq('id', id);
  if (revision !== undefined) change = change.eq('revision', revision);
  const { data } = await change.select('id').throwOnError();
  if (data.length === 0) throw new Problem('changed_meanwhile');
  return ok(await readSpace(db, id));
});

export const DELETE = adminDoor(noInput, async ({ db, id }) => {
  const { data } = await db.from('spaces').delete().eq('id', id).select('id').throwOnError();
  if (data.length === 0) throw new Problem('not_found');
  return gone();
});
