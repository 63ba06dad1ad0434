import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace } from './marks';
import { play } from './people';
import { twoSellers } from './sellers';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** Lets Stripe agree with everything, and tells afterwards which rows are behind, and where. */
async function behindAfter(sql: TransactionSql, deed: (sql: TransactionSql) => Promise<unknown>) {
  await sql`update private.sync_marks set synced = wanted`;
  await deed(sql);
  const rows = await sql<{ row_id: string; account: string }[]>`
    select row_id, account from private.sync_marks where wanted > synced order by account, row_id`;
  return rows.map(({ row_id, account }) => [row_id, account]);
}

test('C10: truncate marks every space that is known, also those that were deleted before', () =>
  play(db.sql, async ({ sql }) => {
    const [gone, kept] = [await addSpace(sql, 'Gone'), await addSpace(sql, 'Kept')];
    await sql`delete from spaces where id = ${gone}`;
    const behind = await behindAfter(sql, (as) => as`truncate spaces`);
    expect(behind).toEqual([gone, kept].sort().map((id) => [id, 'platform']));
  }));

test('C10: truncate of the ticket types, of the events or of their sellers marks the events on their accounts', () =>
  play(db.sql, async (scene) => {
    const { mine, theirs } = await twoSellers(scene);
    const space = await addSpace(scene.sql);
    const events = [
      [mine.event, 'acct_mine'],
      [theirs.event, 'acct_theirs'],
    ];
    const tables = ['event_tickets', 'events', 'organisations'];
    for (const table of tables) {
      const behind = await behindAfter(scene.sql, (as) => as`truncate ${as(table)} cascade`);
      expect(behind, table).toEqual(events);
    }
    expect(await scene.sql`select from spaces where id = ${space}`).toHaveLength(1);
  }));
