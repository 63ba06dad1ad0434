import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { askRefund, threeOrders } from './order-scene';
import { settleRefund } from './orders';
import { only, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const item = async ({ sql }: Scene, id = '') =>
  only(
    await sql<{ refunded: number; returned: number }[]>`
      select refunded, returned from order_items where item_id = ${id}`,
  );
const soldOf = async ({ sql }: Scene, row: string) =>
  Number(
    only(
      await sql<{ sold: string }[]>`
        select (private.pool_taken(pool_id)).sold from pools where row_id = ${row}`,
    ).sold,
  );
const listed = async ({ sql }: Scene, id: string) =>
  only(
    await sql<
      { needs_person: boolean; has_failed_refund: boolean; refunded_minor: string; searched: string }[]
    >`
      select needs_person, has_failed_refund, refunded_minor, searched from orders_listed where id = ${id}`,
  );
const again = (scene: Scene, refund: string) => scene.asAdmin((sql) => sql`select refund_again(${refund})`);

test('S8: units of one item that a refund names twice are counted together, and return together', () =>
  play(db.sql, async (scene) => {
    const { ours, mine } = await threeOrders(scene);
    const [seat] = ours.items;
    const line = { item_id: seat, quantity: 1 };
    const refund = await askRefund(scene, ours.id, [line, line]);
    expect(await item(scene, seat)).toEqual({ refunded: 2, returned: 0 });
    await settleRefund(scene.sql, refund, 'succeeded');
    expect(await item(scene, seat)).toEqual({ refunded: 2, returned: 2 });
    expect([await soldOf(scene, mine.ticket), await soldOf(scene, mine.event)]).toEqual([1, 1]);
    expect((await refusalOf(askRefund(scene, ours.id, [line, line]))).hint).toBe('refund_over_bought');
  }));

// A subquery with a limit that locks is run again for each row of a nested loop, and finds other rows each time.
test('S8: as many tickets become void as are given back, however the database goes about it', () =>
  play(db.sql, async (scene) => {
    const { ours } = await threeOrders(scene);
    // They lie in the table in the order in which they are chosen.
    for (const place of [2, 1])
      await scene.sql`update ticket_codes set place = ${place} where order_id = ${ours.id} and place = ${place}`;
    for (const way of ['sort', 'hashagg', 'hashjoin', 'mergejoin', 'material'])
      await scene.sql.unsafe(`set local enable_${way} = off`);
    await askRefund(scene, ours.id, [{ item_id: ours.items[0], quantity: 1 }]);
    const codes = await scene.sql`select place from ticket_codes where order_id = ${ours.id} and is_void`;
    expect(codes).toEqual([{ place: 3 }]);
  }));

test('a refund that names an item of another order is refused, and gives nothing back', () =>
  play(db.sql, async (scene) => {
    const { ours, others } = await threeOrders(scene);
    const lines = [
      { item_id: ours.items[0], quantity: 1 },
      { item_id: others.items[0], quantity: 1 },
    ];
    expect((await refusalOf(askRefund(scene, ours.id, lines))).hint).toBe('not_of_this_order');
    expect(await item(scene, ours.items[0])).toEqual({ refunded: 0, returned: 0 });
  }));

test('S9: a failed refund is asked for again once, however many admins press', () =>
  play(db.sql, async (scene) => {
    const { shops } = await threeOrders(scene);
    const refund = await askRefund(scene, shops.id, [{ item_id: shops.items[0], quantity: 1 }]);
    await settleRefund(scene.sql, refund, 'succeeded');
    // Somebody has bought the unit by the time that the bank sends the money back.
    await scene.sql`update pools set capacity = 1 where row_id = (select row_id from order_items where order_id = ${shops.id})`;
    await settleRefund(scene.sql, refund, 'failed');
    expect(await listed(scene, shops.id)).toMatchObject({ needs_person: true, has_failed_refund: true });
    await again(scene, refund);
    expect((await refusalOf(again(scene, refund))).hint).toBe('not_refundable');
    expect(await listed(scene, shops.id)).toMatchObject({ needs_person: false, refunded_minor: '5000' });
  }));

test('a failed refund needs somebody until it is done over, or said to be seen to', () =>
  play(db.sql, async (scene) => {
    const { ours, shops } = await threeOrders(scene);
    for (const order of [ours, shops]) {
      await settleRefund(scene.sql, await askRefund(scene, order.id, null), 'failed');
      expect(await listed(scene, order.id)).toMatchObject({ needs_person: true });
    }
    // The units are the buyer's again, and are given back anew.
    await askRefund(scene, ours.id, null);
    expect(await listed(scene, ours.id)).toMatchObject({ needs_person: false });
    const { refund_id: failed } = only(
      await scene.sql<{ refund_id: string }[]>`select refund_id from refunds where order_id = ${shops.id}`,
    );
    for (let time = 0; time < 2; time += 1)
      await scene.asAdmin((sql) => sql`select refund_acknowledge(${failed})`);
    expect(await listed(scene, shops.id)).toMatchObject({ needs_person: false });
    expect(
      await scene.sql`select from order_history where order_id = ${shops.id} and what = 'refund_acknowledged'`,
    ).toHaveLength(1);
  }));

test('an order with a dispute needs somebody until that is over, and is found by what people know of it', () =>
  play(db.sql, async (scene) => {
    const { ours } = await threeOrders(scene);
    const dispute = (status: string) =>
      scene.sql`select order_dispute('dp_1', ${`pi_${ours.id}`}, ${status}, 'acct_mine')`;
    await dispute('needs_response');
    expect(await listed(scene, ours.id)).toMatchObject({ needs_person: true, has_failed_refund: false });
    await dispute('lost');
    expect(await listed(scene, ours.id)).toMatchObject({ needs_person: false });
    expect((await listed(scene, ours.id)).searched).toMatch(/^#\d+ ada@buyer\.test Seat Mine ball Mine$/);
  }));

test('sales are what confirmed orders brought, less what was given back of them, by the day of a time zone', () =>
  play(db.sql, async (scene) => {
    const { ours, others, shops } = await threeOrders(scene);
    await scene.sql`update payments set paid_at = now() - interval '3 days' where order_id = ${others.id}`;
    await scene.sql`update payments set paid_at = now() - interval '8 days' where order_id = ${shops.id}`;
    const refund = await askRefund(scene, ours.id, [{ item_id: ours.items[0], quantity: 1 }]);
    const sales = async (zone: string, isLive = false) =>
      only(await scene.asAdmin((sql) => sql<{ sales: unknown }[]>`select sales(${isLive}, ${zone}) as sales`))
        .sales;
    const aud = { currency: 'aud', today_minor: 8000, today_orders: 1, week_minor: 12_000, week_orders: 2 };
    expect(await sales('UTC')).toEqual([aud]);
    expect(await sales('Australia/Sydney')).toEqual([aud]);
    expect(await sales('UTC', true)).toEqual([]);
    await settleRefund(scene.sql, refund, 'failed');
    expect(await sales('UTC')).toEqual([{ ...aud, today_minor: 12_000, week_minor: 16_000 }]);
  }));
