import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, claim, finish, markOf } from './marks';
import { only } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** Resolves when a connection waits for a lock that another one holds. */
async function waitsForLock(pid: number) {
  for (;;) {
    const [row] = await db.sql<
      { is_blocked: boolean }[]
    >`select pg_blocking_pids(${pid}) <> '{}' as is_blocked`;
    if (row?.is_blocked) return;
  }
}

/** An admin holds a row and is about to save it, just when the engine reports on its mark. @returns how both end. */
async function saveDuringReport() {
  const row = await addSpace(db.sql);
  const worker = randomUUID();
  await claim(db.sql, { worker });
  const [admin, engine] = [await db.sql.reserve(), await db.sql.reserve()];
  try {
    const { pid } = only(await engine<{ pid: number }[]>`select pg_backend_pid() as pid`);
    await admin`begin`;
    await admin`select from spaces where id = ${row} for update`;
    const links = [{ table: 'spaces', key: 'id', id: row, columns: { stripe_product_id: `prod_${row}` } }];
    const reported = finish(engine, { worker, row, wanted: 1 }, { result: 'synced', links });
    const report = reported.then(
      () => 'done',
      () => 'broken off',
    );
    await waitsForLock(pid);
    const save = await admin`update spaces set name = 'Loft' where id = ${row}`.then(
      () => 'done',
      () => 'broken off',
    );
    await admin.unsafe(save === 'done' ? 'commit' : 'rollback');
    return { row, endings: [save, await report] };
  } finally {
    admin.release();
    engine.release();
  }
}

test('C6: a save and a report on the same row never wait for each other in a circle', async () => {
  const { row, endings } = await saveDuringReport();
  expect(endings).toEqual(['done', 'done']);
  expect(await markOf(db.sql, row)).toMatchObject({ wanted: '2', synced: '1' });
});

test('C6, twin: without taking the row first, the database breaks one of the two off', async () => {
  const [kept] = await db.sql<{ definition: string }[]>`
    select pg_get_functiondef('private.lock_rows'::regproc) as definition`;
  await db.sql`create or replace function private.lock_rows(links jsonb) returns uuid[]
    language sql as $$ select '{}'::uuid[] $$`;
  try {
    expect((await saveDuringReport()).endings).toContain('broken off');
  } finally {
    await db.sql.unsafe(kept?.definition ?? '');
  }
});
