import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startDatabase, type Database } from './database';
import { askRefund, threeOrders } from './order-scene';
import { openOrder, settleOrder, settleRefund, showInStripe } from './orders';
import { only, play, refusalOf, type Scene } from './people';
import { revenueRows } from '@/lib/schemas/revenue';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const idRow = z.object({ id: z.string() });

async function asked(scene: Scene, from: string, to: string, zone = 'UTC', isLive = false) {
  const read = (sql: TransactionSql) =>
    sql<{ told: unknown }[]>`select revenue(${from}::date, ${to}::date, ${zone}, ${isLive}) as told`;
  const rows = revenueRows.parse(only(await scene.asAdmin(read)).told);
  return rows.map(({ day, kind, currency, seller, units, gross_minor, refunded_minor, fee_minor }) =>
    [day, kind, currency, seller ?? '-', units, gross_minor, refunded_minor, fee_minor].join(' '),
  );
}

/** An order of two kinds of lamps, one of them dear, with a fee as a seller's order has. */
async function twoLamps({ sql }: Scene) {
  const lamps = [];
  for (const [name, price] of [
    ['Lamp', '33.33'],
    ['Lantern', '66.67'],
  ] as const) {
    const [row] =
      await sql`insert into products (name, price, stock) values (${name}, ${price}, 9) returning id`;
    const { id } = idRow.parse(row);
    await showInStripe(sql, 'product', id, [
      { tariff: 'unit', unit_amount: Math.round(Number(price) * 100) },
    ]);
    lamps.push({ kind: 'product', id, quantity: 1, price });
  }
  const { id } = await openOrder(sql, lamps);
  const order = id ?? '';
  await sql`update orders set fee_minor = 101 where order_id = ${order}`;
  await settleOrder(sql, order);
  await sql`update payments set paid_at = '2026-11-03 23:30Z' where order_id = ${order}`;
  return order;
}

test('a payment counts on the day it was made in the zone that is asked for, a refund on the day it succeeded', () =>
  play(db.sql, async (scene) => {
    const { ours, others, shops } = await threeOrders(scene);
    await scene.sql`update payments set paid_at = '2026-11-03 23:30Z' where order_id = ${ours.id}`;
    await scene.sql`update payments set paid_at = '2026-11-04 01:00Z' where order_id in (${others.id}, ${shops.id})`;
    const refund = await askRefund(scene, ours.id, [{ item_id: ours.items[0], quantity: 1 }]);
    // Asked for is not given back yet.
    expect(await asked(scene, '2026-11-01', '2026-11-30')).toHaveLength(3);
    await settleRefund(scene.sql, refund, 'succeeded');
    await scene.sql`update refunds set settled_at = '2026-11-06 12:00Z' where refund_id = ${refund}`;
    expect(await asked(scene, '2026-11-01', '2026-11-30')).toEqual([
      '2026-11-03 ticket aud Mine 3 12000 0 0',
      '2026-11-04 ticket aud Theirs 1 4000 0 0',
      '2026-11-04 product eur - 2 10000 0 0',
      '2026-11-06 ticket aud Mine 0 0 4000 0',
    ]);
    // In Paris all of it was sold on the fourth.
    expect(await asked(scene, '2026-11-04', '2026-11-04', 'Europe/Paris')).toHaveLength(3);
    expect(await asked(scene, '2026-11-03', '2026-11-03', 'Europe/Paris')).toEqual([]);
    expect(await asked(scene, '2026-11-01', '2026-11-30', 'UTC', true)).toEqual([]);
    // A refund that fails after all never went back.
    await settleRefund(scene.sql, refund, 'failed');
    expect(await asked(scene, '2026-11-06', '2026-11-06')).toEqual([]);
  }));

test('what is paid twice, or cannot be honoured, is not revenue, nor is its refund', () =>
  play(db.sql, async (scene) => {
    const { shops } = await threeOrders(scene);
    const before = await asked(scene, '2020-01-01', '2020-12-31');
    await settleOrder(scene.sql, shops.id, { payment: 'pi_twice' });
    const { id } = only(
      await scene.sql<{ id: string }[]>`select refund_id as id from refunds where reason = 'paid_twice'`,
    );
    await settleRefund(scene.sql, id, 'succeeded');
    await scene.sql`update payments set paid_at = '2026-11-04 01:00Z'`;
    await scene.sql`update refunds set settled_at = '2026-11-04 01:00Z'`;
    expect(before).toEqual([]);
    expect((await asked(scene, '2026-11-04', '2026-11-04')).filter((row) => row.includes('eur'))).toEqual([
      '2026-11-04 product eur - 2 10000 0 0',
    ]);
  }));

test('the parts of an order and of its refunds sum up to the last unit, and a full refund returns the whole fee', () =>
  play(db.sql, async (scene) => {
    const order = await twoLamps(scene);
    // Twice an odd part of it, made in Stripe's dashboard and by us, and then the rest.
    const give = async (amount: number) => {
      const [row] = await scene.sql`
        insert into refunds (order_id, stripe_payment_intent_id, amount_minor, reason)
        values (${order}, ${`pi_${order}`}, ${amount}, 'asked') returning refund_id as id`;
      const { id } = idRow.parse(row);
      await settleRefund(scene.sql, id, 'succeeded');
      await scene.sql`update refunds set settled_at = '2026-11-05 12:00Z'::timestamptz + make_interval(days => ${amount % 7})
        where refund_id = ${id}`;
    };
    for (const amount of [1001, 2002, 6997]) await give(amount);
    const sums = async () => {
      const rows = (await asked(scene, '2026-11-01', '2026-11-30')).map((row) =>
        row.split(' ').slice(4).map(Number),
      );
      return [0, 1, 2, 3].map((place) => rows.reduce((sum, row) => sum + (row[place] ?? 0), 0));
    };
    expect(await sums()).toEqual([2, 10_000, 10_000, 0]);
    // What was given back elsewhere leaves the fee: Stripe does not say whether it went along.
    await scene.sql`update refunds set reason = 'elsewhere' where amount_minor = 2002`;
    const [, , refunded, fee] = await sums();
    expect([refunded, fee]).toEqual([10_000, 20]);
  }));

test('a refund of some items is taken off their kind alone', () =>
  play(db.sql, async (scene) => {
    const order = await twoLamps(scene);
    const { item_id } = only(
      await scene.sql<{ item_id: string }[]>`
        update order_items set kind = 'space' where order_id = ${order} and name = 'Lantern' returning item_id`,
    );
    const refund = await askRefund(scene, order, [{ item_id, quantity: 1 }], false);
    await settleRefund(scene.sql, refund, 'succeeded');
    await scene.sql`update refunds set settled_at = '2026-11-03 12:00Z' where refund_id = ${refund}`;
    expect(await asked(scene, '2026-11-03', '2026-11-03')).toEqual([
      '2026-11-03 product eur - 1 3333 0 33',
      '2026-11-03 space eur - 1 6667 6667 1',
    ]);
  }));

test('P1: nobody but an admin and a machine reads the revenue, and no more than a year of it', () =>
  play(db.sql, async (scene) => {
    await threeOrders(scene);
    const ask = (sql: TransactionSql) => sql`select revenue('2026-11-01', '2026-11-30')`;
    expect((await refusalOf(scene.asVisitor(ask))).code).toBe('42501');
    // The scene's person is a member of an organisation.
    expect((await refusalOf(scene.asPerson(ask))).hint).toBe('forbidden');
    expect(await scene.asMachine(ask)).toHaveLength(1);
    for (const [from, to] of [
      ['2026-11-30', '2026-11-01'],
      ['2020-01-01', '2026-11-01'],
    ] as const)
      expect((await refusalOf(asked(scene, from, to))).hint).toBe('bad_input');
  }));
