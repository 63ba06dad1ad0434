import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { DENIED, only, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const product = (id: string, values: object = {}) => ({
  stripe_product_id: id,
  name: 'Desk',
  description: null,
  active: true,
  is_deleted: false,
  type: 'product',
  project: 'tandem',
  kind: null,
  row_id: null,
  images: [],
  metadata: { b: '2', a: '1' },
  default_price_id: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  ...values,
});
const price = (id: string, of: string, values: object = {}) => ({
  stripe_price_id: id,
  stripe_product_id: of,
  unit_amount: 2500,
  currency: 'eur',
  active: true,
  tariff: null,
  ticket_id: null,
  lookup_key: null,
  nickname: null,
  recurring: null,
  metadata: {},
  created_at: '2026-01-01T00:00:00Z',
  ended_at: null,
  ...values,
});

type Report = { products?: object[]; prices?: object[]; deleted?: string[] };
type Kept = { new: string[]; changed: string[] };

/** Keeps what Stripe has shown by a reading that began at a second of a minute. */
async function keep(
  { asMachine }: Scene,
  second: number,
  report: Report,
  account = 'platform',
): Promise<Kept> {
  const as_of = new Date(Date.UTC(2026, 5, 1, 0, 0, second)).toISOString();
  const text = JSON.stringify({ as_of, ...report });
  const rows = await asMachine(
    (sql) => sql<{ kept: Kept }[]>`select catalogue_keep(${account}, false, ${text}) as kept`,
  );
  return only(rows).kept;
}
const logged = (sql: TransactionSql, id: string) => sql<Record<string, unknown>[]>`
  select name, active, is_deleted, unit_amount::int, currency, metadata, connected_account_id
  from stripe_products_log where stripe_product_id = ${id} order by connected_account_id nulls first`;

describe('the log of what Stripe holds', () => {
  test('takes what is new, and a second time writes nothing at all', () =>
    play(db.sql, async (scene) => {
      const report = { products: [product('prod_1')], prices: [price('price_1', 'prod_1')] };
      expect(await keep(scene, 1, report)).toEqual({ new: ['prod_1'], changed: [] });
      const before = await scene.sql`select xmin, ctid, * from stripe_products_log`;
      const again = { ...report, products: [product('prod_1', { metadata: { a: '1', b: '2' } })] };
      expect(await keep(scene, 2, again)).toEqual({ new: [], changed: [] });
      expect(await scene.sql`select xmin, ctid, * from stripe_products_log`).toEqual(before);
      expect(only(await logged(scene.sql, 'prod_1'))).toMatchObject({ unit_amount: 2500, currency: 'eur' });
    }));

  test('shows the amount of the default price, or else of the only active one, in whatever order they come', () =>
    play(db.sql, async (scene) => {
      const amount = async () => only(await logged(scene.sql, 'prod_1')).unit_amount;
      await keep(scene, 1, { prices: [price('price_1', 'prod_1')] });
      await keep(scene, 1, { products: [product('prod_1')] });
      expect(await amount()).toBe(2500);
      await keep(scene, 2, { prices: [price('price_2', 'prod_1', { unit_amount: 900 })] });
      expect(await amount()).toBeNull();
      const updated_at = '2026-01-01T00:00:09Z';
      const chosen = product('prod_1', { default_price_id: 'price_2', updated_at });
      expect(await keep(scene, 3, { products: [chosen] })).toEqual({ new: [], changed: ['prod_1'] });
      expect(await amount()).toBe(900);
    }));

  test('W3: news that began earlier changes nothing, whichever arrives first, also within one second', () =>
    play(db.sql, async (scene) => {
      await keep(scene, 5, {
        products: [product('prod_1', { name: 'New' })],
        prices: [price('p', 'prod_1', { active: false })],
      });
      const old = { products: [product('prod_1', { name: 'Old' })], prices: [price('p', 'prod_1')] };
      expect(await keep(scene, 4, old)).toEqual({ new: [], changed: [] });
      const older = product('prod_1', { name: 'Older', updated_at: '2025-12-31T00:00:00Z' });
      expect(await keep(scene, 6, { products: [older] })).toEqual({ new: [], changed: [] });
      expect(only(await logged(scene.sql, 'prod_1'))).toMatchObject({ name: 'New' });
      expect(await keep(scene, 6, { products: [product('prod_1', { name: 'Newest' })] })).toMatchObject({
        changed: ['prod_1'],
      });
    }));

  test('W3: what is deleted stays deleted; only a later reading that shows it again brings it back', () =>
    play(db.sql, async (scene) => {
      await keep(scene, 1, { products: [product('prod_1')] });
      expect(await keep(scene, 5, { deleted: ['prod_1', 'prod_unknown'] })).toEqual({
        new: [],
        changed: ['prod_1'],
      });
      const later = product('prod_1', { updated_at: '2026-02-01T00:00:00Z' });
      for (const second of [4, 5])
        expect((await keep(scene, second, { products: [later] })).changed).toEqual([]);
      expect(only(await logged(scene.sql, 'prod_1')).is_deleted).toBe(true);
      expect(await keep(scene, 9, { deleted: ['prod_1'] })).toEqual({ new: [], changed: [] });
      await keep(scene, 10, { products: [later] });
      expect(only(await logged(scene.sql, 'prod_1')).is_deleted).toBe(false);
    }));

  test('a price that is archived has an end: the one that is told, or when it was found; none once it is back', () =>
    play(db.sql, async (scene) => {
      const ends = () => scene.sql`select ended_at from stripe_prices_log order by stripe_price_id`;
      const ended_at = '2026-03-01T00:00:00Z';
      const gone = (id: string, values = {}) => price(id, 'prod_1', { active: false, ...values });
      await keep(scene, 1, { prices: [gone('a', { ended_at }), gone('b'), price('c', 'prod_1')] });
      const found = new Date(Date.UTC(2026, 5, 1, 0, 0, 1));
      expect(await ends()).toEqual([
        { ended_at: new Date(ended_at) },
        { ended_at: found },
        { ended_at: null },
      ]);
      await keep(scene, 2, { prices: [gone('a', { nickname: 'Old' }), price('b', 'prod_1')] });
      expect(await ends()).toEqual([
        { ended_at: new Date(ended_at) },
        { ended_at: null },
        { ended_at: null },
      ]);
    }));

  test('A1: one id in two accounts is two products, and neither touches the other', () =>
    play(db.sql, async (scene) => {
      await keep(scene, 1, { products: [product('prod_1')], prices: [price('price_1', 'prod_1')] });
      const theirs = [product('prod_1', { name: 'Theirs' })];
      expect(await keep(scene, 2, { products: theirs }, 'acct_1')).toEqual({ new: ['prod_1'], changed: [] });
      await keep(scene, 3, { deleted: ['prod_1'] }, 'acct_1');
      expect(await logged(scene.sql, 'prod_1')).toMatchObject([
        { name: 'Desk', is_deleted: false, unit_amount: 2500 },
        { name: 'Theirs', is_deleted: true, unit_amount: null },
      ]);
    }));

  test('P1: admins read it; a person finds it empty, a visitor closed; nobody who signs in writes it', () =>
    play(db.sql, async (scene) => {
      await keep(scene, 1, { products: [product('prod_1')], prices: [price('price_1', 'prod_1')] });
      for (const table of ['stripe_products_log', 'stripe_prices_log']) {
        const read = (sql: TransactionSql) => sql`select id from ${sql(table)}`;
        expect(await scene.asAdmin(read)).toHaveLength(1);
        expect(await scene.asPerson(read)).toEqual([]);
        expect((await refusalOf(scene.asVisitor(read))).code).toBe(DENIED);
        for (const voice of [scene.asVisitor, scene.asPerson, scene.asAdmin]) {
          expect((await refusalOf(voice((sql) => sql`delete from ${sql(table)}`))).code).toBe(DENIED);
          expect((await refusalOf(voice((sql) => sql`update ${sql(table)} set active = false`))).code).toBe(
            DENIED,
          );
          const told = '{"as_of": "2026-01-01T00:00:00Z"}';
          expect(
            (await refusalOf(voice((sql) => sql`select catalogue_keep('platform', false, ${told})`))).code,
          ).toBe(DENIED);
        }
      }
    }));
});
