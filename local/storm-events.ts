import fc from 'fast-check';
import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { z } from 'zod';
import { toMinor } from '../lib/money';
import { stripeHolds } from './test-engine';
import { addEvent, addSeller, amounts } from './test-sellers';
import type { TestStack } from './test-stack';

/** What somebody does to the events; `at` picks one of them. */
type Edit = { at: number } & (
  | { does: 'rename'; title: string }
  | { does: 're-price'; price: string }
  | { does: 'take a ticket type off sale or put it back' }
  | { does: 'publish or take back' }
  | { does: 'delete' }
);

/** The amounts that the full ticket may have: few, so that the number of prices can be bounded. */
const fullAmounts = ['20', '25.5', '45'];
const at = fc.nat();
const title = fc.nat({ max: 999 }).map((number) => `Evening ${number}`);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ does: fc.constant('rename' as const), at, title }) },
  {
    weight: 35,
    arbitrary: fc.record({
      does: fc.constant('re-price' as const),
      at,
      price: fc.constantFrom(...fullAmounts),
    }),
  },
  {
    weight: 15,
    arbitrary: fc.record({ does: fc.constant('take a ticket type off sale or put it back' as const), at }),
  },
  { weight: 20, arbitrary: fc.record({ does: fc.constant('publish or take back' as const), at }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('delete' as const), at }) },
);

/** What happens to the events in each moment of a storm; the same for a seed. */
export function eventEditsOf(seed: number, moments: number): Edit[] {
  return fc.sample(edit, { seed, numRuns: moments });
}

const stored = z.array(
  z.object({
    event_id: z.string(),
    title: z.string(),
    is_published: z.boolean(),
    stripe_product_id: z.string().nullable(),
    tickets: z.array(
      z.object({ price: z.string(), is_active: z.boolean(), stripe_price_id: z.string().nullable() }),
    ),
  }),
);

/** The events of a storm, on accounts of their own, and what is done to them by plain SQL. */
export class StormEvents {
  readonly #events: { id: string; account: string; member: string; full: string }[] = [];

  constructor(
    private readonly stack: TestStack,
    private readonly sql: Sql = stack.sql,
  ) {}

  /** Adds events with two ticket types each. */
  async add(account: string, count: number) {
    const seller = await addSeller(this.stack, account);
    for (let made = 0; made < count; made += 1) {
      const { id, tickets } = await addEvent(this.stack, seller, [
        { name: 'Full', price: '25.5' },
        { name: 'Member', price: '12' },
      ]);
      this.#events.push({ id, account, full: tickets.Full ?? '', member: tickets.Member ?? '' });
    }
  }

  async make(asked: Edit) {
    const event = this.#events[asked.at % this.#events.length];
    if (event === undefined) return;
    const { id, full, member } = event;
    switch (asked.does) {
      case 'rename':
        return this.sql`update events set title = ${asked.title} where event_id = ${id}`;
      case 're-price':
        return this.sql`update event_tickets set price = ${asked.price} where id = ${full}`;
      case 'publish or take back':
        return this.sql`update events set is_published = not is_published where event_id = ${id}`;
      case 'delete':
        return this.sql`delete from events where event_id = ${id}`;
      default:
        return this.sql`update event_tickets set is_active = not is_active where id = ${member}`;
    }
  }

  /** Compares every event that ever was with what Stripe holds of it (C1). @returns how many were compared. */
  async check(): Promise<number> {
    const rows = stored.parse(
      await this.sql`select event_id, title, is_published, stripe_product_id, (
          select jsonb_agg(jsonb_build_object('price', price::text, 'is_active', is_active, 'stripe_price_id', stripe_price_id)
            order by id) from event_tickets where event_tickets.event_id = events.event_id) as tickets
        from events where event_id in ${this.sql(this.#events.map(({ id }) => id))}`,
    );
    for (const { id, account } of this.#events) {
      const where = `event ${id} on ${account}`;
      const { product, price } = await this.#held(account);
      const mine = product.filter(({ metadata }) => metadata.event_id === id);
      const prices = price.filter((each) => mine.some((shown) => shown.id === each.product));
      const active = prices.filter((each) => each.active);
      expect(mine.length, where).toBeLessThanOrEqual(1);
      expect(prices.length, where).toBeLessThanOrEqual(fullAmounts.length + 1);
      const row = rows.find(({ event_id }) => event_id === id);
      if (!row?.is_published) {
        expect([mine[0]?.active ?? false, active.length], where).toEqual([false, 0]);
        continue;
      }
      const onSale = row.tickets.filter(({ is_active }) => is_active);
      expect(mine[0], where).toMatchObject({ id: row.stripe_product_id, active: true, name: row.title });
      expect(amounts(active), where).toEqual(
        onSale.map(({ price: amount }) => `${toMinor(amount, 'eur')} eur`).sort(),
      );
      expect(active.map((each) => each.id).sort(), where).toEqual(
        onSale.map(({ stripe_price_id }) => stripe_price_id ?? '').sort(),
      );
    }
    return this.#events.length;
  }

  readonly #accounts = new Map<string, Awaited<ReturnType<typeof stripeHolds>>>();

  /** What an account holds, read once. */
  async #held(account: string) {
    const held = this.#accounts.get(account) ?? (await stripeHolds(this.stack, account));
    this.#accounts.set(account, held);
    return held;
  }
}
