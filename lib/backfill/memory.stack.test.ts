import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fillStripe } from '../../local/test-catalogue-log';
import { worldOver } from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';
import type { World } from '../world';
import { backfill } from './daily';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const addressOf = (input: Parameters<typeof fetch>[0]) =>
  input instanceof Request ? input.url : input.toString();

/** Node's garbage collector, which is not at hand unless asked for. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return z.custom<() => void>((found) => typeof found === 'function').parse(runInNewContext('gc'));
}

/** How much more memory is held at the end of a walk than at its first pages, in MiB, after all garbage is collected. */
async function growthOf(world: (counted: typeof fetch) => World) {
  const collect = collector();
  const held: number[] = [];
  const counted: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (addressOf(input).includes('/v1/products?')) {
      collect();
      held.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
    return answer;
  };
  expect(await backfill(world(counted), { budgetMs: 60_000 })).toMatchObject({ done: true, synced: 3000 });
  const middle = (some: number[]) =>
    some.toSorted((one, other) => one - other)[Math.floor(some.length / 2)] ?? NaN;
  // The first pages bring along what is loaded once.
  return middle(held.slice(-10)) - middle(held.slice(5, 15));
}

test('B4: what is held in memory does not grow with what is walked through', async () => {
  await fillStripe(stack, { products: 3000, span_seconds: 365 * 24 * 3600 });
  expect(await growthOf((counted) => worldOver(stack, counted))).toBeLessThan(2);
  await stack.sql`delete from private.backfill_runs`;
  await stack.sql`delete from stripe_products_log`;
  await stack.sql`delete from stripe_prices_log`;
  // The twin: pages that are kept fill the memory.
  const pages: unknown[] = [];
  const growth = await growthOf((counted) =>
    worldOver(stack, async (input, init) => {
      const answer = await counted(input, init);
      if (addressOf(input).startsWith(stack.stripeUrl))
        pages.push(await answer.clone().text(), await answer.clone().json());
      return answer;
    }),
  );
  expect(growth).toBeGreaterThan(2);
  expect(pages.length).toBeGreaterThan(60);
});
