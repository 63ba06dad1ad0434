import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  addSpace,
  callsOf,
  drainNow,
  letTimePass,
  pull,
  stripeShows,
  syncOf,
  worldOver,
} from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { syncRun } from '../schemas/sync-run';
import { planCatalog } from './catalog';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(async () => {
  await pull(stack);
  await stack.sql`delete from private.sync_runs`;
  await stack.sql`delete from spaces`;
  await drainNow(stack);
  await stack.sql`delete from private.sync_marks`;
  await stack.sql`delete from private.stripe_budgets`;
});
afterAll(() => stack.stop());

const budgetMs = 60_000;

async function ask(
  name: 'sync_run_open' | 'sync_run_start' | 'sync_run_stop',
  values: Record<string, string | boolean>,
) {
  const { data } = await stack.world.db.rpc(name, values).throwOnError();
  return syncRun.parse(data);
}
const open = (starts = false) => ask('sync_run_open', { starts });
const start = (run: string) => ask('sync_run_start', { run });
const stop = (run: string) => ask('sync_run_stop', { run });

async function stateOf(run: string) {
  const { data } = await stack.world.db.rpc('sync_run_state', { run }).throwOnError();
  return syncRun.parse(data);
}

/** Opens a run and plans it, as the process behind the response does. */
async function planned() {
  const { id } = await open();
  await planCatalog(stack.world, { budgetMs });
  return stateOf(id);
}

/** A catalogue in which somebody has been busy in Stripe's dashboard. */
async function disturbed() {
  const [fine, renamed, cheaper, revived, fresh] = [
    await addSpace(stack, { name: 'Fine' }),
    await addSpace(stack, { name: 'Renamed' }),
    await addSpace(stack, { name: 'Cheaper', price_per_day: '100' }),
    await addSpace(stack, { name: 'Revived' }),
    await addSpace(stack, { name: 'Fresh', is_active: false }),
  ];
  await drainNow(stack);
  await stack.sql`delete from spaces where id = ${revived}`;
  await drainNow(stack);
  const { stripe } = stack.world;
  await stripe.products.update(`space_${renamed}`, { name: 'By somebody else' });
  const prices = await stripeShows(stack, cheaper);
  const daily = prices.active.find(({ unit_amount }) => unit_amount === 10_000);
  await stripe.prices.update(daily?.id ?? '', { active: false });
  await stripe.products.update(`space_${revived}`, { active: true });
  // The poke is lost and nobody drains: it is behind by itself.
  await stack.sql`update spaces set is_active = true where id = ${fresh}`;
  return { fine, renamed, cheaper, revived, fresh };
}

test('a run over rows that need nothing makes no write, and reads a hundred rows at a time', async () => {
  await stack.sql`insert into spaces (name, price_per_hour) select 'Desk ' || n, 10 from generate_series(1, 120) n`;
  await drainNow(stack);
  const calls = await callsOf(stack, async () => {
    const run = await planned();
    expect(run).toMatchObject({
      state: 'planned',
      rows: 120,
      planned: 120,
      plan: { nothing: 120, writes: 0 },
    });
    expect(await start(run.id)).toMatchObject({ state: 'done', outcome: { left: 0 } });
    await drainNow(stack);
  });
  expect(calls.writes).toEqual([]);
  // Two pages of products and two of active prices.
  expect(calls.reads).toHaveLength(4);
});

test('C16: the plan of a run names exactly the writes that are then made, and they put Stripe right', async () => {
  const { fine, renamed, cheaper, revived, fresh } = await disturbed();
  const run = await planned();
  expect(run.plan).toEqual({ create: 1, update: 2, archive: 1, nothing: 1, refused: 0, writes: 5 });
  expect(run.secondsLeft).toBe(1);
  const { writes, reads } = await callsOf(stack, async () => {
    await start(run.id);
    await drainNow(stack);
  });
  expect(writes).toHaveLength(run.plan.writes);
  // The row that Stripe did not know is looked for once more before it is made.
  expect(reads.every((call) => call.includes(fresh) || call.includes('search'))).toBe(true);
  expect(await stateOf(run.id)).toMatchObject({ state: 'done', outcome: { synced: 4, left: 0, refused: 0 } });
  expect((await stripeShows(stack, renamed)).products).toMatchObject([{ name: 'Renamed' }]);
  expect((await stripeShows(stack, cheaper)).active).toHaveLength(2);
  expect((await stripeShows(stack, revived)).products).toMatchObject([{ active: false }]);
  expect((await stripeShows(stack, fresh)).products).toMatchObject([{ active: true }]);
  expect(await syncOf(stack, fine)).toMatchObject({ status: 'synced' });
  // C2: a run after a run finds nothing.
  expect((await planned()).plan).toMatchObject({ nothing: 5, writes: 0 });
});

test('a run asked for twice is one run, planned once, also when both ask at the same moment', async () => {
  await addSpace(stack);
  await drainNow(stack);
  const [first, second] = await Promise.all([open(), open()]);
  expect(second.id).toBe(first.id);
  const { reads } = await callsOf(stack, async () => {
    const [one, other] = await Promise.all([
      planCatalog(stack.world, { budgetMs }),
      planCatalog(stack.world, { budgetMs }),
    ]);
    expect([one, other].sort()).toEqual([false, true]);
  });
  expect(reads).toHaveLength(2);
  expect((await open(true)).id).toBe(first.id);
  expect(await stateOf(first.id)).toMatchObject({ state: 'done' });
});

test('a stopped run leaves what nobody has begun as it was, in the database and in Stripe', async () => {
  const { renamed, fresh } = await disturbed();
  const markOf = (id: string) => stack.sql`
    select wanted, synced, refused, look_from, is_bulk, error from private.sync_marks where row_id = ${id}`;
  const before = await markOf(renamed);
  const run = await planned();
  await start(run.id);
  expect(await markOf(renamed)).not.toEqual(before);
  expect(await stop(run.id)).toMatchObject({ state: 'stopped', outcome: { stopped: 4, left: 0 } });
  expect(await markOf(renamed)).toEqual(before);
  await drainNow(stack);
  expect((await stripeShows(stack, renamed)).products).toMatchObject([{ name: 'By somebody else' }]);
  // A row with a change of its own goes on.
  expect(await syncOf(stack, fresh)).toMatchObject({ status: 'synced' });
});

test('a planning whose process has died goes on in another one, and reads no page again', async () => {
  await stack.sql`insert into spaces (name, price_per_hour) select 'Desk ' || n, 10 from generate_series(1, 120) n`;
  await drainNow(stack);
  const { id } = await open();
  let calls = 0;
  const dies = worldOver(stack, (input, init) => {
    const isStripe = String(input instanceof Request ? input.url : input).startsWith(stack.stripeUrl);
    if (isStripe && ++calls > 1) return new Promise(() => undefined);
    return fetch(input, init);
  });
  void planCatalog(dies, { budgetMs });
  await expect.poll(async () => (await stateOf(id)).reads).toBe(1);
  expect(await planCatalog(stack.world, { budgetMs })).toBe(false);
  await stack.sql`update private.sync_runs set lease_until = now() - interval '1 second'`;
  const { reads } = await callsOf(stack, () => planCatalog(stack.world, { budgetMs }));
  expect(reads).toHaveLength(3);
  expect(await stateOf(id)).toMatchObject({ state: 'planned', plan: { nothing: 120 } });
});

test('C10: rows that nothing has marked are found by a run', async () => {
  await stack.sql`alter table spaces disable trigger _500_mark`;
  const id = await addSpace(stack);
  await stack.sql`alter table spaces enable trigger _500_mark`;
  expect(await planned()).toMatchObject({ plan: { create: 1 } });
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
});

test('what Stripe refuses is an outcome of the run with its reason, and the run ends', async () => {
  const bad = await addSpace(stack, { name: 'Salle [stripe-refuses]' });
  await addSpace(stack);
  const run = await planned();
  await start(run.id);
  await drainNow(stack);
  expect(await stateOf(run.id)).toMatchObject({ state: 'done', outcome: { synced: 1, refused: 1 } });
  const [row] = await stack.sql`select outcome, error from sync_run_rows where row_id = ${bad}`;
  expect(row).toMatchObject({ outcome: 'refused', error: { code: 'stripe_refused' } });
});

test('a run is done when something has come of every row; what is tried again is followed', async () => {
  const id = await addSpace(stack, { name: 'Later' });
  await addSpace(stack);
  const run = await planned();
  await pull(stack, { fail_before: { next: 1, path: '/v1/products' } });
  await start(run.id);
  await drainNow(stack);
  expect(await stateOf(run.id)).toMatchObject({
    state: 'done',
    outcome: { synced: 1, retrying: 1, left: 0 },
  });
  expect((await open()).id).not.toBe(run.id);
  await letTimePass(stack);
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
  expect(await stateOf(run.id)).toMatchObject({ outcome: { synced: 2, retrying: 0 } });
});

test('a run that would use up the month’s reads says so and reads nothing', async () => {
  await addSpace(stack);
  await drainNow(stack);
  await stack.sql`update private.stripe_budgets set reads_per_month = 1`;
  const { reads } = await callsOf(stack, async () => {
    expect(await planned()).toMatchObject({ state: 'failed', error: { code: 'reads_spent' } });
  });
  expect(reads).toEqual([]);
});

test('with Stripe down a run fails with the reason, and the next one may be asked for', async () => {
  await addSpace(stack);
  await pull(stack, { down: true });
  const failed = await planned();
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'stripe_unreachable' } });
  await pull(stack);
  expect(await planned()).toMatchObject({ state: 'planned' });
});

test('a limit that Stripe sets while a run is planned slows it down and fails nothing', async () => {
  await addSpace(stack);
  await drainNow(stack);
  await pull(stack, { rate_limit_next: 4 });
  expect(await planned()).toMatchObject({ state: 'planned', planned: 1 });
});
