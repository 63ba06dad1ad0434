import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { only, play } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const full = {
  name: 'Atelier',
  description: 'Bright',
  type: 'desk',
  capacity: 4,
  price_per_hour: '25',
  price_per_half_day: '80',
  price_per_day: '140',
  price_per_month: '900',
  currency: 'eur',
  image_url: 'https://a.example/1.png',
  is_active: true,
};
const changes = {
  name: 'Loft',
  description: 'Dark',
  type: 'office',
  capacity: 5,
  price_per_hour: '26',
  price_per_half_day: null,
  price_per_day: '0',
  price_per_month: '900.01',
  currency: 'usd',
  image_url: null,
  is_active: false,
};

async function add(sql: TransactionSql): Promise<string> {
  return only(await sql<{ id: string }[]>`insert into spaces ${sql(full)} returning id`).id;
}

/** How often a space has asked something of Stripe. */
async function wanted(sql: TransactionSql, id: string): Promise<number> {
  const rows = await sql<{ wanted: string }[]>`
    select wanted from private.sync_marks where kind = 'space' and row_id = ${id}`;
  return Number(rows[0]?.wanted ?? 0);
}

async function revision(sql: TransactionSql, id: string): Promise<number> {
  return Number(
    only(await sql<{ revision: string }[]>`select revision from spaces where id = ${id}`).revision,
  );
}

describe('the mark of a space', () => {
  test('C10: a plain insert, update and delete each mark, whoever writes', () =>
    play(db.sql, async ({ sql, asAdmin, asMachine }) => {
      for (const voice of [asAdmin, asMachine]) {
        const id = await voice((as) => add(as));
        expect(await wanted(sql, id)).toBe(1);
        await voice((as) => as`update spaces set name = 'Loft' where id = ${id}`);
        expect(await wanted(sql, id)).toBe(2);
        await voice((as) => as`delete from spaces where id = ${id}`);
        expect(await wanted(sql, id)).toBe(3);
      }
      const id = await add(sql);
      await sql`update spaces set capacity = capacity + 1`;
      expect(await wanted(sql, id)).toBe(2);
    }));

  for (const [column, value] of Object.entries(changes)) {
    test(`P5: a new ${column} marks and is a new revision; the same ${column} again is neither`, () =>
      play(db.sql, async ({ sql }) => {
        const id = await add(sql);
        const change = sql({ [column]: value });
        await sql`update spaces set ${change} where id = ${id}`;
        expect([await wanted(sql, id), await revision(sql, id)]).toEqual([2, 2]);
        await sql`update spaces set ${change} where id = ${id}`;
        expect([await wanted(sql, id), await revision(sql, id)]).toEqual([2, 2]);
      }));
  }

  test('every column that an admin can change is tried here', () =>
    play(db.sql, async ({ sql }) => {
      const rows = await sql<{ attname: string }[]>`select attname from pg_attribute
        where attrelid = 'spaces'::regclass and attnum > 0 and has_column_privilege('authenticated', attrelid, attnum, 'update')`;
      expect(rows.map(({ attname }) => attname).sort()).toEqual(Object.keys(changes).sort());
    }));

  test('C2: the same amounts in other words ask nothing of Stripe', () =>
    play(db.sql, async ({ sql }) => {
      const id = await add(sql);
      await sql`update spaces set price_per_hour = 25.000, price_per_day = 140.0 where id = ${id}`;
      expect([await wanted(sql, id), await revision(sql, id)]).toEqual([1, 1]);
    }));

  test('P5: ids that are written back neither mark nor count as a change, nor move the time of the last change', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const id = await add(sql);
      await sql`update spaces set updated_at = '2026-01-01' where id = ${id}`;
      await asMachine(
        (as) =>
          as`update spaces set stripe_product_id = 'prod_1', stripe_price_id = 'price_1' where id = ${id}`,
      );
      expect([await wanted(sql, id), await revision(sql, id)]).toEqual([1, 1]);
      const [row] = await sql`select updated_at from spaces where id = ${id}`;
      expect(row).toEqual({ updated_at: new Date('2026-01-01') });
    }));

  test('P5: a change takes the time of the last change along, and a revision cannot be set beside it', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const id = await add(sql);
      await sql`update spaces set updated_at = '2026-01-01' where id = ${id}`;
      await asMachine((as) => as`update spaces set name = 'Loft', revision = 40 where id = ${id}`);
      const [row] = await sql<
        { is_now: boolean }[]
      >`select updated_at = now() as is_now from spaces where id = ${id}`;
      expect(row).toEqual({ is_now: true });
      expect(await revision(sql, id)).toBe(2);
    }));

  test('P5: the second of two admins who began at one revision changes nothing', () =>
    play(db.sql, async ({ sql, asAdmin }) => {
      const id = await add(sql);
      const save = (name: string) =>
        asAdmin((as) => as`update spaces set name = ${name} where id = ${id} and revision = 1`);
      expect((await save('First')).count).toBe(1);
      expect((await save('Second')).count).toBe(0);
      expect(await sql`select name from spaces where id = ${id}`).toEqual([{ name: 'First' }]);
    }));

  test('C13: the mark of a deleted space stays, with the name that it had', () =>
    play(db.sql, async ({ sql }) => {
      const id = await add(sql);
      await sql`delete from spaces where id = ${id}`;
      const [mark] =
        await sql`select kind, label, wanted, synced from private.sync_marks where row_id = ${id}`;
      expect(mark).toEqual({ kind: 'space', label: 'Atelier', wanted: '2', synced: '0' });
    }));

  test('a new space that names a product is looked up in Stripe, one without is not', () =>
    play(db.sql, async ({ sql }) => {
      const made = await sql<{ id: string }[]>`
        insert into spaces (name, stripe_product_id) values ('Seeded', 'prod_seed'), ('Fresh', null) returning id`;
      const ids = made.map(({ id }) => id);
      const marks = await sql`select label, stripe_product_id, look_from from private.sync_marks
        where row_id in ${sql(ids)} order by label`;
      expect(marks).toEqual([
        { label: 'Fresh', stripe_product_id: null, look_from: null },
        { label: 'Seeded', stripe_product_id: 'prod_seed', look_from: '1' },
      ]);
    }));

  test('C5: fifty edits leave one mark that counts them', () =>
    play(db.sql, async ({ sql }) => {
      const id = await add(sql);
      for (let price = 1; price <= 50; price++)
        await sql`update spaces set price_per_hour = ${price} where id = ${id}`;
      expect(await sql`select wanted, synced from private.sync_marks`).toEqual([
        { wanted: '51', synced: '0' },
      ]);
    }));
});
