import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { askRefund, threeOrders } from './order-scene';
import { settleRefund } from './orders';
import { DENIED, only, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const nil = '00000000-0000-4000-8000-000000000000';
// All but the hash of the key may be read of an order itself, so it is counted by its view.
const tables = ['orders_listed', 'order_items', 'order_history', 'payments', 'refunds', 'ticket_codes'];

/** How many orders a voice finds in each table. */
async function ordersIn(voice: Scene['asAdmin']) {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const column = table === 'orders_listed' ? 'id' : 'order_id';
    const rows = await voice(
      (sql) => sql<{ count: number }[]>`
        select count(distinct ${sql(column)})::int as count from ${sql(table)}`,
    );
    counts[table] = only(rows).count;
  }
  return counts;
}

const all = (count: number, others: Record<string, number> = {}) => ({
  ...Object.fromEntries(tables.map((table) => [table, count])),
  ...others,
});

describe('who reads what of an order', () => {
  test('P1: an admin everything, an organiser what is of their events, a stranger and a visitor nothing', () =>
    play(db.sql, async (scene) => {
      const { ours, others, shops } = await threeOrders(scene);
      for (const order of [ours, others, shops]) await askRefund(scene, order.id, null);
      expect(await ordersIn(scene.asAdmin)).toEqual(all(3, { ticket_codes: 2 }));
      expect(await ordersIn(scene.asPerson)).toEqual(all(1));
      for (const table of tables) {
        const read = scene.asVisitor((sql) => sql`select * from ${sql(table)}`);
        expect((await refusalOf(read)).code, table).toBe(DENIED);
      }
      await scene.sql`delete from organisation_members`;
      expect(await ordersIn(scene.asPerson)).toEqual(all(0));
    }));

  test('P1: nobody reads the hash of a buyer’s key, nor writes anything', () =>
    play(db.sql, async (scene) => {
      await threeOrders(scene);
      const deeds: ((sql: TransactionSql) => Promise<unknown>)[] = [
        (sql) => sql`select key_hash from orders`,
        (sql) => sql`select * from orders`,
        (sql) => sql`update orders set status = 'refunded'`,
        (sql) => sql`update order_items set refunded = quantity`,
        (sql) => sql`update ticket_codes set is_void = true`,
        (sql) => sql`update refunds set status = 'succeeded'`,
        (sql) => sql`delete from payments`,
        (sql) => sql`insert into order_history (order_id, what) values (${nil}, 'paid')`,
        (sql) => sql`select * from private.alerts`,
        (sql) => sql`select * from private.disputes`,
        (sql) => sql`select order_for_buyer(${nil}, 'hash')`,
        (sql) => sql`select order_cancel(${nil})`,
        (sql) => sql`select order_settle(${nil}, '{}')`,
        (sql) => sql`select refund_settle('{}')`,
      ];
      for (const voice of [scene.asVisitor, scene.asPerson, scene.asAdmin])
        for (const deed of deeds) expect((await refusalOf(voice(deed))).code, String(deed)).toBe(DENIED);
    }));

  test('P1: the page of an order is for admins and the organiser of its event, and holds no key', () =>
    play(db.sql, async (scene) => {
      const { ours, others, shops } = await threeOrders(scene);
      const page = async (voice: Scene['asAdmin'], id: string) =>
        only(await voice((sql) => sql<{ page: object | null }[]>`select order_for_seller(${id}) as page`))
          .page;
      for (const { id } of [ours, others, shops]) expect(await page(scene.asAdmin, id)).toMatchObject({ id });
      expect(await page(scene.asPerson, ours.id)).toMatchObject({ id: ours.id, email: 'ada@buyer.test' });
      expect(JSON.stringify(await page(scene.asAdmin, ours.id))).not.toMatch(/key_?hash/i);
      for (const { id } of [others, shops]) expect(await page(scene.asPerson, id)).toBeNull();
      expect((await refusalOf(page(scene.asVisitor, ours.id))).code).toBe(DENIED);
    }));

  test('P1: what was sold is for admins to know', () =>
    play(db.sql, async (scene) => {
      await threeOrders(scene);
      const sales = (sql: TransactionSql) => sql`select sales(false)`;
      expect((await refusalOf(scene.asPerson(sales))).hint).toBe('forbidden');
      expect((await refusalOf(scene.asVisitor(sales))).code).toBe(DENIED);
      expect(await scene.asAdmin(sales)).toHaveLength(1);
    }));
});

describe('who acts on an order', () => {
  test('P1: only an admin gives money back, asks again, or says that a refund was seen to', () =>
    play(db.sql, async (scene) => {
      const { ours } = await threeOrders(scene);
      const refund = await askRefund(scene, ours.id, null);
      await settleRefund(scene.sql, refund, 'failed');
      const deeds: ((sql: TransactionSql) => Promise<unknown>)[] = [
        (sql) => sql`select order_refund(${ours.id})`,
        (sql) => sql`select refund_again(${refund})`,
        (sql) => sql`select refund_acknowledge(${refund})`,
      ];
      for (const deed of deeds) {
        expect((await refusalOf(scene.asPerson(deed))).hint).toBe('forbidden');
        expect((await refusalOf(scene.asVisitor(deed))).code).toBe(DENIED);
      }
    }));

  const checkIn = async (voice: Scene['asAdmin'], code = '') =>
    only(
      await voice(
        (sql) =>
          sql<{ answer: { outcome: string; place?: number } }[]>`select ticket_check_in(${code}) as answer`,
      ),
    ).answer;

  test('P1: an organiser lets in by the codes of their own events; others’ are unknown to them', () =>
    play(db.sql, async (scene) => {
      const { ours, others } = await threeOrders(scene);
      const [first, second, third] = ours.codes;
      expect(await checkIn(scene.asPerson, first)).toMatchObject({
        outcome: 'checked_in',
        place: 1,
        quantity: 3,
      });
      expect(await checkIn(scene.asPerson, first)).toMatchObject({ outcome: 'used_before' });
      expect(await checkIn(scene.asAdmin, ` ${second?.toLowerCase() ?? ''} `)).toMatchObject({
        outcome: 'checked_in',
      });
      expect(await checkIn(scene.asPerson, others.codes[0])).toEqual({ outcome: 'unknown' });
      expect(await checkIn(scene.asAdmin, others.codes[0])).toMatchObject({ outcome: 'checked_in' });
      expect(await checkIn(scene.asAdmin, 'AAAA-AAAA-AAAA')).toEqual({ outcome: 'unknown' });
      expect((await refusalOf(checkIn(scene.asVisitor, third))).code).toBe(DENIED);
      await askRefund(scene, ours.id, [{ item_id: ours.items[0], quantity: 1 }]);
      expect(await checkIn(scene.asPerson, third)).toMatchObject({ outcome: 'void' });
    }));
});

test('P1: notices and gaps are for admins, and only they replay', () =>
  play(db.sql, async (scene) => {
    const reads: ((sql: TransactionSql) => Promise<readonly unknown[]>)[] = [
      (sql) => sql`select * from notices_listed`,
      (sql) => sql`select * from notice_gaps_listed`,
    ];
    const acts: ((sql: TransactionSql) => Promise<readonly unknown[]>)[] = [
      (sql) => sql`select notice_replay('evt_1')`,
      (sql) => sql`select notice_replay_failed()`,
    ];
    await scene.sql`insert into private.stripe_notices (id, type, is_live, created_at, state)
      values ('evt_1', 'refund.updated', false, now(), 'failed')`;
    await scene.sql`insert into private.notice_gaps (account, from_at, to_at, missed) values ('platform', now(), now(), 6)`;
    for (const read of reads) {
      expect(await scene.asAdmin(read)).toHaveLength(1);
      expect(await scene.asPerson(read)).toHaveLength(0);
    }
    for (const deed of [...reads, ...acts])
      expect((await refusalOf(scene.asVisitor(deed))).code).toBe(DENIED);
    for (const act of acts) expect((await refusalOf(scene.asPerson(act))).hint).toBe('forbidden');
    await scene.asAdmin((sql) => sql`select notice_replay('evt_1')`);
    expect(await scene.sql`select state from notices_listed`).toEqual([{ state: 'waiting' }]);
    expect((await refusalOf(scene.asAdmin((sql) => sql`select notice_replay('evt_2')`))).hint).toBe(
      'not_found',
    );
  }));
