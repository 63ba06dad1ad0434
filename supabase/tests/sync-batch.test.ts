import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, claim, finishAll, markOf, type Report } from './marks';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterEach(async () => {
  await db.sql`delete from spaces`;
  await db.sql`delete from private.sync_marks`;
});
afterAll(() => db.stop());

const linksOf = (row: string) => [
  { table: 'spaces', key: 'id', id: row, columns: { stripe_product_id: `prod_${row}` } },
];
const reportOf = (row: string): Report & { row: string; wanted: number } => ({
  row,
  wanted: 1,
  result: 'synced',
  links: linksOf(row),
});

test('a batch of reports is done at once, and a lost one does not stop the others', async () => {
  const worker = randomUUID();
  const rows = [await addSpace(db.sql), await addSpace(db.sql), await addSpace(db.sql)];
  await claim(db.sql, { worker });
  const [lost = ''] = rows;
  await db.sql`update private.sync_marks set leased_by = ${randomUUID()} where row_id = ${lost}`;
  const outcomes = await finishAll(db.sql, worker, rows.map(reportOf));
  expect(rows.map((row) => outcomes.get(row))).toEqual(['lost', 'done', 'done']);
  const written = await db.sql`select id from spaces where stripe_product_id is not null`;
  expect(written).toHaveLength(2);
});

test('C6: in a batch, a row that somebody is saving is left out at once and reported alone later', async () => {
  const worker = randomUUID();
  const rows = [await addSpace(db.sql), await addSpace(db.sql)];
  const [saved = '', free = ''] = rows;
  await claim(db.sql, { worker });
  const admin = await db.sql.reserve();
  try {
    await admin`begin`;
    await admin`update spaces set name = 'Loft' where id = ${saved}`;
    const outcomes = await finishAll(db.sql, worker, rows.map(reportOf));
    expect([outcomes.get(saved), outcomes.get(free)]).toEqual(['busy', 'done']);
    expect(await markOf(db.sql, saved)).toMatchObject({ leased_by: worker, synced: '0' });
    await admin`commit`;
  } finally {
    admin.release();
  }
  const alone = await finishAll(db.sql, worker, [reportOf(saved)]);
  expect(alone.get(saved)).toBe('done');
  expect(await markOf(db.sql, saved)).toMatchObject({ leased_by: null, wanted: '2', synced: '1' });
});

test('a living worker keeps its rows, and what it has lost stays lost', async () => {
  const worker = randomUUID();
  const [kept, lost] = [await addSpace(db.sql), await addSpace(db.sql)];
  await claim(db.sql, { worker });
  await db.sql`update private.sync_marks set lease_until = now() - interval '1 second' where row_id = ${lost}`;
  await db.sql`select sync_renew(${worker}, 600)`;
  const lasts = async (row: string) => (await markOf(db.sql, row)).lease_until?.getTime() ?? 0;
  expect(await lasts(kept)).toBeGreaterThan(Date.now() + 500_000);
  expect(await lasts(lost)).toBeLessThan(Date.now());
});

test('a row that Stripe refused is not in the queue, however many there are', async () => {
  await db.sql`insert into spaces (name) select 'Space ' || n from generate_series(1, 200) n`;
  await db.sql`update private.sync_marks set refused = wanted`;
  const due = await addSpace(db.sql);
  expect(await claim(db.sql)).toMatchObject([{ row_id: due }]);
  await db.sql`analyze private.sync_marks`;
  const size = await db.sql`
    select count(*)::int as queued from private.sync_marks
    where wanted > synced and refused is distinct from wanted`;
  expect(size).toEqual([{ queued: 1 }]);
});

/** A worker gives a sign of life while a save holds the mark of one of its rows. */
async function renewDuringSave(worker: string) {
  const rows = [await addSpace(db.sql), await addSpace(db.sql)];
  await claim(db.sql, { worker });
  const admin = await db.sql.reserve();
  const engine = await db.sql.reserve();
  try {
    await admin`begin`;
    await admin`update spaces set name = 'Loft' where id = ${rows[0] ?? ''}`;
    // If this waited for the save, it would fail at once instead of hanging.
    await engine`set lock_timeout = '1ms'`;
    return await engine`select sync_renew(${worker}, 60)`.then(
      () => 'renewed',
      () => 'waited',
    );
  } finally {
    await engine`reset lock_timeout`;
    await admin`rollback`;
    admin.release();
    engine.release();
  }
}

test('C7: a sign of life waits for no save and no report, so that none of them can wait for each other', async () => {
  expect(await renewDuringSave(randomUUID())).toBe('renewed');
});

test('C7, twin: a sign of life that takes every row waits', async () => {
  const [kept] = await db.sql<{ definition: string }[]>`
    select pg_get_functiondef('public.sync_renew'::regproc) as definition`;
  await db.sql.unsafe((kept?.definition ?? '').replace('for update skip locked', 'for update'));
  try {
    expect(await renewDuringSave(randomUUID())).toBe('waited');
  } finally {
    await db.sql.unsafe(kept?.definition ?? '');
  }
});
