import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { DENIED, only, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const CHECK = '23514';

/** A space that is let and one that is archived, made by the owner of the database. */
async function twoSpaces({ sql }: Scene): Promise<{ open: string; closed: string }> {
  const [open, closed] = await sql<{ id: string }[]>`
    insert into spaces (name, is_active) values ('Open', true), ('Closed', false) returning id`;
  return { open: open?.id ?? '', closed: closed?.id ?? '' };
}

describe('who sees a space', () => {
  test('P1: a visitor and a person see the spaces that are let, an admin and the secret key see all', () =>
    play(db.sql, async (scene) => {
      await twoSpaces(scene);
      const seenBy = async (voice: Scene['asAdmin']) =>
        (await voice((sql) => sql<{ name: string }[]>`select name from spaces order by name`)).map(
          ({ name }) => name,
        );
      expect(await seenBy(scene.asVisitor)).toEqual(['Open']);
      expect(await seenBy(scene.asPerson)).toEqual(['Open']);
      expect(await seenBy(scene.asAdmin)).toEqual(['Closed', 'Open']);
      expect(await seenBy(scene.asMachine)).toEqual(['Closed', 'Open']);
    }));

  test('P1: the types in use tell a person nothing of archived spaces, and a visitor may not ask', () =>
    play(db.sql, async ({ sql, asVisitor, asPerson, asAdmin }) => {
      await sql`insert into spaces (name, type, is_active) values ('A', 'desk', true), ('B', 'vault', false)`;
      const types = async (voice: Scene['asAdmin']) =>
        only(await voice((as) => as<{ types: string[] }[]>`select space_types() as types`)).types;
      expect(await types(asPerson)).toEqual(['desk']);
      expect(await types(asAdmin)).toEqual(['desk', 'vault']);
      expect((await refusalOf(types(asVisitor))).code).toBe(DENIED);
    }));
});

describe('who writes a space', () => {
  test('P1: a visitor may not add, change or delete one', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoSpaces(scene);
      const deeds: ((sql: TransactionSql) => Promise<unknown>)[] = [
        (sql) => sql`insert into spaces (name) values ('Mine')`,
        (sql) => sql`update spaces set price_per_hour = 0.01 where id = ${open}`,
        (sql) => sql`delete from spaces where id = ${open}`,
      ];
      for (const deed of deeds) expect((await refusalOf(scene.asVisitor(deed))).code).toBe(DENIED);
    }));

  test('P1: a person who is no admin adds nothing, and finds nothing to change or delete', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoSpaces(scene);
      const { asPerson, sql } = scene;
      const refused = await refusalOf(asPerson((as) => as`insert into spaces (name) values ('Mine')`));
      expect(refused.code).toBe(DENIED);
      const changed = await asPerson((as) => as`update spaces set price_per_hour = 0.01 where id = ${open}`);
      const deleted = await asPerson((as) => as`delete from spaces where id = ${open}`);
      expect([changed.count, deleted.count]).toEqual([0, 0]);
      expect(await sql`select price_per_hour from spaces where id = ${open}`).toEqual([
        { price_per_hour: null },
      ]);
    }));

  test('P1: an admin adds, changes and deletes, an archived one too', () =>
    play(db.sql, async (scene) => {
      const { closed } = await twoSpaces(scene);
      const { asAdmin } = scene;
      const made = await asAdmin(
        (sql) =>
          sql<{ id: string }[]>`insert into spaces (name, price_per_hour) values ('New', 5) returning id`,
      );
      expect(only(made).id).toMatch(/^[0-9a-f-]{36}$/);
      expect((await asAdmin((sql) => sql`update spaces set name = 'Shut' where id = ${closed}`)).count).toBe(
        1,
      );
      expect((await asAdmin((sql) => sql`delete from spaces where id = ${closed}`)).count).toBe(1);
    }));

  test('P1: whoever loses the admin right, is banned or is deleted loses the spaces with the next statement', () =>
    play(db.sql, async ({ sql, asAdmin, admin }) => {
      const add = () => asAdmin((as) => as`insert into spaces (name) values ('Once more')`);
      const losses = [
        sql`update auth.users set raw_app_meta_data = '{"role": "buyer"}' where id = ${admin}`,
        sql`update auth.users set banned_until = now() + interval '1 day' where id = ${admin}`,
        sql`update auth.users set deleted_at = now() where id = ${admin}`,
      ];
      for (const loss of losses) {
        await sql`update auth.users set raw_app_meta_data = '{"role": "admin"}', banned_until = now(), deleted_at = null
          where id = ${admin}`;
        expect((await add()).count).toBe(1);
        await loss;
        expect((await refusalOf(add())).code).toBe(DENIED);
      }
    }));

  test('P1: what a person writes about themselves makes nobody an admin', () =>
    play(db.sql, async ({ sql, asPerson, person }) => {
      await sql`update auth.users set raw_user_meta_data = '{"role": "admin"}', role = 'admin' where id = ${person}`;
      expect((await refusalOf(asPerson((as) => as`insert into spaces (name) values ('Mine')`))).code).toBe(
        DENIED,
      );
    }));

  test('P1: an admin sets neither the ids of Stripe nor the revision nor the times; the secret key does', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoSpaces(scene);
      const { asAdmin, asMachine } = scene;
      const columns = {
        stripe_product_id: 'prod_x',
        stripe_price_id: 'price_x',
        revision: 9,
        updated_at: new Date(0),
      };
      for (const [column, value] of Object.entries(columns)) {
        const row = { [column]: value };
        const changed = asAdmin((sql) => sql`update spaces set ${sql(row)} where id = ${open}`);
        expect((await refusalOf(changed)).code, column).toBe(DENIED);
        const added = asAdmin((sql) => sql`insert into spaces ${sql({ name: 'New', ...row })}`);
        expect((await refusalOf(added)).code, column).toBe(DENIED);
        await asMachine((sql) => sql`update spaces set ${sql(row)} where id = ${open}`);
      }
    }));
});

describe('what a space may hold', () => {
  test('a space needs a name and nothing else', () =>
    play(db.sql, async ({ sql }) => {
      const row = only(await sql`insert into spaces (name) values ('Atelier') returning *`);
      expect(row).toMatchObject({
        description: null,
        type: 'coworking_space',
        capacity: 1,
        price_per_hour: null,
        price_per_half_day: null,
        price_per_day: null,
        price_per_month: null,
        currency: 'eur',
        image_url: null,
        is_active: true,
        stripe_product_id: null,
        stripe_price_id: null,
        revision: '1',
      });
      expect(
        (await refusalOf(sql.savepoint((inner) => inner`insert into spaces (capacity) values (1)`))).code,
      ).toBe('23502');
    }));

  const address = (length: number) => `https://a.example/${'x'.repeat(length - 'https://a.example/'.length)}`;
  const amounts = { good: ['0', '0.01', '999999.999'], bad: ['-0.01', '1000000', 'NaN'] };
  const checks: Record<string, { column: string; good: (string | number)[]; bad: (string | number)[] }> = {
    spaces_name_length: {
      column: 'name',
      good: ['a', 'a'.repeat(120)],
      bad: ['', '  ', '\t\n', 'a'.repeat(121)],
    },
    spaces_description_length: {
      column: 'description',
      good: ['', 'a'.repeat(5000)],
      bad: ['a'.repeat(5001)],
    },
    spaces_type_length: { column: 'type', good: ['a', 'a'.repeat(60)], bad: ['', ' \n', 'a'.repeat(61)] },
    spaces_capacity_range: { column: 'capacity', good: [1, 100_000], bad: [0, -1, 100_001] },
    spaces_price_per_hour_range: { column: 'price_per_hour', ...amounts },
    spaces_price_per_half_day_range: { column: 'price_per_half_day', ...amounts },
    spaces_price_per_day_range: { column: 'price_per_day', ...amounts },
    spaces_price_per_month_range: { column: 'price_per_month', ...amounts },
    spaces_currency_iso: { column: 'currency', good: ['eur', 'jpy'], bad: ['EUR', 'eu', 'euro', 'eu1', ''] },
    spaces_image_url_address: {
      column: 'image_url',
      good: ['https://a.example/b.png', 'http://a', address(2000)],
      bad: [
        '',
        'javascript:alert(1)',
        '//a.example',
        'https://',
        'https://a b',
        'x\nhttps://a',
        address(2001),
      ],
    },
  };

  for (const [constraint, { column, good, bad }] of Object.entries(checks)) {
    test(`${constraint} lets the last good value pass and refuses the first bad one, from the secret key too`, () =>
      play(db.sql, async ({ asMachine }) => {
        const add = (value: string | number) =>
          asMachine((sql) => sql`insert into spaces ${sql({ name: 'Atelier', [column]: value })}`);
        for (const value of good) expect((await add(value)).count).toBe(1);
        for (const value of bad) {
          const refused = await refusalOf(add(value));
          expect([refused.code, refused.constraint], String(value).slice(0, 40)).toEqual([CHECK, constraint]);
        }
      }));
  }

  test('every check of the table is tried here', () =>
    play(db.sql, async ({ sql }) => {
      const rows = await sql<{ conname: string }[]>`
        select conname from pg_constraint where conrelid = 'spaces'::regclass and contype = 'c'`;
      expect(rows.map(({ conname }) => conname).sort()).toEqual(Object.keys(checks).sort());
    }));

  test('two spaces never share a product', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      await sql`insert into spaces (name, stripe_product_id) values ('A', 'prod_1'), ('B', null), ('C', null)`;
      const refused = await refusalOf(
        asMachine((as) => as`insert into spaces (name, stripe_product_id) values ('D', 'prod_1')`),
      );
      expect(refused.constraint).toBe('spaces_stripe_product_id_unique');
    }));
});
