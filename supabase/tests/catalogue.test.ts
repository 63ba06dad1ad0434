import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { DENIED, only, play, refusalOf } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

type Product = { id: string; account?: string; project?: string; created?: string; row?: string };

/** Logs a product as the backfill does; made long ago, by the platform and for no project unless something else is said. */
async function log(sql: TransactionSql, { id, account, project, created, row }: Product) {
  await sql`insert into stripe_products_log (connected_account_id, stripe_product_id, is_live, name, active, project, kind,
      row_id, created_at, updated_at, read_at)
    values (${account ?? null}, ${id}, false, ${`Name of ${id}`}, true, ${project ?? null}, ${row ? 'space' : null},
      ${row ?? null}, ${created ?? '2026-01-01'}, '2026-01-01', now())`;
}

type Numbers = { projects: Record<string, unknown>[]; types: (string | null)[]; accounts: object[] };
const numbers = async (sql: TransactionSql) =>
  only(await sql<{ told: Numbers }[]>`select catalogue_numbers(false) as told`).told;

test('P1: admins read the catalogue and its numbers; a person finds them empty, a visitor closed', () =>
  play(db.sql, async ({ sql, asAdmin, asPerson, asVisitor }) => {
    await log(sql, { id: 'prod_1', project: 'site' });
    await sql`insert into stripe_prices_log (stripe_price_id, is_live, stripe_product_id, unit_amount, currency, active,
      created_at, read_at) values ('price_1', false, 'prod_1', 900, 'eur', true, '2026-01-01', now())`;
    for (const view of ['catalogue_listed', 'catalogue_prices']) {
      const read = (own: TransactionSql) => own`select id from ${own(view)}`;
      expect(await asAdmin(read)).toHaveLength(1);
      expect(await asPerson(read)).toEqual([]);
      expect((await refusalOf(asVisitor(read))).code).toBe(DENIED);
    }
    expect((await asAdmin(numbers)).projects).toHaveLength(1);
    expect(await asPerson(numbers)).toEqual({ projects: [], types: [], accounts: [] });
    expect((await refusalOf(asVisitor(numbers))).code).toBe(DENIED);
  }));

test('a project is told with how many it has, how many are new and when it was read last, the largest first', () =>
  play(db.sql, async ({ sql }) => {
    const now = new Date().toISOString();
    await log(sql, { id: 'prod_1', project: 'site', created: now });
    await log(sql, { id: 'prod_2', project: 'site', account: 'acct_1' });
    await log(sql, { id: 'prod_3' });
    await log(sql, { id: 'prod_4', project: 'gone', account: 'acct_2' });
    await sql`update stripe_products_log set is_deleted = true where stripe_product_id = 'prod_2'`;
    const [run] = await sql<{ id: string }[]>`
      insert into private.backfill_runs (is_live, state) values (false, 'done') returning id`;
    const ended = '2026-02-03T04:05:06+00:00';
    await sql`insert into private.backfill_parts (run, account, state, is_full, ended_at) values
      (${run?.id ?? ''}, 'platform', 'done', true, ${ended}), (${run?.id ?? ''}, 'acct_2', 'failed', true, now())`;
    const { projects, accounts } = await numbers(sql);
    expect(projects).toEqual([
      { project: 'site', products: 2, active: 1, new24h: 1, lastRunAt: ended },
      { project: 'gone', products: 1, active: 1, new24h: 0, lastRunAt: null },
      { project: null, products: 1, active: 1, new24h: 0, lastRunAt: ended },
    ]);
    expect(accounts).toEqual(['platform', 'acct_1', 'acct_2'].map((account) => ({ account, seller: null })));
  }));

test('a product is a row’s own only when that row knows it', () =>
  play(db.sql, async ({ sql }) => {
    const { id } = only(
      await sql<{ id: string }[]>`
        insert into spaces (name, price_per_hour) values ('Atelier', 25) returning id`,
    );
    await sql`update private.sync_marks set seen = ${sql.json({ product: { id: 'prod_own' } })} where row_id = ${id}`;
    await log(sql, { id: 'prod_own', row: id });
    await log(sql, { id: 'prod_claim', row: id });
    const rows = await sql`select stripe_product_id, row_name, is_ours, state, in_project
      from catalogue_listed order by stripe_product_id`;
    const shared = { row_name: 'Atelier', state: 'active', in_project: 'none' };
    expect([...rows]).toEqual([
      { stripe_product_id: 'prod_claim', is_ours: false, ...shared },
      { stripe_product_id: 'prod_own', is_ours: true, ...shared },
    ]);
  }));

test('A1: the prices of a product are those of its own account', () =>
  play(db.sql, async ({ sql }) => {
    await log(sql, { id: 'prod_1' });
    await log(sql, { id: 'prod_1', account: 'acct_1' });
    for (const [account, amount] of [
      [null, 100],
      ['acct_1', 200],
    ] as const)
      await sql`insert into stripe_prices_log (connected_account_id, stripe_price_id, is_live, stripe_product_id, unit_amount,
          currency, active, created_at, read_at)
        values (${account}, 'price_1', false, 'prod_1', ${amount}, 'eur', true, '2026-01-01', now())`;
    const rows = await sql`select listed.connected_account_id as account, prices.unit_amount::int as amount
      from catalogue_listed listed join catalogue_prices prices on prices.product_id = listed.id order by amount`;
    expect([...rows]).toEqual([
      { account: null, amount: 100 },
      { account: 'acct_1', amount: 200 },
    ]);
  }));
