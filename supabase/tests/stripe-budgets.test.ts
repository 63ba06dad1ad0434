import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, claim, setLanes } from './marks';
import { only, play } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

type Grant = { granted: number; wait_ms: number; every_ms: number; taken_ms: number };
type Asked = Parameters<typeof addSpace>[0];

const take = async (sql: Asked, calls: number, endpoint = 'POST /v1/prices', account = 'platform') =>
  only(
    await sql<Grant[]>`
      select * from stripe_budget_take(${account}, 'test', ${endpoint}, ${calls}, ${endpoint.startsWith('GET')})`,
  );
const setLimit = (sql: Asked, perSecond: number, perEndpoint = perSecond, account = 'platform') => sql`
  insert into private.stripe_budgets (account, mode, calls_per_second, endpoint_calls_per_second)
  values (${account}, 'test', ${perSecond}, ${perEndpoint})`;

/** When each granted call may start, in milliseconds. */
const startsOf = ({ granted, wait_ms, every_ms }: Grant) =>
  Array.from({ length: granted }, (_, at) => wait_ms + at * every_ms);

describe('C9: the calls of an account', () => {
  test('are granted evenly, at 98 % of the limit, and at most half a second at once', () =>
    play(db.sql, async ({ sql }) => {
      await setLimit(sql, 25);
      const first = await take(sql, 100);
      expect(first).toMatchObject({ granted: 13, wait_ms: 0 });
      expect(first.every_ms).toBeCloseTo(1000 / 24.5, 3);
      const second = await take(sql, 100);
      // What has passed between the two calls is all that may be missing.
      expect(second.wait_ms).toBeGreaterThan(0);
      expect(second.wait_ms).toBeLessThanOrEqual(13 * first.every_ms);
    }));

  test('never hold more than the limit in any second, whoever asks for how many of what', async () => {
    const asks = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('a', 'b', 'c')), {
      minLength: 5,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(asks, fc.integer({ min: 5, max: 120 }), (calls, limit) =>
        play(db.sql, async ({ sql }) => {
          await setLimit(sql, limit, 1000);
          const starts: number[] = [];
          for (const [many, endpoint] of calls) {
            const grant = await take(sql, many, endpoint);
            // By the clock of the database alone: when the account is free again, less what was just granted.
            const { free_at } = only(
              await sql<
                { free_at: number }[]
              >`select extract(epoch from free_at)::float * 1000 as free_at from private.stripe_budgets`,
            );
            const first = free_at - grant.granted * grant.every_ms;
            starts.push(...startsOf({ ...grant, wait_ms: first }));
          }
          starts.sort((a, b) => a - b);
          for (const [at, start] of starts.entries()) {
            const within = starts.slice(at).findIndex((other) => other >= start + 1000 - 0.001);
            expect(within === -1 ? starts.length - at : within).toBeLessThanOrEqual(limit);
          }
        }),
      ),
      { numRuns: 25 },
    );
  });

  test('of one endpoint have a limit of their own, and searches a lower one', () =>
    play(db.sql, async ({ sql }) => {
      await setLimit(sql, 100, 25);
      expect((await take(sql, 1)).every_ms).toBeCloseTo(1000 / 24.5, 3);
      expect((await take(sql, 1, 'GET /v1/products/search')).every_ms).toBeCloseTo(1000 / 19.6, 3);
    }));

  test('of a busy account delay no other account', () =>
    play(db.sql, async ({ sql }) => {
      for (let at = 0; at < 20; at += 1) await take(sql, 100);
      expect((await take(sql, 1)).wait_ms).toBeGreaterThan(1000);
      expect(await take(sql, 1, 'POST /v1/prices', 'acct_other')).toMatchObject({ granted: 1, wait_ms: 0 });
    }));

  test('are told until when the account is taken, which one endpoint of its own limit does not fill', () =>
    play(db.sql, async ({ sql }) => {
      await setLimit(sql, 100, 25);
      const prices = await take(sql, 10);
      expect(prices.taken_ms).toBeCloseTo(10 * (1000 / 98), 3);
      const products = await take(sql, 10, 'POST /v1/products');
      expect(products.taken_ms).toBeCloseTo(products.wait_ms + 10 * (1000 / 98), 3);
      expect((await take(sql, 1)).wait_ms).toBeGreaterThan(5 * prices.every_ms);
    }));

  test('have Stripe’s documented limits unless told otherwise', () =>
    play(db.sql, async ({ sql }) => {
      await take(sql, 1);
      await sql`select * from stripe_budget_take('platform', 'live', 'POST /v1/prices', 1, false)`;
      expect(
        await sql`select mode, calls_per_second, endpoint_calls_per_second, reads_per_month
          from private.stripe_budgets order by mode`,
      ).toEqual([
        { mode: 'live', calls_per_second: 100, endpoint_calls_per_second: 25, reads_per_month: '10000' },
        { mode: 'test', calls_per_second: 25, endpoint_calls_per_second: 25, reads_per_month: '10000' },
      ]);
    }));
});

describe('C8: an account that Stripe has limited', () => {
  const slow = (sql: Asked) => sql`select stripe_budget_slow('platform', 'test', 'global-rate')`;
  const shareOf = async (sql: Asked) =>
    only(
      await sql<
        { share: number }[]
      >`select private.budget_share(budgets) as share from private.stripe_budgets budgets where account = 'platform'`,
    ).share;

  const pass = (sql: Asked, milliseconds: number) =>
    sql`update private.stripe_budgets set limited_at = limited_at - make_interval(secs => ${milliseconds / 1000})`;

  test('goes on a little slower, once for calls that were under way together, and grows back by itself', () =>
    play(db.sql, async ({ sql }) => {
      await take(sql, 1);
      for (let at = 0; at < 3; at += 1) await slow(sql);
      const share = await shareOf(sql);
      expect(share).toBeGreaterThanOrEqual(0.98);
      expect(share).toBeLessThan(1);
      await pass(sql, 1000);
      expect(await shareOf(sql)).toBe(1);
    }));

  test('goes on much slower when Stripe goes on complaining', () =>
    play(db.sql, async ({ sql }) => {
      await take(sql, 1);
      for (let at = 0; at < 4; at += 1) {
        await slow(sql);
        await pass(sql, 300);
      }
      expect(await shareOf(sql)).toBeLessThan(0.75);
      await pass(sql, 20_000);
      expect(await shareOf(sql)).toBe(1);
    }));

  test('takes a complaint now and then for noise, at 100 calls a second as at 25', () =>
    play(db.sql, async ({ sql }) => {
      const slowed = async (every: number) => {
        for (let at = 0; at < 6; at += 1) {
          await slow(sql);
          await pass(sql, every);
        }
        return shareOf(sql);
      };
      await setLimit(sql, 100);
      expect(await slowed(500)).toBeGreaterThan(0.97);
      expect(await slowed(320)).toBeLessThan(0.65);
    }));

  test('slows down to a tenth of its limit and no further, and no other account with it', () =>
    play(db.sql, async ({ sql }) => {
      await take(sql, 1);
      await take(sql, 1, 'POST /v1/prices', 'acct_other');
      for (let at = 0; at < 60; at += 1) {
        await slow(sql);
        await pass(sql, 201);
      }
      expect(await shareOf(sql)).toBeGreaterThanOrEqual(0.1);
      expect(await shareOf(sql)).toBeLessThan(0.25);
      expect(await take(sql, 1, 'POST /v1/prices', 'acct_other')).toMatchObject({ granted: 1 });
      expect(
        only(await sql`select limited_at from private.stripe_budgets where account = 'acct_other'`),
      ).toEqual({
        limited_at: null,
      });
    }));
});

test('reads are counted by the month, writes are not, and a new month starts at nought', () =>
  play(db.sql, async ({ sql }) => {
    const counted = async () => only(await sql`select reads, calls from private.stripe_budgets`);
    await take(sql, 3, 'GET /v1/products');
    await take(sql, 2, 'POST /v1/products');
    expect(await counted()).toEqual({ reads: '3', calls: '5' });
    await sql`update private.stripe_budgets set month = month - interval '1 month'`;
    await take(sql, 1, 'GET /v1/products');
    expect(await counted()).toEqual({ reads: '1', calls: '1' });
  }));

describe('C9: lanes', () => {
  test('each account has its own, and a worker fills them up where they are free', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      await setLanes(sql, 2);
      const ids = [];
      for (let at = 0; at < 8; at += 1) ids.push(await addSpace(sql));
      await sql`insert into private.stripe_accounts (account, access, charges_enabled)
        values ('acct_other', 'granted', true)`;
      await sql`update private.sync_marks set account = 'acct_other' where row_id in ${sql(ids.slice(0, 4))}`;
      await setLimit(sql, 3, 3, 'acct_other');
      const worker = '11111111-1111-4111-8111-111111111111';
      const first = await asMachine((as) => claim(as, { worker }));
      expect(first.map(({ account }) => account).sort()).toEqual([
        ...['acct_other', 'acct_other', 'acct_other'],
        ...['platform', 'platform'],
      ]);
      expect(await asMachine((as) => claim(as, { worker }))).toEqual([]);
      // Another worker has lanes of its own.
      expect(await asMachine((as) => claim(as))).toHaveLength(3);
    }));

  test('an account whose calls are granted far ahead is given no more rows', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      await addSpace(sql);
      await setLimit(sql, 10);
      for (let at = 0; at < 10; at += 1) await take(sql, 3);
      expect(await asMachine((as) => claim(as))).toEqual([]);
      await sql`update private.stripe_budgets set free_at = now()`;
      expect(await asMachine((as) => claim(as))).toHaveLength(1);
    }));

  test('what a person saves goes before the rows of a run over the whole catalogue', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      await setLanes(sql, 1);
      const [bulk, saved] = [await addSpace(sql), await addSpace(sql)];
      await sql`update private.sync_marks set is_bulk = true, next_attempt_at = now() - interval '1 hour'
        where row_id = ${bulk}`;
      expect(await asMachine((as) => claim(as))).toMatchObject([{ row_id: saved }]);
      await sql`update spaces set name = 'Loft' where id = ${bulk}`;
      expect(await asMachine((as) => claim(as))).toMatchObject([{ row_id: bulk }]);
    }));
});

test('C5: edits after an attempt wait until its second is over, the first one does not', () =>
  play(db.sql, async ({ sql, asMachine }) => {
    const row = await addSpace(sql);
    const due = async () =>
      only(
        await sql<
          { due_in: number }[]
        >`select extract(epoch from next_attempt_at - now())::float as due_in from private.sync_marks where row_id = ${row}`,
      ).due_in;
    expect(await due()).toBe(0);
    await asMachine((as) => claim(as));
    for (let at = 0; at < 50; at += 1) await sql`update spaces set capacity = ${at + 2} where id = ${row}`;
    expect(await due()).toBe(1);
    await sql`update private.sync_marks set attempted_at = now() - interval '5 seconds'`;
    await sql`update spaces set capacity = 99 where id = ${row}`;
    expect(await due()).toBe(0);
  }));
