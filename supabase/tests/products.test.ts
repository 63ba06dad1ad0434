import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { takeUnits } from './orders';
import { DENIED, only, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const CHECK = '23514';

/** A product that is on sale and one that is archived, made by the owner of the database. */
async function twoProducts({ sql }: Scene): Promise<{ open: string; closed: string }> {
  const [open, closed] = await sql<{ id: string }[]>`
    insert into products (name, price, is_active) values ('Open', 10, true), ('Closed', 10, false) returning id`;
  return { open: open?.id ?? '', closed: closed?.id ?? '' };
}

describe('who sees a product', () => {
  test('P1: a visitor and a person see what is on sale, an admin and the secret key see all', () =>
    play(db.sql, async (scene) => {
      await twoProducts(scene);
      const seenBy = async (voice: Scene['asAdmin']) =>
        (await voice((sql) => sql<{ name: string }[]>`select name from products order by name`)).map(
          ({ name }) => name,
        );
      expect(await seenBy(scene.asVisitor)).toEqual(['Open']);
      expect(await seenBy(scene.asPerson)).toEqual(['Open']);
      expect(await seenBy(scene.asAdmin)).toEqual(['Closed', 'Open']);
      expect(await seenBy(scene.asMachine)).toEqual(['Closed', 'Open']);
    }));

  test('P1: how many are sold and held is told to admins and machines alone', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoProducts(scene);
      await scene.sql`update products set stock = 9 where id = ${open}`;
      await takeUnits(scene.sql, open, 4, { isSold: true });
      await takeUnits(scene.sql, open, 2, { isSold: false });
      const told = async (voice: Scene['asAdmin']) =>
        only(
          await voice(
            (sql) => sql`select stock, sold, held, available, sync ->> 'status' as status
              from products_with_sync where id = ${open}`,
          ),
        );
      const all = { stock: 9, sold: '4', held: '2', available: '3', status: 'pending' };
      expect(await told(scene.asAdmin)).toEqual(all);
      expect(await told(scene.asMachine)).toEqual(all);
      const none = { stock: 9, sold: null, held: null, available: null, status: null };
      expect(await told(scene.asPerson)).toEqual(none);
      expect((await refusalOf(told(scene.asVisitor))).code).toBe(DENIED);
    }));
});

describe('who writes a product', () => {
  test('P1: a visitor may not add, change or delete one', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoProducts(scene);
      const deeds: ((sql: TransactionSql) => Promise<unknown>)[] = [
        (sql) => sql`insert into products (name, price) values ('Mine', 1)`,
        (sql) => sql`update products set price = 0 where id = ${open}`,
        (sql) => sql`delete from products where id = ${open}`,
      ];
      for (const deed of deeds) expect((await refusalOf(scene.asVisitor(deed))).code).toBe(DENIED);
    }));

  test('P1: a person who is no admin adds nothing, and finds nothing to change or delete', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoProducts(scene);
      const { asPerson, sql } = scene;
      const added = asPerson((as) => as`insert into products (name, price) values ('Mine', 1)`);
      expect((await refusalOf(added)).code).toBe(DENIED);
      const changed = await asPerson((as) => as`update products set price = 0, stock = 9 where id = ${open}`);
      const deleted = await asPerson((as) => as`delete from products where id = ${open}`);
      expect([changed.count, deleted.count]).toEqual([0, 0]);
      expect(await sql`select price, stock from products where id = ${open}`).toEqual([
        { price: '10.000', stock: 1 },
      ]);
    }));

  test('P1: an admin adds, changes and deletes, but sets neither what is Stripe’s nor what is counted', () =>
    play(db.sql, async (scene) => {
      const { closed } = await twoProducts(scene);
      const { asAdmin, asMachine } = scene;
      await asAdmin((sql) => sql`insert into products (name, price, stock) values ('New', 5, 3)`);
      const changed = await asAdmin((sql) => sql`update products set name = 'Shut' where id = ${closed}`);
      expect(changed.count).toBe(1);
      const columns = { stripe_product_id: 'prod_x', stripe_price_id: 'price_x', revision: 9 };
      for (const [column, value] of Object.entries(columns)) {
        const row = { [column]: value };
        const change = (sql: TransactionSql) => sql`update products set ${sql(row)} where id = ${closed}`;
        expect((await refusalOf(asAdmin(change))).code, column).toBe(DENIED);
        await asMachine(change);
      }
      const counted = asAdmin((sql) => sql`update pools set capacity = 99 where row_id = ${closed}`);
      expect((await refusalOf(counted)).code).toBe(DENIED);
      expect((await asAdmin((sql) => sql`delete from products where id = ${closed}`)).count).toBe(1);
    }));
});

describe('the stock of a product', () => {
  test('S10: a stock below what is sold and held is refused with the numbers, for everybody', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoProducts(scene);
      const { sql, asAdmin, asMachine } = scene;
      await sql`update products set stock = 20 where id = ${open}`;
      await takeUnits(sql, open, 5, { isSold: true });
      await takeUnits(sql, open, 2, { isSold: false });
      await takeUnits(sql, open, 9, { isSold: false, seconds: -1 });
      for (const voice of [asAdmin, asMachine]) {
        const lowered = voice((as) => as`update products set stock = 6 where id = ${open}`);
        const { hint, detail } = await refusalOf(lowered);
        expect(hint).toBe('capacity_below_sold');
        expect(JSON.parse(detail)).toEqual({ field: 'stock', sold: 5, held: 2, least: 7 });
      }
      expect(await sql`select stock from products where id = ${open}`).toEqual([{ stock: 20 }]);
      await asAdmin((as) => as`update products set stock = 7 where id = ${open}`);
      expect(await sql`select capacity from pools where row_id = ${open}`).toEqual([{ capacity: 7 }]);
    }));

  test('S7: what is left is counted, and a sale never changes the stock', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoProducts(scene);
      const { sql, asAdmin } = scene;
      await takeUnits(sql, open, 1, { isSold: true });
      const [row] = await asAdmin(
        (as) => as`select stock, sold, available, revision from products_with_sync where id = ${open}`,
      );
      expect(row).toEqual({ stock: 1, sold: '1', available: '0', revision: '1' });
    }));

  test('the pool of a deleted product stays, with what was sold of it', () =>
    play(db.sql, async (scene) => {
      const { open } = await twoProducts(scene);
      await takeUnits(scene.sql, open, 1, { isSold: true });
      await scene.asAdmin((as) => as`delete from products where id = ${open}`);
      expect(
        await scene.sql`select kind, capacity, (private.pool_taken(pool_id)).sold from pools where row_id = ${open}`,
      ).toEqual([{ kind: 'product', capacity: 1, sold: '1' }]);
    }));
});

describe('what a product may hold', () => {
  test('a product needs a name and a price, and is then one of a kind', () =>
    play(db.sql, async ({ sql }) => {
      expect(
        only(await sql`insert into products (name, price) values ('Lampe', 185) returning *`),
      ).toMatchObject({
        slug: 'lampe',
        description: null,
        currency: 'eur',
        stock: 1,
        is_active: true,
        stripe_product_id: null,
        revision: '1',
      });
      const nameless = sql.savepoint((as) => as`insert into products (name) values ('Lampe')`);
      expect((await refusalOf(nameless)).code).toBe('23502');
    }));

  const checks: Record<string, { column: string; good: (string | number)[]; bad: (string | number)[] }> = {
    products_name_length: { column: 'name', good: ['a', 'a'.repeat(120)], bad: ['', ' \n', 'a'.repeat(121)] },
    products_slug_shape: {
      column: 'slug',
      good: ['a', 'a-1', 'a'.repeat(120)],
      bad: ['', 'A', 'a b', '-a', 'a--b', 'é', '../a', 'a'.repeat(121)],
    },
    products_description_length: {
      column: 'description',
      good: ['', 'a'.repeat(5000)],
      bad: ['a'.repeat(5001)],
    },
    products_image_url_address: {
      column: 'image_url',
      good: ['https://a.example/b.png'],
      bad: ['', 'javascript:alert(1)', '//a.example', 'https://a b'],
    },
    products_price_range: {
      column: 'price',
      good: ['0', '0.01', '999999.999'],
      bad: ['-0.01', '1000000', 'NaN'],
    },
    products_currency_iso: { column: 'currency', good: ['eur', 'jpy'], bad: ['EUR', 'eu', 'euro', ''] },
    products_stock_range: { column: 'stock', good: [0, 1_000_000], bad: [-1, 1_000_001] },
  };
  for (const [constraint, { column, good, bad }] of Object.entries(checks)) {
    test(`${constraint} lets the last good value pass and refuses the first bad one, from the secret key too`, () =>
      play(db.sql, async ({ asMachine }) => {
        const add = (value: string | number) =>
          asMachine(
            (sql) => sql`insert into products ${sql({ name: 'Lampe', price: '1', [column]: value })}`,
          );
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
        select conname from pg_constraint where conrelid = 'products'::regclass and contype = 'c'`;
      expect(rows.map(({ conname }) => conname).sort()).toEqual(Object.keys(checks).sort());
    }));
});

test('products are listed by their letters, whether these have accents or are large', () =>
  play(db.sql, async (scene) => {
    await scene.sql`insert into products (name, price) values ('Vase', 1), ('étagère', 1), ('Fauteuil', 1), ('Écran', 1)`;
    const rows = await scene.asAdmin(
      (sql) => sql<{ name: string }[]>`select name from products_with_sync order by sort_name`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['Écran', 'étagère', 'Fauteuil', 'Vase']);
  }));
