import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutProtection } from '../../local/test-protection';
import { startDatabase, type Database } from './database';
import { openOrder, settleOrder, showInStripe } from './orders';
import { only } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** A product on sale for one euro. */
async function lamp(stock: number) {
  const { id } = only(
    await db.sql<{ id: string }[]>`
    insert into products (name, price, stock) values ('Lamp', 1, ${stock}) returning id`,
  );
  await showInStripe(db.sql, 'product', id, [{ tariff: 'unit', unit_amount: 100 }]);
  return id;
}

/** An event with a capacity, and two ticket types without one of their own. */
async function hall(account: string, capacity: number) {
  const { organisation_id } = only(
    await db.sql<{ organisation_id: string }[]>`
    insert into organisations (name, stripe_onbehalfof) values ('Hall', ${account}) returning organisation_id`,
  );
  await db.sql`update private.stripe_accounts set access = 'granted', charges_enabled = true where account = ${account}`;
  const { event_id } = only(
    await db.sql<{ event_id: string }[]>`
    insert into events (organisation_id, title, capacity, is_published) values (${organisation_id}, 'Concert', ${capacity}, true)
    returning event_id`,
  );
  const rows = await db.sql<{ id: string }[]>`
    insert into event_tickets (event_id, name, price, currency)
    values (${event_id}, 'Front', 1, 'eur'), (${event_id}, 'Back', 1, 'eur') returning id`;
  await showInStripe(
    db.sql,
    'event',
    event_id,
    rows.map(({ id }) => ({ tariff: id, unit_amount: 100 })),
  );
  return { event: event_id, front: rows[0]?.id ?? '', back: rows[1]?.id ?? '' };
}

const unitsOf = async (row: string) =>
  only(
    await db.sql<{ sold: string; held: string; left: string }[]>`
    select taken.sold, taken.held, private.pool_left(pool_id) as left from pools, private.pool_taken(pool_id) taken
    where row_id = ${row}`,
  );

/** So many buyers at once, each on a connection of their own. @returns how many were served. */
async function rush(
  buyers: number,
  buy: (sql: postgres.Sql, at: number) => Promise<{ refusal: string | null }>,
) {
  const lines = Array.from({ length: buyers }, () => postgres(db.url, { max: 1, onnotice: () => undefined }));
  try {
    // All of them are connected before the first one buys.
    await Promise.all(lines.map((sql) => sql`select 1`));
    const said = await Promise.all(lines.map((sql, at) => buy(sql, at)));
    return {
      served: said.filter(({ refusal }) => refusal === null).length,
      refusals: new Set(said.map(({ refusal }) => refusal)),
    };
  } finally {
    await Promise.all(lines.map((sql) => sql.end()));
  }
}

const BUYERS = 50;
const UNITS = 7;

describe('S1: fifty buyers at once of what is there seven times', () => {
  const buyers = (id: string) =>
    rush(BUYERS, (sql) => openOrder(sql, [{ kind: 'product', id, quantity: 1 }]));

  test('S1: seven are served, the others are told that it is sold out', async () => {
    const id = await lamp(UNITS);
    expect(await buyers(id)).toEqual({ served: UNITS, refusals: new Set([null, 'sold_out']) });
    expect(await unitsOf(id)).toEqual({ sold: '0', held: String(UNITS), left: '0' });
  });

  test('S1: where carts are not compared with what is left, the database itself refuses', async () => {
    const id = await lamp(UNITS);
    const compare = { name: 'private.take_pools', part: 'return faults', by: 'return null' };
    await withoutProtection(db.sql, compare, async () => {
      const said = await rush(BUYERS, (sql) =>
        openOrder(sql, [{ kind: 'product', id, quantity: 1 }]).catch((error: unknown) => {
          if (error instanceof postgres.PostgresError && error.hint === 'sold_out')
            return { refusal: 'sold_out' };
          throw error;
        }),
      );
      expect(said.served).toBe(UNITS);
    });
    expect(await unitsOf(id)).toMatchObject({ left: '0' });
  });

  test('S1, twin: without the lock of the pool, and without the database’s own check, more are sold than there are', async () => {
    const id = await lamp(UNITS);
    const lock = { name: 'private.take_pools', part: 'for update', by: '' };
    await db.sql`alter table private.holds disable trigger _100_room`;
    try {
      await withoutProtection(db.sql, lock, async () => {
        // Each buyer compares, and holds a moment later: what lies between the two is where others come in.
        const pause = {
          name: 'private.hold',
          part: 'insert into private.holds',
          by: 'select pg_sleep(0.2); insert into private.holds',
        };
        await withoutProtection(db.sql, pause, async () => {
          expect((await buyers(id)).served).toBeGreaterThan(UNITS);
        });
      });
    } finally {
      await db.sql`alter table private.holds enable trigger _100_room`;
    }
    expect(Number((await unitsOf(id)).left)).toBeLessThan(0);
  });
});

describe('S2: lines of one cart that draw on one pool', () => {
  test('are summed before they are compared: two ticket types of one event', async () => {
    const { event, front, back } = await hall('acct_hall', 5);
    const cart = (fronts: number, backs: number) => [
      { kind: 'ticket', id: front, quantity: fronts },
      { kind: 'ticket', id: back, quantity: backs },
    ];
    const seller = { account: 'acct_hall' };
    const refused = await openOrder(db.sql, cart(3, 3), seller);
    expect(refused).toMatchObject({
      refusal: 'sold_out',
      items: [
        { place: 0, left: 5 },
        { place: 1, left: 5 },
      ],
    });
    expect(await unitsOf(event)).toMatchObject({ held: '0' });
    expect(await openOrder(db.sql, cart(3, 2), seller)).toMatchObject({ refusal: null });
    expect(await unitsOf(event)).toMatchObject({ held: '5', left: '0' });
  });

  test('are summed also when the same thing stands in two lines', async () => {
    const id = await lamp(3);
    const line = { kind: 'product', id, quantity: 2 };
    expect(await openOrder(db.sql, [line, line])).toMatchObject({ refusal: 'sold_out' });
    expect(await openOrder(db.sql, [line, { ...line, quantity: 1 }])).toMatchObject({ refusal: null });
  });

  test('S2, twin: compared line by line, the cart would pass', async () => {
    const id = await lamp(3);
    const line = { kind: 'product', id, quantity: 2 };
    await db.sql`alter table private.holds disable trigger _100_room`;
    try {
      const sum = { name: 'private.take_pools', part: 'sum(draws.quantity)', by: 'max(draws.quantity)' };
      await withoutProtection(db.sql, sum, async () => {
        expect(await openOrder(db.sql, [line, line])).toMatchObject({ refusal: null });
      });
    } finally {
      await db.sql`alter table private.holds enable trigger _100_room`;
    }
  });
});

test('carts that take the same pools in another order do not wait for each other for ever', async () => {
  const ids = [await lamp(1000), await lamp(1000), await lamp(1000)];
  const { served } = await rush(20, (sql, at) => {
    const cart = ids.map((id) => ({ kind: 'product', id, quantity: 1 }));
    return openOrder(sql, at % 2 === 0 ? cart : cart.toReversed());
  });
  expect(served).toBe(20);
});

test('S3: an abandoned hold frees itself with no job running', async () => {
  const id = await lamp(1);
  const { id: order } = await openOrder(db.sql, [{ kind: 'product', id, quantity: 1 }], { minutes: 0 });
  expect(await unitsOf(id)).toEqual({ sold: '0', held: '0', left: '1' });
  expect((await openOrder(db.sql, [{ kind: 'product', id, quantity: 1 }])).refusal).toBeNull();
  // Its buyer has paid all the same, too late.
  expect(await settleOrder(db.sql, order ?? '')).toBe('refunding');
});

test('S10: a stock below what is sold and held is refused while somebody buys, on whichever side of the lock', async () => {
  const id = await lamp(5);
  const { id: order } = await openOrder(db.sql, [{ kind: 'product', id, quantity: 3 }]);
  await settleOrder(db.sql, order ?? '');
  await expect(db.sql`update products set stock = 2 where id = ${id}`).rejects.toThrow('capacity_below_sold');
  await db.sql`update products set stock = 3 where id = ${id}`;
  expect(await openOrder(db.sql, [{ kind: 'product', id, quantity: 1 }])).toMatchObject({
    refusal: 'sold_out',
  });
});
