import { randomUUID } from 'node:crypto';
import { POOLS, poolsOf, type CartLine, type Move, type Settling, type Step } from './order-steps';

// A model of orders that knows nothing of locks, clocks and rows: it only counts which units are whose.

type Item = CartLine & { refunded: number; codes: ('valid' | 'used' | 'void')[]; used: number[] };
type Refund = {
  id: string;
  item: number;
  units: number;
  /** How many of them go on sale again. */
  returns: number;
  codes: number[];
  state: 'asked' | 'succeeded' | 'failed';
  isReturned: boolean;
};
type Order = {
  id: string;
  status: string;
  items: Item[];
  /** Units of each pool that are promised or sold. */
  units: number[];
  state: 'held' | 'run out' | 'sold' | 'free';
  refunds: Refund[];
  /** Which of its two possible payments have come in, as bits. */
  payments: number;
};

const quote = (value: unknown) =>
  `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;
const zeros = () => Array.from({ length: POOLS }, () => 0);
const total = (items: { quantity: number }[]) => items.reduce((sum, { quantity }) => sum + quantity, 0);

type Done = { sql: string; order?: Order };
type State = { orders: Order[]; capacities: number[] };

/** Plays steps in the model, and says as what statements the database is to play them. */
export class OrderModel {
  #state: State;

  /** @param rows the ids of the ticket types, and that of the event with a capacity. */
  constructor(
    private readonly rows: string[],
    capacities: number[],
    private readonly account: string,
  ) {
    this.#state = { orders: [], capacities };
  }

  play(steps: Step[]): Move[] {
    return steps.flatMap((each) => {
      const before = structuredClone(this.#state);
      const done = this.#do(each);
      if (done === undefined) return [];
      // Whoever dies in a step has done nothing.
      if (each.times === 'dies') this.#state = before;
      const now = this.#state.orders.find(({ id }) => id === done.order?.id);
      const told = { order: now?.id ?? null, status: now?.status ?? null };
      return [{ sql: done.sql, times: each.times, ...this.#numbers(), ...told }];
    });
  }

  #numbers() {
    const sum = (state: Order['state']) =>
      zeros().map((_, pool) =>
        this.#state.orders
          .filter((order) => order.state === state)
          .reduce((all, { units }) => all + (units[pool] ?? 0), 0),
      );
    return { sold: sum('sold'), held: sum('held') };
  }

  #hasRoom(units: number[]): boolean {
    const { sold, held } = this.#numbers();
    return units.every(
      (asked, pool) =>
        asked === 0 || asked + (sold[pool] ?? 0) + (held[pool] ?? 0) <= (this.#state.capacities[pool] ?? 0),
    );
  }

  #do(each: Step): Done | undefined {
    if (each.does === 'hold') return this.#hold(each.cart);
    if (each.does === 'resize') return this.#resize(each.pool, each.capacity);
    const order = this.#state.orders[each.who];
    if (!order) return undefined;
    if (each.does === 'refund') return this.#refund(order, each.quantity, each.back);
    if (each.does === 'refunded' || each.does === 'refund fails')
      return this.#settleRefund(order, each.does === 'refunded');
    if (each.does === 'check in') return this.#checkIn(order);
    if (each.does === 'run out') return this.#runOut(order);
    return this.#settle(order, each.does);
  }

  #hold(cart: CartLine[]): Done {
    const units = zeros();
    for (const { what, quantity } of cart)
      for (const pool of poolsOf(what)) units[pool] = (units[pool] ?? 0) + quantity;
    const id = randomUUID();
    const items = cart.map(({ what, quantity }) => ({
      ...{ kind: 'ticket', id: this.rows[what], quantity, price: '1.00' },
      ...{ unit_amount_minor: 100, stripe_price_id: 'price' },
    }));
    const asked = {
      ...{
        order_id: id,
        account: this.account,
        organisation_id: null,
        is_live: false,
        currency: 'eur',
        items,
      },
      ...{ total_minor: total(cart) * 100, fee_minor: 0, email: null },
      ...{ locale: 'fr', key_hash: 'hash', hold_minutes: 40 },
    };
    const sql = `order_open(${quote(asked)})`;
    if (!this.#hasRoom(units)) return { sql };
    const lines = cart.map((line) => ({ ...line, refunded: 0, codes: [], used: [] }));
    const order: Order = {
      ...{ id, status: 'open', items: lines, units, state: 'held', refunds: [], payments: 0 },
    };
    this.#state.orders.push(order);
    return { sql, order };
  }

  #settle(order: Order, does: Settling): Done {
    const isPaid = does === 'pay' || does === 'pay twice';
    const report = {
      ...{ session_id: `cs_${order.id}`, status: does === 'end' ? 'expired' : 'complete', currency: 'eur' },
      ...{ payment_status: isPaid ? 'paid' : 'unpaid', amount_total: total(order.items) * 100, email: null },
      ...{ is_failed: does === 'fail', account: this.account, is_live: false },
      payment_intent: does === 'pay twice' ? `pi_again_${order.id}` : `pi_${order.id}`,
    };
    if (isPaid) this.#paid(order, does === 'pay' ? 1 : 2);
    else if (does === 'pay later') this.#processing(order);
    else if (order.status === 'open' || order.status === 'processing') {
      order.state = 'free';
      order.status = does === 'end' ? 'expired' : 'failed';
    }
    return { sql: `order_settle(${quote(order.id)}, ${quote(report)})`, order };
  }

  #paid(order: Order, payment: 1 | 2) {
    if ((order.payments & payment) !== 0) return;
    order.payments |= payment;
    if (['paid', 'refunding', 'refunded'].includes(order.status)) return;
    const isThere = order.state === 'held' || this.#hasRoom(order.units);
    order.state = isThere ? 'sold' : 'free';
    order.status = isThere ? 'paid' : 'refunding';
    if (isThere)
      for (const item of order.items) item.codes = Array.from({ length: item.quantity }, () => 'valid');
  }

  #processing(order: Order) {
    if (!['open', 'processing', 'expired'].includes(order.status)) return;
    if (order.state === 'run out' || (order.state === 'free' && order.status !== 'processing'))
      order.state = this.#hasRoom(order.units) ? 'held' : 'free';
    order.status = 'processing';
  }

  #runOut(order: Order): Done | undefined {
    if (order.status !== 'open' || order.state !== 'held') return undefined;
    order.state = 'run out';
    return { sql: `pg_temp.run_out(${quote(order.id)})`, order };
  }

  #refund(order: Order, quantity: number, back: boolean): Done | undefined {
    const at = order.items.findIndex((item) => item.quantity - item.refunded >= quantity);
    const item = order.items[at];
    if (order.status !== 'paid' || !item) return undefined;
    item.refunded += quantity;
    const placesOf = (word: string) =>
      item.codes.flatMap((code, place) => (code === word ? [place] : [])).reverse();
    const unused = placesOf('valid').slice(0, quantity);
    // A used ticket is never put back on sale, even where its money goes back.
    const codes = [...unused, ...item.used.filter((place) => item.codes[place] === 'used').reverse()].slice(
      0,
      quantity,
    );
    for (const place of codes) item.codes[place] = 'void';
    const id = randomUUID();
    const returns = back ? unused.length : 0;
    order.refunds.push({
      ...{ id, item: at, units: quantity, returns, codes },
      state: 'asked',
      isReturned: false,
    });
    return {
      sql: `pg_temp.ask_refund(${quote(order.id)}, ${at}, ${quantity}, ${back}, ${quote(id)})`,
      order,
    };
  }

  #settleRefund(order: Order, isGood: boolean): Done | undefined {
    const refund = order.refunds.findLast(({ state }) => state !== 'failed');
    if (!refund) return undefined;
    if (isGood) this.#giveBack(order, refund);
    else this.#takeBack(order, refund);
    return { sql: `pg_temp.tell_refund(${quote(refund.id)}, '${isGood ? 'succeeded' : 'failed'}')`, order };
  }

  #giveBack(order: Order, refund: Refund) {
    if (refund.state !== 'asked') return;
    refund.state = 'succeeded';
    refund.isReturned = true;
    this.#move(order, refund, -1);
    const given = order.refunds.filter(({ state }) => state === 'succeeded');
    const isAll = given.reduce((sum, { units }) => sum + units, 0) === total(order.items);
    // A second payment that is still to be given back keeps the order as it is.
    if (isAll && order.payments !== 3) order.status = 'refunded';
  }

  #takeBack(order: Order, refund: Refund) {
    const item = order.items[refund.item];
    if (!item) return;
    refund.state = 'failed';
    if (order.status === 'refunded') order.status = 'paid';
    const units = zeros();
    for (const pool of poolsOf(item.what)) units[pool] = refund.returns;
    if (refund.isReturned && !this.#hasRoom(units)) return;
    if (refund.isReturned) this.#move(order, refund, 1);
    refund.isReturned = false;
    item.refunded -= refund.units;
    for (const place of refund.codes) item.codes[place] = item.used.includes(place) ? 'used' : 'valid';
  }

  #move(order: Order, { item, returns }: Refund, sign: 1 | -1) {
    for (const pool of poolsOf(order.items[item]?.what ?? 0))
      order.units[pool] = (order.units[pool] ?? 0) + sign * returns;
  }

  #checkIn(order: Order): Done | undefined {
    const at = order.items.findIndex(({ codes }) => codes.includes('valid'));
    const item = order.items[at];
    if (!item) return undefined;
    const place = item.codes.indexOf('valid');
    item.codes[place] = 'used';
    item.used.push(place);
    return { sql: `pg_temp.check_in(${quote(order.id)}, ${at}, ${place + 1})`, order };
  }

  #resize(pool: number, capacity: number): Done {
    const { sold, held } = this.#numbers();
    if (capacity >= (sold[pool] ?? 0) + (held[pool] ?? 0)) this.#state.capacities[pool] = capacity;
    return { sql: `pg_temp.resize(${quote(this.rows[pool] ?? '')}, ${capacity})` };
  }
}
