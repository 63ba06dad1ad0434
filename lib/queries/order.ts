import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';
import { checkInAnswer, type CheckInAnswer } from '../schemas/check-in';
import { orderRow, sellerOrder, type OrderRow, type RefundInput, type SellerOrder } from '../schemas/order';
import { salesOf } from '../schemas/sales';
import { orderStatuses, type OrderStatus } from '../schemas/shop';
import { send } from '../send';
import { pattern } from './behind';

export const orderSorts = ['number', 'email', 'total', 'created_at'] as const;
export type OrderSort = (typeof orderSorts)[number];

/** What the table of orders is asked for; all of it stands in the address. */
export type OrderFilters = {
  /** Part of the number, of the buyer's address, or of what was bought. */
  search: string;
  needsPerson: boolean;
  statuses: string[];
  kinds: string[];
  /** Ids of organisations; `platform` for what the shop itself sells. */
  sellers: string[];
  from: string | null;
  to: string | null;
  sort: OrderSort;
  isDescending: boolean;
  page: number;
  pageSize: number;
};

const sortColumns: Record<OrderSort, string> = {
  number: 'number',
  email: 'sort_email',
  total: 'total_minor',
  created_at: 'created_at',
};

/** How often a screen asks again while an order on it may change by itself within moments, in milliseconds. */
const MOVING_POLL_MS = 2000;
/** How often it asks about orders that somebody is paying for. */
const OPEN_POLL_MS = 5000;

const pollOf = (statuses: readonly string[]) => {
  if (statuses.includes('refunding')) return MOVING_POLL_MS;
  return statuses.includes('open') || statuses.includes('processing') ? OPEN_POLL_MS : false;
};

/** One page of orders. */
export function orderList(db: Db, filters: OrderFilters) {
  return queryOptions({
    queryKey: ['order', 'list', filters],
    queryFn: ({ signal }) => readOrders(db, filters, signal),
    refetchInterval: ({ state }) => pollOf(state.data?.rows.map(({ status }) => status) ?? []),
  });
}

async function readOrders(
  db: Db,
  filters: OrderFilters,
  signal: AbortSignal,
): Promise<{ rows: OrderRow[]; total: number }> {
  const { search, needsPerson, statuses, kinds, sellers, from, to, sort, isDescending, page, pageSize } =
    filters;
  let query = db.from('orders_listed').select('*', { count: 'exact' });
  if (search !== '') query = query.ilike('searched', pattern(search));
  if (needsPerson) query = query.eq('needs_person', true);
  if (statuses.length > 0) query = query.in('status', statuses);
  if (kinds.length > 0) query = query.overlaps('kinds', kinds);
  if (sellers.length > 0) query = query.in('seller_id', sellers);
  if (from !== null) query = query.gte('created_at', from);
  if (to !== null) query = query.lt('created_at', to);
  const first = (page - 1) * pageSize;
  const { data, error, count } = await query
    .order(sortColumns[sort], { ascending: !isDescending, nullsFirst: false })
    .order('id')
    .range(first, first + pageSize - 1)
    .abortSignal(signal)
    .retry(false);
  // PostgREST refuses a page behind the last row; for a list that is a page without rows.
  if (error?.code === 'PGRST103') return { rows: [], total: 0 };
  if (error) throw problemOf(error);
  return { rows: z.array(orderRow).parse(data), total: count ?? 0 };
}

const NEEDY_SHOWN = 10;

/** The orders that need a person, newest first, and how many there are. */
export function needyOrders(db: Db) {
  return queryOptions({
    queryKey: ['order', 'needy'],
    queryFn: async () => {
      const { data, error, count } = await db
        .from('orders_listed')
        .select('*', { count: 'exact' })
        .eq('needs_person', true)
        .order('created_at', { ascending: false })
        .limit(NEEDY_SHOWN);
      if (error) throw problemOf(error);
      return { rows: z.array(orderRow).parse(data), total: count ?? 0 };
    },
  });
}

/** What was sold today and in seven days in each currency, as the calendar of a time zone has it. */
export function sales(db: Db, isLive: boolean, timeZone: string) {
  return queryOptions({
    queryKey: ['order', 'sales', isLive, timeZone],
    queryFn: async () => {
      const { data, error } = await db.rpc('sales', { is_live: isLive, time_zone: timeZone });
      if (error) throw problemOf(error);
      return salesOf.parse(data);
    },
    refetchInterval: 60_000,
  });
}

/** Reads one order in full. @throws Problem `not_found` when there is none that the caller may see. */
export async function readOrder(db: Db, id: string): Promise<SellerOrder> {
  const { data, error } = await db.rpc('order_for_seller', { order_id: id });
  if (error) throw problemOf(error);
  if (data === null) throw new Problem('not_found');
  return sellerOrder.parse(data);
}

/** Whether a refund is still on its way to the buyer. */
export function isOnItsWay(status: SellerOrder['refunds'][number]['status']): boolean {
  return status === 'asked' || status === 'pending' || status === 'requires_action';
}

/** One order, asked again while it may change by itself. */
export function orderById(db: Db, id: string) {
  return queryOptions({
    queryKey: ['order', 'one', id],
    queryFn: () => readOrder(db, id),
    refetchInterval: ({ state }) => {
      if (state.data === undefined) return false;
      const isRefunding = state.data.refunds.some(({ status }) => isOnItsWay(status));
      return isRefunding ? MOVING_POLL_MS : pollOf([state.data.status]);
    },
  });
}

/** Asks for the refund of units of an order. */
export function refundOrder(id: string, input: RefundInput): Promise<SellerOrder> {
  return send('POST', `/api/orders/${id}/refunds`, { body: input, answer: sellerOrder });
}

/** Asks once more for a refund that has failed. */
export function retryRefund(id: string): Promise<{ id: string }> {
  return send('POST', `/api/refunds/${id}/retries`, { answer: z.object({ id: z.string() }) });
}

const nothing = z.undefined().transform(() => undefined);

/** Says that a failed refund was seen to in another way. */
export function acknowledgeRefund(id: string): Promise<void> {
  return send('POST', `/api/refunds/${id}/acknowledgements`, { answer: nothing });
}

const ended = z.object({ status: z.enum(orderStatuses).nullable() });

/** Ends an open checkout at Stripe, so that its units are free. Answers what became of the order; nothing if it was over. */
export function endCheckout(id: string): Promise<{ status: OrderStatus | null }> {
  return send('DELETE', `/api/orders/${id}/checkout`, { answer: ended });
}

/** Lets one person in by the code of a ticket, once. */
export function checkIn(code: string): Promise<CheckInAnswer> {
  return send('POST', '/api/check-ins', { body: { code }, answer: checkInAnswer });
}
