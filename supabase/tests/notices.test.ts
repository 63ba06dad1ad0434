import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { only, play, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const keep = ({ asMachine }: Scene, id: string, isLive = false) =>
  asMachine(
    (sql) => sql<{ is_new: boolean }[]>`
      select notice_keep(${id}, 'account.updated', 'acct_1', 'acct_1', ${isLive}, now()) as is_new`,
  );
const claim = ({ asMachine }: Scene, isLive = false) =>
  asMachine(
    (sql) => sql<{ id: string; attempts: number }[]>`select id, attempts from notice_claim(${isLive})`,
  );

test('W2: a notice that comes twice is kept and taken once', () =>
  play(db.sql, async (scene) => {
    expect(only(await keep(scene, 'evt_1')).is_new).toBe(true);
    expect(only(await keep(scene, 'evt_1')).is_new).toBe(false);
    expect(await claim(scene)).toEqual([{ id: 'evt_1', attempts: 1 }]);
    expect(await claim(scene)).toEqual([]);
    await scene.asMachine((sql) => sql`select notice_finish('evt_1')`);
    expect(only(await keep(scene, 'evt_1')).is_new).toBe(false);
    expect(only(await scene.sql`select state from private.stripe_notices`)).toEqual({ state: 'done' });
  }));

test('W5: a live notice is not taken by what works in test mode, nor the other way round', () =>
  play(db.sql, async (scene) => {
    await keep(scene, 'evt_live', true);
    await keep(scene, 'evt_test');
    expect(await claim(scene)).toMatchObject([{ id: 'evt_test' }]);
    expect(await claim(scene, true)).toMatchObject([{ id: 'evt_live' }]);
  }));

test('W4: one that fails keeps its reason and comes again later; after a day it has failed', () =>
  play(db.sql, async (scene) => {
    await keep(scene, 'evt_1');
    await claim(scene);
    const fail = () => scene.asMachine((sql) => sql`select notice_finish('evt_1', '{"code": "internal"}')`);
    await fail();
    const row = async () =>
      only(
        await scene.sql<{ state: string; error: unknown; wait: number }[]>`
        select state, error, extract(epoch from next_attempt_at - now())::float as wait from private.stripe_notices`,
      );
    expect(await row()).toEqual({ state: 'waiting', error: { code: 'internal' }, wait: 4 });
    expect(await claim(scene)).toEqual([]);
    await scene.sql`update private.stripe_notices set attempts = 16`;
    await fail();
    expect((await row()).state).toBe('failed');
  }));
