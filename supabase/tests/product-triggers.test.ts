import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { only, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** A product that is on sale, made by the owner of the database. */
async function oneProduct({ sql }: Scene): Promise<string> {
  return only(
    await sql<{ id: string }[]>`insert into products (name, price) values ('Open', 10) returning id`,
  ).id;
}

describe('the address of a product', () => {
  const slugOf = async ({ sql }: Scene, row: Record<string, string | null>) =>
    only(await sql<{ slug: string }[]>`insert into products ${sql({ price: '1', ...row })} returning slug`)
      .slug;

  test('is made of its name, and no two products share one', () =>
    play(db.sql, async (scene) => {
      expect(await slugOf(scene, { name: 'Étagère Traboule' })).toBe('etagere-traboule');
      expect(await slugOf(scene, { name: 'Étagère traboule' })).toMatch(/^etagere-traboule-[0-9a-f]{8}$/);
      expect(await slugOf(scene, { name: '花瓶' })).toBe('product');
      expect(await slugOf(scene, { name: '花瓶' })).toMatch(/^product-[0-9a-f]{8}$/);
      expect(await slugOf(scene, { name: 'Chosen', slug: 'by-hand' })).toBe('by-hand');
      const taken = scene.sql.savepoint(() => slugOf(scene, { name: 'Again', slug: 'by-hand' }));
      expect((await refusalOf(taken)).constraint).toBe('products_slug_unique');
    }));

  test('stays when the name changes, and is made anew when it is taken away', () =>
    play(db.sql, async ({ sql }) => {
      const made = await sql<
        { id: string }[]
      >`insert into products (name, price) values ('Lampe', 1) returning id`;
      const { id } = only(made);
      await sql`update products set name = 'Grande lampe' where id = ${id}`;
      expect(await sql`select slug from products`).toEqual([{ slug: 'lampe' }]);
      await sql`update products set slug = null where id = ${id}`;
      expect(await sql`select slug from products`).toEqual([{ slug: 'grande-lampe' }]);
    }));

  test('an event without a letter of ours is still called an event', () =>
    play(db.sql, async ({ sql }) => {
      expect(await sql`select private.slug_of('祭り') as slug`).toEqual([{ slug: 'event' }]);
    }));
});

describe('the mark of a product', () => {
  const wanted = async (sql: TransactionSql, id: string) =>
    Number(
      only(await sql`select wanted from private.sync_marks where kind = 'product' and row_id = ${id}`).wanted,
    );
  const shown = {
    name: 'Loft',
    description: 'Dark',
    image_url: 'https://a.example/1.png',
    price: '11',
    currency: 'usd',
    is_active: false,
  };

  for (const [column, value] of Object.entries(shown)) {
    test(`P5: a new ${column} marks and is a new revision; the same ${column} again is neither`, () =>
      play(db.sql, async (scene) => {
        const open = await oneProduct(scene);
        const { sql } = scene;
        const change = sql({ [column]: value });
        for (let times = 0; times < 2; times++) {
          await sql`update products set ${change} where id = ${open}`;
          expect(await wanted(sql, open)).toBe(2);
          expect(await sql`select revision from products where id = ${open}`).toEqual([{ revision: '2' }]);
        }
      }));
  }

  test('C2: a new stock or another address asks nothing of Stripe, but is a new revision', () =>
    play(db.sql, async (scene) => {
      const open = await oneProduct(scene);
      const { sql } = scene;
      await sql`update products set stock = 5, slug = 'elsewhere' where id = ${open}`;
      expect(await wanted(sql, open)).toBe(1);
      expect(await sql`select revision from products where id = ${open}`).toEqual([{ revision: '2' }]);
    }));

  test('C10, C13: a plain insert, update and delete each mark, and the mark outlives the row', () =>
    play(db.sql, async (scene) => {
      const open = await oneProduct(scene);
      await scene.sql`update products set price = 12 where id = ${open}`;
      await scene.sql`delete from products where id = ${open}`;
      expect(await scene.sql`select label, wanted from private.sync_marks where row_id = ${open}`).toEqual([
        { label: 'Open', wanted: '3' },
      ]);
    }));

  test('what is given away has no price of Stripe, whoever writes one back', () =>
    play(db.sql, async (scene) => {
      const open = await oneProduct(scene);
      const { sql, asMachine } = scene;
      await asMachine((as) => as`update products set stripe_price_id = 'price_1' where id = ${open}`);
      await sql`update products set price = 0 where id = ${open}`;
      expect(await sql`select stripe_price_id from products where id = ${open}`).toEqual([
        { stripe_price_id: null },
      ]);
    }));
});
