import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { DENIED, only, play, refusalOf, type Scene } from './people';
import { twoSellers } from './sellers';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** A synced space whose name Stripe shows otherwise. @returns its id and that of its drift. */
async function drifted({ sql }: Scene) {
  const { id } = only(
    await sql<
      { id: string }[]
    >`insert into spaces (name, price_per_hour) values ('Atelier', 25) returning id`,
  );
  await sql`update private.sync_marks set synced = wanted, synced_at = now(),
    seen = ${sql.json({ product: { id: `space_${id}` }, prices: [] })} where row_id = ${id}`;
  const told = await keep(sql, id, 'Garage');
  return { id, told };
}

/** Tells what the app has found. @returns how many differences were kept. */
async function keep(
  sql: TransactionSql,
  id: string,
  theirs: string,
  wanted = 1,
  print: string | null = null,
) {
  const found = [
    {
      ...{ kind: 'space', row_id: id, account: 'platform', wanted, stripe_product_id: `space_${id}` },
      ...{ print, is_live: false },
      drifts: [{ field: 'name', ours: 'Atelier', theirs, grade: 'text', since: '2026-11-01T00:00:00Z' }],
    },
  ];
  const [row] = await sql<{ kept: number }[]>`select drift_keep(${JSON.stringify(found)}) as kept`;
  return row?.kept;
}

const states = async ({ sql }: Scene, id: string) =>
  (await sql<{ state: string }[]>`select state from drifts_listed where row_id = ${id}`).map(
    ({ state }) => state,
  );
const idsOf = async ({ sql }: Scene, id: string) =>
  (await sql<{ drift_id: string }[]>`select drift_id from private.drifts where row_id = ${id}`).map(
    ({ drift_id }) => drift_id,
  );

test('P1: visitors and organisers neither see drift nor decide about it; admins and machines do', () =>
  play(db.sql, async (scene) => {
    await twoSellers(scene);
    const { id } = await drifted(scene);
    const ids = await idsOf(scene, id);
    expect((await refusalOf(scene.asVisitor((sql) => sql`select * from drifts_listed`))).code).toBe(DENIED);
    expect((await refusalOf(scene.asVisitor((sql) => sql`select * from products_of_nobody`))).code).toBe(
      DENIED,
    );
    // The scene's person is a member of an organisation.
    expect(await scene.asPerson((sql) => sql`select * from drifts_listed`)).toEqual([]);
    expect(await scene.asPerson((sql) => sql`select * from products_of_nobody`)).toEqual([]);
    expect(await scene.asAdmin((sql) => sql`select * from drifts_listed`)).toHaveLength(1);
    const deeds: ((sql: TransactionSql) => Promise<unknown>)[] = [
      (sql) => sql`select drift_put_back(${ids})`,
      (sql) => sql`select drift_accept(${ids})`,
      (sql) => sql`select product_adopt('prod_x', 1)`,
    ];
    for (const deed of deeds) {
      expect((await refusalOf(scene.asVisitor(deed))).code).toBe(DENIED);
      expect((await refusalOf(scene.asPerson(deed))).hint).toBe('forbidden');
    }
    for (const engine of [
      (sql: TransactionSql) => sql`select drift_candidates('platform', false, '{}')`,
      (sql: TransactionSql) => sql`select drift_waiting(false)`,
      (sql: TransactionSql) => sql`select drift_keep('[]')`,
      (sql: TransactionSql) => sql`select drift_changed_by(${ids[0] ?? ''}, '{}')`,
      (sql: TransactionSql) => sql`delete from private.drifts`,
    ])
      expect((await refusalOf(scene.asAdmin(engine))).code).toBe(DENIED);
    expect(await states(scene, id)).toEqual(['open']);
  }));

test('a row that is behind, or has moved on, has no drift yet', () =>
  play(db.sql, async (scene) => {
    const { sql } = scene;
    const { id, told } = await drifted(scene);
    expect(told).toBe(1);
    expect(await keep(sql, id, 'Cellar', 7)).toBe(0);
    await sql`update spaces set name = 'Studio' where id = ${id}`;
    expect(await keep(sql, id, 'Cellar', 2)).toBe(0);
    expect(await states(scene, id)).toEqual(['mending']);
  }));

test('drift makes the next sync of its row look, and is gone when that has ended', () =>
  play(db.sql, async (scene) => {
    const { sql } = scene;
    const { id } = await drifted(scene);
    await sql`update spaces set description = 'Light' where id = ${id}`;
    const claimed = only(
      await sql<{ must_look: boolean }[]>`
        select must_look from sync_claim(gen_random_uuid(), 'test', 60, 'space', ${id})`,
    );
    expect(claimed.must_look).toBe(true);
    expect(await states(scene, id)).toEqual(['mending']);
    await sql`update private.sync_marks set synced = wanted where row_id = ${id}`;
    expect(await states(scene, id)).toEqual([]);
  }));

test('what was accepted stays so while both sides stay, and an admin puts ours back by a mark', () =>
  play(db.sql, async (scene) => {
    const { sql } = scene;
    const { id } = await drifted(scene);
    const ids = await idsOf(scene, id);
    await scene.asAdmin((as) => as`select drift_accept(${ids})`);
    await keep(sql, id, 'Garage');
    expect(await states(scene, id)).toEqual(['accepted']);
    await keep(sql, id, 'Cellar');
    expect(await states(scene, id)).toEqual(['open']);
    const { marked } = only(
      await scene.asAdmin((as) => as<{ marked: number }[]>`select drift_put_back(${ids}) as marked`),
    );
    expect(marked).toBe(1);
    expect(
      await sql`select wanted - synced as behind, look_from = wanted as looks from private.sync_marks where row_id = ${id}`,
    ).toEqual([{ behind: '1', looks: true }]);
  }));

test('of two comparisons that overlap, the one that read the older log has nothing to say', () =>
  play(db.sql, async (scene) => {
    const { sql } = scene;
    const { id } = await drifted(scene);
    await sql`insert into stripe_products_log (stripe_product_id, is_live, name, active, created_at, updated_at, read_at)
      values (${`space_${id}`}, false, 'Garage', true, now(), now(), now())`;
    const print = async () =>
      only(
        await sql<{ print: string }[]>`
          select private.log_print(logged) as print from stripe_products_log logged where stripe_product_id = ${`space_${id}`}`,
      ).print;
    const older = await print();
    await sql`update stripe_products_log set name = 'Hangar' where stripe_product_id = ${`space_${id}`}`;
    expect(await keep(sql, id, 'Hangar', 1, await print())).toBe(1);
    expect(await keep(sql, id, 'Garage', 1, older)).toBe(0);
    const [kept] = await sql`select theirs from drifts_listed where row_id = ${id}`;
    expect(kept).toEqual({ theirs: 'Hangar' });
  }));
