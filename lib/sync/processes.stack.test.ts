import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApps, type TestApp } from '../../local/test-apps';
import { addSpaces, misnamed, setBudget, untilSynced } from '../../local/test-catalogue';
import { callsOf, pull, requestsSince, stripeHolds } from '../../local/test-engine';
import { callsBesideSlowOnes, callsUnderLimit } from '../../local/test-limits';
import { withoutProtection } from '../../local/test-protection';
import { startTestStack, type TestStack } from '../../local/test-stack';

const LONG_MS = 180_000;

let stack: TestStack;
let running: Awaited<ReturnType<typeof startApps>>;
let apps: TestApp[];

beforeAll(async () => {
  stack = await startTestStack();
  running = await startApps(stack, 5);
  apps = running.apps;
}, LONG_MS);
afterEach(async () => {
  await pull(stack);
  await setBudget(stack, 'platform', 25);
});
afterAll(async () => {
  await running.stop();
  await stack.stop();
});

const appAt = (at: number): TestApp => {
  const app = apps[at % apps.length];
  if (!app) throw new RangeError('No app runs.');
  return app;
};

const synced = () => untilSynced(stack, LONG_MS);
const drainAll = (some = apps) => Promise.all(some.map((app) => app.drain()));

describe('C7: app processes that drain at once', () => {
  test.each([2, 5])(
    '%i of them sync every row once, with no product and no price made twice',
    async (count) => {
      // More rows than the processes have lanes, so that there is something left for each of them.
      const spaces = await addSpaces(stack, 26 * count);
      const { writes } = await callsOf(stack, async () => {
        const shares = await drainAll(apps.slice(0, count));
        expect(shares.every(({ processed }) => processed > 0)).toBe(true);
        await synced();
      });
      expect(writes.filter((call) => call === 'POST /v1/products')).toHaveLength(spaces.length);
      expect(writes).toHaveLength(2 * spaces.length);
      const { price } = await stripeHolds(stack);
      const made = price.filter(({ product }) => spaces.some((id) => product === `space_${id}`));
      expect(made).toHaveLength(spaces.length);
      const [log] =
        await stack.sql`select count(*)::int as lines, count(*) filter (where status = 'success')::int as good
        from stripe_sync_log where entity_id in ${stack.sql(spaces)}`;
      expect(log).toEqual({ lines: spaces.length, good: spaces.length });
    },
    LONG_MS,
  );
});

describe('C5: fifty edits of one row', () => {
  /** Fifty edits as quickly as they are made, and what they cost: rounds of writes, and how many were allowed. */
  async function roundsOfFifty(
    edit: (id: string, name: string, lane: number) => Promise<unknown>,
    lanes = apps.length,
  ) {
    const [id = ''] = await addSpaces(stack, 1);
    await drainAll();
    await synced();
    const started = performance.now();
    let seconds = 0;
    const { writes } = await callsOf(stack, async () => {
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          for (let at = 0; at < 50 / lanes; at += 1) await edit(id, `Edit ${lane} ${at}`, lane);
        }),
      );
      seconds = (performance.now() - started) / 1000;
      await drainAll();
      await synced();
    });
    expect(await misnamed(stack, [id])).toEqual([]);
    expect(new Set(writes)).toEqual(new Set([`POST /v1/products/space_${id}`]));
    // One at once and one at the end for edits within a second; one more for each second that a slow machine needs.
    return { rounds: writes.length, allowed: 1 + Math.ceil(seconds) };
  }
  const rename = (id: string, name: string) => stack.sql`update spaces set name = ${name} where id = ${id}`;

  test(
    'by HTTP over five processes ends on the last value, with at most two rounds of writes',
    async () => {
      const { rounds, allowed } = await roundsOfFifty((id, name, lane) => appAt(lane).change(id, { name }));
      expect(rounds).toBeLessThanOrEqual(allowed);
    },
    LONG_MS,
  );

  test(
    'by SQL while five processes drain ends on the last value, with at most two rounds of writes',
    async () => {
      const drains: Promise<unknown>[] = [];
      const isBegun = async (id: string) =>
        (
          await stack.sql`select from private.sync_marks
          where row_id = ${id} and (leased_by is not null or synced > 1)`
        ).length;
      const { rounds, allowed } = await roundsOfFifty(async (id, name, lane) => {
        await rename(id, name);
        if (drains.length === apps.length) return;
        drains.push(appAt(lane).drain());
        await expect.poll(() => isBegun(id), { timeout: LONG_MS, interval: 10 }).toBe(1);
      });
      await Promise.all(drains);
      expect(rounds).toBeLessThanOrEqual(allowed);
    },
    LONG_MS,
  );

  // Each edit is given the time to be synced, which with the protection is a second.
  test(
    'twin: without the quiet second, they cost more rounds',
    async () => {
      const quiet = {
        name: 'private.mark',
        part: "greatest(now(), marks.attempted_at + interval '1 second')",
        by: 'now()',
      };
      await withoutProtection(stack.sql, quiet, async () => {
        const { rounds, allowed } = await roundsOfFifty(async (id, name) => {
          await rename(id, name);
          await appAt(0).drain();
        }, 1);
        expect(rounds).toBeGreaterThan(allowed);
      });
    },
    LONG_MS,
  );
});

describe('C6: a change made while its row is being synced', () => {
  /** Changes each space while Stripe keeps back the answer to a write of it; those that Stripe shows otherwise in the end. */
  async function changeInFlight(): Promise<string[]> {
    const spaces = await addSpaces(stack, apps.length);
    await drainAll();
    await synced();
    await pull(stack, { hold: { path: '/v1/products/space_', method: 'POST' } });
    const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
    const isInFlight = async (id: string) =>
      (await requestsSince(stack, latest)).data.some(
        ({ path, status }) => path === `/v1/products/space_${id}` && status === null,
      );
    await Promise.all(
      spaces.map(async (id, at) => {
        await appAt(at).change(id, { name: `First ${at}` });
        await expect.poll(() => isInFlight(id), { timeout: LONG_MS, interval: 20 }).toBe(true);
        await appAt(at + 1).change(id, { name: `Second ${at}` });
      }),
    );
    await pull(stack);
    await synced();
    return misnamed(stack, spaces);
  }

  test('is synced too', async () => expect(await changeInFlight()).toEqual([]), LONG_MS);

  test(
    'twin: when a report counts for all that was asked by then, it is lost',
    async () => {
      const counted = {
        name: 'private.finish',
        part: "'synced' then report.wanted",
        by: "'synced' then marks.wanted",
      };
      await withoutProtection(stack.sql, counted, async () => {
        expect(await changeInFlight()).not.toEqual([]);
      });
    },
    LONG_MS,
  );
});

describe('C9: the limit of an account', () => {
  const place = () => ({ stack, apps, timeout: LONG_MS });

  // Calls leave evenly, two in a hundred fewer than the limit. That leaves 20 ms for one to be later than the next, which is
  // little on a busy machine: a second may then hold some calls of its neighbour. Stripe refuses those, and their rows
  // lose a moment. Without the budget it is every second call, and five times the limit in a second.
  const BUNCHED = 32;
  const FEW = 0.05;

  test(
    'is kept by five processes together',
    async () => {
      const { calls, refused, fullest } = await callsUnderLimit(place());
      expect(refused).toBeLessThanOrEqual(FEW * calls);
      expect(fullest).toBeLessThanOrEqual(BUNCHED);
    },
    LONG_MS,
  );

  test(
    'twin: without the budget they go over it',
    async () => {
      await setBudget(stack, 'platform', 1000);
      const { calls, refused, fullest } = await callsUnderLimit(place());
      expect(refused).toBeGreaterThan(FEW * calls);
      expect(fullest).toBeGreaterThan(BUNCHED);
    },
    LONG_MS,
  );

  test(
    'is its own: a slow account delays no other',
    async () => {
      const { firstFast, lastFast, firstSlowRowDone, lastSlowRowDone } = await callsBesideSlowOnes(place());
      expect(firstFast).toBeLessThan(firstSlowRowDone);
      expect(lastFast).toBeLessThan(lastSlowRowDone);
    },
    LONG_MS,
  );

  test(
    'twin: when all accounts share the lanes of a process, a slow one keeps the others waiting',
    async () => {
      const ownLanes = {
        name: 'public.sync_claim',
        part: 'held.leased_by = worker and held.account = behind.account',
        by: 'held.leased_by = worker',
      };
      const size = { name: 'private.lanes', part: 'select coalesce(', by: 'select 2 + 0 * coalesce(' };
      await withoutProtection(stack.sql, ownLanes, () =>
        withoutProtection(stack.sql, size, async () => {
          const { firstFast, firstSlowRowDone } = await callsBesideSlowOnes(place());
          expect(firstFast).toBeGreaterThan(firstSlowRowDone);
        }),
      );
    },
    LONG_MS,
  );
});
