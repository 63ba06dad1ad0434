import { expect } from 'vitest';
import type { TestApp } from './test-apps';
import { addEvents, addSpaces, setBudget, untilSynced } from './test-catalogue';
import { pull, requestsSince } from './test-engine';
import { addSeller } from './test-sellers';
import type { TestStack } from './test-stack';

type Place = { stack: TestStack; apps: TestApp[]; timeout: number };

const lastCall = async (stack: TestStack) => (await requestsSince(stack, Number.MAX_SAFE_INTEGER)).latest;

/** What rows cost while Stripe lets 25 calls a second through: how many were one too many, and the fullest second. */
export async function callsUnderLimit({ stack, apps, timeout }: Place) {
  const latest = await lastCall(stack);
  await pull(stack, { rate_per_second: 25 });
  await addSpaces(stack, 120);
  await Promise.all(apps.map((app) => app.drain()));
  await untilSynced(stack, timeout);
  const { data } = await requestsSince(stack, latest);
  const times = data.map(({ started_at }) => Date.parse(started_at));
  const fullest = Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length),
  );
  return { calls: data.length, refused: data.filter(({ status }) => status === 429).length, fullest };
}

/** So many rows of the slow account are in the hands of each process. */
const SLOW_LANES = 2;
const SLOW = 'acct_slow';

/** Lets all processes be busy with a slow account, then adds rows of a fast one. Answers when calls began and ended. */
export async function callsBesideSlowOnes({ stack, apps, timeout }: Place) {
  const latest = await lastCall(stack);
  const seller = await addSeller(stack, SLOW);
  // A process has lanes for a second's calls.
  await setBudget(stack, SLOW, SLOW_LANES);
  await pull(stack, { latency_ms: { ms: 3000, account: SLOW } });
  await addEvents(stack, SLOW_LANES * apps.length, seller);
  const drains = apps.map((app) => app.drain());
  const held = async () =>
    (await stack.sql`select from private.sync_marks where account = ${SLOW} and lease_until > now()`).length;
  await expect.poll(held, { timeout, interval: 50 }).toBe(SLOW_LANES * apps.length);
  await addSpaces(stack, 30);
  await Promise.all(drains);
  await untilSynced(stack, timeout);
  const calls = (await requestsSince(stack, latest)).data.map((call) => {
    const began = Date.parse(call.started_at);
    return { ...call, began, ended: began + (call.duration_ms ?? 0) };
  });
  const fast = calls.filter(({ account }) => account === 'acct_platform');
  // The second call of a row names its price, and is its last.
  const slowEnds = calls.filter(({ account, path }) => account === SLOW && path.startsWith('/v1/prices/'));
  return {
    firstFast: Math.min(...fast.map(({ began }) => began)),
    lastFast: Math.max(...fast.map(({ ended }) => ended)),
    firstSlowRowDone: Math.min(...slowEnds.map(({ ended }) => ended)),
    lastSlowRowDone: Math.max(...slowEnds.map(({ ended }) => ended)),
  };
}
