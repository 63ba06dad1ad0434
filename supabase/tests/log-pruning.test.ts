import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { only, play } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

test('lines of either log that are older than 90 days go, the oldest first and a batch at a time; younger ones stay', () =>
  play(db.sql, async ({ sql, asMachine }) => {
    for (const days of [89, 91, 92, 93, 400]) {
      const created_at = new Date(Date.now() - days * 86_400_000);
      const [entity_id, message] = [randomUUID(), String(days)];
      await sql`insert into stripe_sync_log ${sql({ entity_type: 'space', entity_id, action: 'none', status: 'success', error_message: message, created_at })}`;
      await sql`insert into application_logs ${sql({ level: 'info', source: 'test', message, created_at })}`;
    }
    const prune = async () =>
      only(await asMachine((as) => as<{ pruned: number }[]>`select prune_logs(3) as pruned`)).pruned;
    const left = async () => {
      const lines = await sql`select error_message as line from stripe_sync_log
        union all select message from application_logs order by line`;
      return lines.map(({ line }) => String(line));
    };
    expect(await prune()).toBe(6);
    expect(await left()).toEqual(['89', '89', '91', '91']);
    expect(await prune()).toBe(2);
    expect(await left()).toEqual(['89', '89']);
    expect(await prune()).toBe(0);
  }));

test('notices that were acted on go with them; those that wait or were given up stay', () =>
  play(db.sql, async ({ sql, asMachine }) => {
    const old = new Date(Date.now() - 91 * 86_400_000);
    for (const state of ['done', 'failed', 'waiting'])
      await sql`insert into private.stripe_notices ${sql({ id: state, type: 'refund.updated', is_live: false, created_at: old, received_at: old, state })}`;
    await asMachine((as) => as`select prune_logs()`);
    const left = await sql<{ id: string }[]>`select id from private.stripe_notices order by id`;
    expect(left.map(({ id }) => id)).toEqual(['failed', 'waiting']);
  }));
