import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace } from './marks';
import { DENIED, play, refusalOf } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const CHECK = '23514';

/** One line of the sync log, some hours old. */
const logged = (status: string, hoursAgo: number, entity_type = 'space') => ({
  entity_type,
  entity_id: randomUUID(),
  action: 'update',
  status,
  synced_at: new Date(Date.now() - hoursAgo * 3_600_000),
});

const tables = {
  stripe_sync_log: (sql: TransactionSql) => sql`select status from stripe_sync_log`,
  stripe_sync_health: (sql: TransactionSql) => sql`select entity_type from stripe_sync_health`,
  application_logs: (sql: TransactionSql) => sql`select level from application_logs`,
};

for (const [table, read] of Object.entries(tables)) {
  test(`P1: ${table} is for admins and the secret key; a person finds it empty, a visitor closed`, () =>
    play(db.sql, async ({ sql, asVisitor, asPerson, asAdmin, asMachine }) => {
      await sql`insert into stripe_sync_log ${sql(logged('success', 0))}`;
      await sql`insert into application_logs (level, source, message) values ('info', 'test', 'Hello')`;
      expect(await asAdmin(read)).toHaveLength(1);
      expect(await asMachine(read)).toHaveLength(1);
      expect(await asPerson(read)).toEqual([]);
      expect((await refusalOf(asVisitor(read))).code).toBe(DENIED);
    }));
}

test('P1: nobody who signs in writes, changes or deletes a line of a log, an admin included', () =>
  play(db.sql, async ({ sql, asVisitor, asPerson, asAdmin }) => {
    await sql`insert into stripe_sync_log ${sql(logged('failed', 0))}`;
    const deeds: ((as: TransactionSql) => Promise<unknown>)[] = [
      (as) => as`insert into stripe_sync_log ${as(logged('success', 0))}`,
      (as) => as`update stripe_sync_log set status = 'success'`,
      (as) => as`delete from stripe_sync_log`,
      (as) => as`insert into application_logs (level, source, message) values ('info', 'me', 'Hi')`,
      (as) => as`update application_logs set message = 'Nothing'`,
      (as) => as`delete from application_logs`,
    ];
    for (const voice of [asVisitor, asPerson, asAdmin])
      for (const deed of deeds) expect((await refusalOf(voice(deed))).code).toBe(DENIED);
  }));

test('the secret key writes the log of the program, and a level that nobody knows is refused', () =>
  play(db.sql, async ({ sql, asMachine }) => {
    const write = (level: string) =>
      asMachine(
        (as) => as`insert into application_logs (level, source, message) values (${level}, 'sync', 'Done')`,
      );
    for (const level of ['debug', 'info', 'warn', 'error']) await write(level);
    expect((await refusalOf(write('loud'))).constraint).toBe('application_logs_level_known');
    const [line] = await sql`select context, created_at = now() as is_now from application_logs limit 1`;
    expect(line).toEqual({ context: {}, is_now: true });
  }));

test('the sync log knows four actions and four endings, and keeps the lines of a row that is gone', () =>
  play(db.sql, async ({ sql }) => {
    const add = (line: object) =>
      sql.savepoint((as) => as`insert into stripe_sync_log ${as({ ...logged('success', 0), ...line })}`);
    for (const action of ['create', 'update', 'delete', 'none']) await add({ action });
    for (const status of ['success', 'retry', 'failed', 'skipped']) await add({ status });
    expect(await refusalOf(add({ action: 'archive' }))).toMatchObject({
      code: CHECK,
      constraint: 'stripe_sync_log_action_known',
    });
    expect(await refusalOf(add({ status: 'ok' }))).toMatchObject({
      code: CHECK,
      constraint: 'stripe_sync_log_status_known',
    });
    const row = await addSpace(sql);
    await add({ entity_id: row });
    await sql`delete from spaces where id = ${row}`;
    expect(await sql`select from stripe_sync_log where entity_id = ${row}`).toHaveLength(1);
  }));

describe('the health of the sync', () => {
  test('it counts the last day by kind, and remembers when a kind was last heard of', () =>
    play(db.sql, async ({ sql, asAdmin }) => {
      const latest = logged('retry', 1);
      const lines = [
        logged('success', 2),
        logged('success', 23.9),
        logged('success', 24.1),
        logged('failed', 3),
        logged('failed', 25),
        latest,
        logged('skipped', 1.5),
        logged('success', 48, 'event'),
      ];
      await sql`insert into stripe_sync_log ${sql(lines)}`;
      const rows = await asAdmin((as) => as`select * from stripe_sync_health order by entity_type desc`);
      expect(rows).toMatchObject([
        {
          entity_type: 'space',
          success_24h: '2',
          failed_24h: '1',
          retried_24h: '1',
          last_sync: latest.synced_at,
        },
        { entity_type: 'event', success_24h: '0', failed_24h: '0', retried_24h: '0' },
      ]);
    }));
});

describe('the overview', () => {
  const overview = (sql: TransactionSql) => sql`select sync_overview() as overview`;

  test('P1: a person who asks for it is told of nothing, a visitor may not ask', () =>
    play(db.sql, async ({ sql, asPerson, asVisitor }) => {
      await addSpace(sql);
      await sql`insert into stripe_sync_log ${sql(logged('failed', 0))}`;
      const nothing = { synced: 0, behind: 0, retrying: 0, refused: 0, needs: [], recent: [] };
      expect(await asPerson(overview)).toEqual([{ overview: nothing }]);
      expect((await refusalOf(asVisitor(overview))).code).toBe(DENIED);
    }));

  test('an admin sees the numbers, the latest ten attempts, and of what needs somebody the twenty that wait longest', () =>
    play(db.sql, async ({ sql, asAdmin }) => {
      await sql`insert into spaces (name) select 'Space ' || lpad(n::text, 2, '0') from generate_series(1, 30) n`;
      await sql`update private.sync_marks set synced = wanted, synced_at = now() where label < 'Space 03'`;
      await sql`update private.sync_marks set refused = wanted, error = '{"code": "x"}',
        changed_at = now() - make_interval(mins => right(label, 2)::int) where label >= 'Space 05'`;
      await sql`insert into stripe_sync_log ${sql(Array.from({ length: 12 }, () => logged('success', 1)))}`;
      const [row] = await asAdmin(overview);
      expect(row).toMatchObject({ overview: { synced: 2, behind: 2, retrying: 0, refused: 26 } });
      const names = Array.from({ length: 20 }, (_, place) => ({
        name: `Space ${30 - place}`,
        status: 'failed',
      }));
      expect(row).toMatchObject({ overview: { needs: names } });
      expect(row?.overview).toHaveProperty('recent.length', 10);
    }));
});
