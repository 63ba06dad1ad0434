import type { TransactionSql } from 'postgres';
import { openOrder, settleOrder, showInStripe } from './orders';
import { only, type Scene } from './people';
import { twoSellers } from './sellers';

export type Order = { id: string; items: string[]; codes: string[] };

/** The order with its items in their places and its codes in theirs. */
async function known(sql: TransactionSql, id: string | null): Promise<Order> {
  if (id === null) throw new Error('The order was refused.');
  const items = await sql<{ item_id: string }[]>`
    select item_id from order_items where order_id = ${id} order by position`;
  const codes = await sql<{ code: string }[]>`
    select code from ticket_codes where order_id = ${id} order by item_id, place`;
  return { id, items: items.map(({ item_id }) => item_id), codes: codes.map(({ code }) => code) };
}

/**
 * Three paid orders: three seats of the organisation that the scene's person is a member of, one seat of another one, and two
 * lamps of the shop's own.
 */
export async function threeOrders(scene: Scene) {
  const { sql } = scene;
  const { mine, theirs } = await twoSellers(scene);
  await sql`update events set is_published = true`;
  await sql`update private.stripe_accounts set access = 'granted', charges_enabled = true, payouts_enabled = true,
    read_at = now(), next_read_at = null`;
  for (const { event, ticket } of [mine, theirs])
    await showInStripe(sql, 'event', event, [{ tariff: ticket, unit_amount: 4000, currency: 'aud' }]);
  const { id: lamp } = only(
    await sql<
      { id: string }[]
    >`insert into products (name, price, stock) values ('Lamp', 50, 9) returning id`,
  );
  await showInStripe(sql, 'product', lamp, [{ tariff: 'unit', unit_amount: 5000 }]);
  const seats = async ({ organisation, ticket }: typeof mine, account: string, quantity: number) => {
    const seller = { account, organisation, currency: 'aud', email: 'ada@buyer.test' };
    const { id } = await openOrder(sql, [{ kind: 'ticket', id: ticket, quantity, price: '40.00' }], seller);
    if (id !== null) await settleOrder(sql, id);
    return known(sql, id);
  };
  const bought = await openOrder(sql, [{ kind: 'product', id: lamp, quantity: 2, price: '50.00' }]);
  if (bought.id !== null) await settleOrder(sql, bought.id);
  return {
    mine,
    theirs,
    lamp,
    ours: await seats(mine, 'acct_mine', 3),
    others: await seats(theirs, 'acct_theirs', 1),
    shops: await known(sql, bought.id),
  };
}

/** Asks for a refund as an admin. @returns its id. */
export async function askRefund(scene: Scene, order: string, lines: object[] | null, putsBack = true) {
  const asked = lines === null ? null : JSON.stringify(lines);
  const { refund } = only(
    await scene.asAdmin(
      (sql) => sql<{ refund: { refund_id: string; amount_minor: number } }[]>`
        select order_refund(${order}, ${asked}, ${putsBack}) as refund`,
    ),
  );
  return refund.refund_id;
}
