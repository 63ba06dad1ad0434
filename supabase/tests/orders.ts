import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';

type Line = { kind: string; id: string; quantity: number; price?: string };

const opened = z.union([
  z.object({
    refused: z.string(),
    items: z.array(z.looseObject({ place: z.number(), code: z.string(), left: z.number().optional() })),
  }),
  z.looseObject({ order_id: z.string(), status: z.string() }),
]);

/** Opens an order as a checkout does, each unit for one euro unless a price is named. @returns its id, or why it was refused. */
export async function openOrder(
  sql: Sql | TransactionSql,
  lines: Line[],
  seller: { account?: string; currency?: string; minutes?: number } = {},
) {
  const { account = 'platform', currency = 'eur', minutes = 40 } = seller;
  const id = randomUUID();
  const items = lines.map(({ price = '1.00', ...line }) => ({
    ...line,
    price,
    unit_amount_minor: Math.round(Number(price) * 100),
    stripe_price_id: null,
  }));
  const asked = {
    ...{ order_id: id, account, organisation_id: null, is_live: false, currency, items },
    ...{ fee_minor: 0, email: null, locale: 'fr', key_hash: 'hash', hold_minutes: minutes },
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
