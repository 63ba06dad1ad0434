import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';

type Line = { kind: string; id: string; quantity: number; price?: string };

type Seller = {
  account?: string;
  organisation?: string;
  currency?: string;
  minutes?: number;
  email?: string;
};

const opened = z.union([
  z.object({
    refused: z.string(),
    items: z.array(z.looseObject({ place: z.number(), code: z.string(), left: z.number().optional() })),
  }),
  z.object({ order_id: z.string(), status: z.string() }),
]);

/** Opens an order as a checkout does, each unit for one euro unless a price is named. @returns its id, or why it was refused. */
export async function openOrder(sql: Sql | TransactionSql, lines: Line[], seller: Seller = {}) {
  const { account = 'platform', organisation = null, currency = 'eur', minutes = 40, email = null } = seller;
  const id = randomUUID();
  const items = lines.map(({ price = '1.00', ...line }) => ({
    ...line,
    price,
    unit_amount_minor: Math.round(Number(price) * 100),
    stripe_price_id: null,
  }));
  const asked = {
    ...{ order_id: id, account, organisation_id: organisation, is_live: false, currency, items },
    ...{ fee_minor: 0, email, locale: 'fr', key_hash: 'hash', hold_minutes: minutes },
    total_minor: items.reduce(
      (sum, { unit_amount_minor, quantity }) => sum + unit_amount_minor * quantity,
      0,
    ),
  };
  const [row] = await sql`select order_open(${JSON.stringify(asked)}) as answer`;
  const answer = opened.parse(row?.answer);
  return 'refused' in answer
    ? { id: null, refusal: answer.refused, items: answer.items }
    : { id, refusal: null, items: [] };
}

type Shown = {
  isPaid?: boolean;
  status?: string;
  isFailed?: boolean;
  amount?: number;
  payment?: string;
  session?: string;
};

/** Tells what Stripe shows of an order's session. @returns where the order stands. */
export async function settleOrder(sql: Sql | TransactionSql, order: string, shown: Shown = {}) {
  const {
    isPaid = true,
    status = 'complete',
    isFailed = false,
    payment = `pi_${order}`,
    session = `cs_${order}`,
  } = shown;
  const [known] = await sql<{ total_minor: string; account: string; currency: string }[]>`
    select total_minor, account, currency from orders where order_id = ${order}`;
  const report = {
    ...{ session_id: session, status, payment_status: isPaid ? 'paid' : 'unpaid' },
    ...{
      amount_total: shown.amount ?? Number(known?.total_minor),
      currency: known?.currency,
      payment_intent: payment,
    },
    ...{ is_failed: isFailed, email: null, account: known?.account, is_live: false },
  };
  const [row] = await sql<
    { status: string }[]
  >`select order_settle(${order}, ${JSON.stringify(report)}) as status`;
  return row?.status;
}

/** Makes what Stripe is told to show of a row: its product with an active price for a tariff. */
export async function showInStripe(
  sql: Sql | TransactionSql,
  kind: string,
  row: string,
  prices: { tariff: string; unit_amount: number; currency?: string }[],
) {
  const seen = {
    product: { id: `${kind}_${row}`, active: true },
    prices: prices.map(({ tariff, unit_amount, currency = 'eur' }) => ({
      ...{ id: `price_${tariff}_${row}`, active: true, tariff, unit_amount, currency },
    })),
  };
  await sql`update private.sync_marks set seen = ${sql.json(seen)}, synced = wanted where kind = ${kind} and row_id = ${row}`;
}

/** Tells what Stripe shows of a refund, which it was asked for by its own id. */
export async function settleRefund(sql: Sql | TransactionSql, refund: string, status: string) {
  await sql`
    select refund_settle(json_build_object('id', 're_' || refund_id, 'status', ${status}::text, 'amount', amount_minor,
      'payment_intent', refunds.stripe_payment_intent_id, 'refund_id', refund_id, 'failure_reason', null,
      'account', account, 'is_live', false)::text)
    from refunds join orders using (order_id) where refund_id = ${refund}`;
}

/** Takes units of a row's pool for an order of their own, sold or held for so many seconds, whatever the order is about. */
export async function takeUnits(
  sql: Sql | TransactionSql,
  row: string,
  units: number,
  { isSold = false, seconds = 1800 }: { isSold?: boolean; seconds?: number } = {},
) {
  const order = randomUUID();
  await sql`insert into orders (order_id, account, is_live, currency, total_minor, key_hash)
    values (${order}, 'platform', false, 'eur', 100, '')`;
  await sql`insert into private.holds (pool_id, order_id, units, is_sold, expires_at)
    select pool_id, ${order}, ${units}, ${isSold}, now() + make_interval(secs => ${seconds}) from pools where row_id = ${row}`;
}
