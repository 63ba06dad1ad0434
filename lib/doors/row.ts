import 'server-only';
import { z } from 'zod';
import type { Db } from '../db/db';
import { Problem, problemOfIssues } from '../errors';
import { adminDoor, noInput, seenRevision } from './admin';
import { gone, ok } from './answers';
import { NEW_ID, planFor } from './plan';

type Change<Row, Input extends object> = {
  table: string;
  read: (db: Db, id: string) => Promise<Row>;
  /** Some fields, and all of them: some are judged by others, as an amount is by its currency. */
  change: z.ZodType<Record<string, unknown>>;
  input: z.ZodType<Input>;
  toInput: (row: Row) => Input;
};

/** The door for a change of some fields of a row, on the revision that the caller has seen where they say which. */
export function changeDoor<Row, Input extends object>({
  table,
  read,
  change: schema,
  input,
  toInput,
}: Change<Row, Input>) {
  return adminDoor(schema, async ({ db, id, body, request }) => {
    const before = await read(db, id);
    // The row is judged as it would stand.
    const after = input.safeParse({ ...toInput(before), ...body });
    if (!after.success) throw problemOfIssues(after.error.issues);
    const revision = seenRevision(request);
    let change = db.from(table).update(body).eq('id', id);
    if (revision !== undefined) change = change.eq('revision', revision);
    const { data } = await change.select('id').throwOnError();
    if (data.length === 0) throw new Problem('changed_meanwhile');
    return ok(await read(db, id));
  });
}

/** The door for the deletion of a row. What stands in Stripe is archived behind it. */
export function deleteDoor(table: string) {
  return adminDoor(noInput, async ({ db, id }) => {
    const { data } = await db.from(table).delete().eq('id', id).select('id').throwOnError();
    if (data.length === 0) throw new Problem('not_found');
    return gone();
  });
}

/** The door that names the writes which a new row would ask for. */
export function newPlanDoor<Input extends object>(kind: string, input: z.ZodType<Input>) {
  return adminDoor(
    input,
    async ({ db, body }) => ok(await planFor(db, kind, null, { ...body, id: NEW_ID })),
    {
      starts: 'nothing',
    },
  );
}

const deletion = z.strictObject({ delete: z.literal(true) });

/** The door that names the writes which a change of a row, or its deletion, would ask for. */
export function planDoor<Input extends object>(kind: string, input: z.ZodType<Input>) {
  return adminDoor(
    input.or(deletion),
    async ({ db, id, body }) => ok(await planFor(db, kind, id, 'delete' in body ? null : { ...body, id })),
    { starts: 'nothing' },
  );
}
