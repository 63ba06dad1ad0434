import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { DENIED, only, play, refusalOf } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** Four products of Stripe: one of today, an old one, an archived one, and one of a type. */
async function fourProducts(sql: TransactionSql) {
  await sql`insert into stripe_products_log
    (stripe_product_id, is_live, name, active, type, created_at, updated_at, read_at) values
    ('prod_new', false, 'New', true, null, now(), now(), now()),
    ('prod_old', false, 'Old', true, null, now() - interval '31 days', now(), now()),
    ('prod_gone', false, 'Gone', false, null, now(), now(), now()),
    ('prod_trial', false, 'Trial', true, 'trial', now(), now(), now())`;
}

const shown = async (sql: TransactionSql) =>
  (
    await sql<{ id: string }[]>`
      select stripe_product_id as id from stripe_products_by_rules where not is_left_out order by id`
  ).map(({ id }) => id);

test('each rule leaves out what it names and nothing else, and the log keeps everything', () =>
  play(db.sql, async ({ sql, asAdmin }) => {
    await fourProducts(sql);
    expect(await asAdmin(shown)).toEqual(['prod_gone', 'prod_new', 'prod_old', 'prod_trial']);
    await asAdmin((as) => as`insert into catalogue_rules (leaves_out, type) values ('type', 'trial')`);
    expect(await asAdmin(shown)).toEqual(['prod_gone', 'prod_new', 'prod_old']);
    await asAdmin((as) => as`insert into catalogue_rules (leaves_out, days) values ('age', 30)`);
    expect(await asAdmin(shown)).toEqual(['prod_gone', 'prod_new']);
    await asAdmin((as) => as`insert into catalogue_rules (leaves_out) values ('archived')`);
    expect(await asAdmin(shown)).toEqual(['prod_new']);
    await asAdmin((as) => as`update catalogue_rules set days = 60 where leaves_out = 'age'`);
    await asAdmin((as) => as`delete from catalogue_rules where leaves_out = 'type'`);
    expect(await asAdmin(shown)).toEqual(['prod_new', 'prod_old', 'prod_trial']);
    expect(await asAdmin((as) => as`select id from stripe_products_log`)).toHaveLength(4);
  }));

test('P1: admins alone see and change the rules, and nobody their times', () =>
  play(db.sql, async (scene) => {
    const { sql } = scene;
    await fourProducts(sql);
    await sql`insert into catalogue_rules (leaves_out) values ('archived')`;
    const read = (as: TransactionSql) => as`select id from catalogue_rules`;
    expect(await scene.asAdmin(read)).toHaveLength(1);
    expect(await scene.asMachine(read)).toHaveLength(1);
    expect(await scene.asPerson(read)).toEqual([]);
    expect(await scene.asPerson(shown)).toEqual([]);
    const deeds: ((as: TransactionSql) => Promise<unknown>)[] = [
      read,
      shown,
      (as: TransactionSql) => as`insert into catalogue_rules (leaves_out) values ('archived')`,
      (as: TransactionSql) => as`update catalogue_rules set days = 1`,
      (as: TransactionSql) => as`delete from catalogue_rules`,
    ];
    for (const deed of deeds) expect((await refusalOf(scene.asVisitor(deed))).code).toBe(DENIED);
    const add = (as: TransactionSql) => as`insert into catalogue_rules (leaves_out, days) values ('age', 9)`;
    expect((await refusalOf(scene.asPerson(add))).code).toBe(DENIED);
    expect(await scene.asPerson((as) => as`delete from catalogue_rules returning id`)).toEqual([]);
    expect(
      await scene.asPerson((as) => as`update catalogue_rules set leaves_out = 'archived' returning id`),
    ).toEqual([]);
    const backdate = (as: TransactionSql) => as`update catalogue_rules set created_at = now()`;
    expect((await refusalOf(scene.asAdmin(backdate))).code).toBe(DENIED);
    expect(only(await sql<{ count: number }[]>`select count(*)::int from catalogue_rules`).count).toBe(1);
  }));

test('a rule that says nothing, too much, or what another says already is refused by name', () =>
  play(db.sql, async ({ asAdmin }) => {
    await asAdmin((as) => as`insert into catalogue_rules (leaves_out, type) values ('type', 'trial')`);
    await asAdmin((as) => as`insert into catalogue_rules (leaves_out) values ('archived')`);
    const refused = async (leaves_out: string, type: string | null, days: number | null) =>
      (
        await refusalOf(
          asAdmin(
            (as) =>
              as`insert into catalogue_rules (leaves_out, type, days) values (${leaves_out}, ${type}, ${days})`,
          ),
        )
      ).constraint;
    expect(await refused('colour', null, null)).toBe('rules_leaves_out_known');
    expect(await refused('type', null, null)).toBe('rules_leaves_out_shape');
    expect(await refused('age', 'trial', 3)).toBe('rules_leaves_out_shape');
    expect(await refused('age', null, 0)).toBe('rules_days_range');
    expect(await refused('type', ' ', null)).toBe('rules_type_length');
    expect(await refused('type', 'trial', null)).toBe('rules_type_unique');
    expect(await refused('archived', null, null)).toBe('rules_type_unique');
  }));
