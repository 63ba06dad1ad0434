import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, claimOnly, finish } from './marks';
import { only } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** A run that has one row, which a worker has in hand. */
async function runWithOneRow() {
  const { sql } = db;
  const row = await addSpace(sql);
  await sql`update private.sync_marks set synced = wanted where row_id = ${row}`;
  const worker = randomUUID();
  const { run } = only(await sql<{ run: string }[]>`select sync_run_open(true) ->> 'id' as run`);
  await sql`select * from sync_run_claim(${worker}, 60)`;
  const rows = [
    { kind: 'space', row_id: row, name: 'Atelier', account: 'platform', does: 'update', steps: ['x'] },
  ];
  await sql`select sync_run_note(${run}, ${worker}, 60, ${JSON.stringify({ rows })})`;
  await sql`select sync_run_ready(${run}, ${worker})`;
  const [mark] = await claimOnly(sql, row, worker);
  return { row, run, worker, wanted: Number(mark?.wanted) };
}

/** Resolves when a connection waits for a lock that another one holds. */
async function waitsForLock(pid: number) {
  for (;;) {
    const [state] = await db.sql<
      { is_blocked: boolean }[]
    >`select pg_blocking_pids(${pid}) <> '{}' as is_blocked`;
    if (state?.is_blocked) return;
  }
}

/** Somebody stops a run just when the last row of it is reported on. @returns how both end. */
async function stopDuringReport() {
  const { row, run, worker, wanted } = await runWithOneRow();
  const [engine, person] = [await db.sql.reserve(), await db.sql.reserve()];
  try {
    const { pid } = only(await person<{ pid: number }[]>`select pg_backend_pid() as pid`);
    await engine`begin`;
    await engine`select from private.sync_marks where row_id = ${row} for update`;
    const stopping = person`select sync_run_stop(${run})`.then(
      () => 'done',
      () => 'broken off',
    );
    await waitsForLock(pid);
    const reported = await finish(engine, { worker, row, wanted }, { result: 'synced' }).then(
      () => 'done',
      () => 'broken off',
    );
    await engine.unsafe(reported === 'done' ? 'commit' : 'rollback');
    return [reported, await stopping];
  } finally {
    engine.release();
    person.release();
  }
}

test('a run that is stopped while its last row is reported on breaks nothing off', async () => {
  expect(await stopDuringReport()).toEqual(['done', 'done']);
});

test('twin: when the run is taken before its marks, the database breaks one of the two off', async () => {
  const [kept] = await db.sql<{ definition: string }[]>`
    select pg_get_functiondef('private.lock_run_marks'::regproc) as definition`;
  await db.sql`create or replace function private.lock_run_marks(run uuid) returns void language sql as 'select'`;
  try {
    expect(await stopDuringReport()).toContain('broken off');
  } finally {
    await db.sql.unsafe(kept?.definition ?? '');
  }
});
