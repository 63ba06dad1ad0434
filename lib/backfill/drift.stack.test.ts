import { afterAll, beforeAll, expect, test } from 'vitest';
import { driftOf, driftWords, logStripe, replacePrice } from '../../local/test-drift';
import { addSpace, callsOf, drainNow, stripeHolds, stripeShows } from '../../local/test-engine';
import { addEvent, addSeller } from '../../local/test-sellers';
import { addProduct, buy, product, refusalOf, ticket } from '../../local/test-shop';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { adoptAll, adoptProduct } from '../doors/drift';
import { findDrift, findWaitingDrift } from './drift';
import { keepProducts } from './keep';
import { askOrigin } from './origin';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const euros = (unit_amount: number) => ({ unit_amount, currency: 'eur' });
const rpc = (name: string, ids: string[]) => stack.world.db.rpc(name, { ids }).throwOnError();
const idsOf = async (row: string) => (await driftOf(stack, row)).map(({ id }) => id);

/** A space that Stripe shows, and then somebody renames and makes dearer in the dashboard. */
async function driftedSpace() {
  const id = await addSpace(stack, { name: 'Atelier', price_per_hour: '25.00' });
  await drainNow(stack);
  await stack.world.stripe.products.update(`space_${id}`, { name: 'Garage' });
  await replacePrice(stack, `space_${id}`, 3000);
  await logStripe(stack);
  return id;
}

test('B5: what is changed in the dashboard is shown with both sides after one run, and put back on demand', async () => {
  const id = await driftedSpace();
  expect(await driftWords(stack, id)).toEqual([
    ['name', 'Atelier', 'Garage', 'text open'],
    ['price.hour', euros(2500), euros(3000), 'money open'],
  ]);
  await rpc('drift_put_back', await idsOf(id));
  expect((await driftOf(stack, id)).map(({ state }) => state)).toEqual(['mending', 'mending']);
  await drainNow(stack);
  expect(await driftWords(stack, id)).toEqual([]);
  const { products, active } = await stripeShows(stack, id);
  expect([products[0]?.name, active.map(({ unit_amount }) => unit_amount)]).toEqual(['Atelier', [2500]]);
  // The news of our own writes says nothing new.
  await logStripe(stack);
  expect(await driftWords(stack, id)).toEqual([]);
});

test('B5: what agrees is compared by one question to the database and writes nothing', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  await logStripe(stack);
  const { writes, reads } = await callsOf(stack, () => findDrift(stack.world, 'platform', [`space_${id}`]));
  expect([writes, reads, await driftWords(stack, id)]).toEqual([[], [], []]);
});

test('B5: theirs is adopted field by field; what else differs in that row is put back by the sync that follows', async () => {
  const id = await driftedSpace();
  await stack.world.stripe.products.update(`space_${id}`, { description: 'Dark' });
  await logStripe(stack);
  const adopted = (await driftOf(stack, id)).filter(({ field }) => field !== 'description');
  expect(
    await adoptAll(
      stack.world.db,
      adopted.map((drift) => drift.id),
    ),
  ).toEqual({ done: 2, failed: [] });
  expect(await stack.sql`select name, price_per_hour::text as price from spaces where id = ${id}`).toEqual([
    { name: 'Garage', price: '30.000' },
  ]);
  await drainNow(stack);
  const { products, active } = await stripeShows(stack, id);
  expect(products).toMatchObject([{ name: 'Garage', description: null, active: true }]);
  expect(active.map(({ unit_amount }) => unit_amount)).toEqual([3000]);
  await logStripe(stack);
  expect(await driftWords(stack, id)).toEqual([]);
});

test('B5: what was accepted stays hidden until a side changes, and the next sync of its row puts ours back', async () => {
  const id = await driftedSpace();
  await rpc('drift_accept', await idsOf(id));
  await logStripe(stack);
  expect((await driftOf(stack, id)).map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  await stack.world.stripe.products.update(`space_${id}`, { name: 'Cellar' });
  await logStripe(stack);
  expect((await driftOf(stack, id)).map(({ field, state }) => [field, state])).toEqual([
    ['name', 'open'],
    ['price.hour', 'accepted'],
  ]);
  await stack.sql`update spaces set description = 'Light' where id = ${id}`;
  await drainNow(stack);
  const { products, active } = await stripeShows(stack, id);
  expect(products).toMatchObject([{ name: 'Atelier', description: 'Light' }]);
  expect(active.map(({ unit_amount }) => unit_amount)).toEqual([2500]);
  expect(await driftWords(stack, id)).toEqual([]);
});

test('a product that changed while its row was being synced is looked at afterwards, and what differs is put right', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  await stack.sql`update private.sync_marks set wanted = wanted + 1, leased_by = gen_random_uuid(),
    lease_until = now() + interval '1 hour' where row_id = ${id}`;
  await stack.world.stripe.products.update(`space_${id}`, { name: 'Garage' });
  await logStripe(stack);
  expect(await driftWords(stack, id)).toEqual([]);
  // The news were read a minute ago.
  for (const log of ['stripe_products_log', 'stripe_prices_log'])
    await stack.sql`update ${stack.sql(log)} set read_at = now() - interval '1 minute' where stripe_product_id = ${`space_${id}`}`;
  // The worker had looked before the change, and reports now. The news of its own writes may still be on its way.
  const report = (at: number) => stack.sql`
    update private.sync_marks set synced = wanted, synced_at = ${new Date(at)}, leased_by = null, lease_until = null
    where row_id = ${id}`;
  await report(Date.now());
  await findWaitingDrift(stack.world);
  expect(await driftWords(stack, id)).toEqual([]);
  await report(Date.now() - 31_000);
  await findWaitingDrift(stack.world);
  await drainNow(stack);
  expect(await driftWords(stack, id)).toEqual([]);
  expect((await stripeShows(stack, id)).products).toMatchObject([{ name: 'Atelier' }]);
  // News that are as they should be cost nothing more.
  const { reads, writes } = await callsOf(stack, () => findWaitingDrift(stack.world));
  expect([reads, writes]).toEqual([[], []]);
});

test('products that had to wait are compared five hundred at a time, until none waits', async () => {
  const waiting = async () =>
    (await stack.sql<{ many: number }[]>`select count(*)::int as many from private.drifts_to_look_for`)[0]
      ?.many;
  await stack.sql`insert into private.sync_marks (kind, row_id, wanted, synced, synced_at, seen, is_left)
    select 'space', gen_random_uuid(), 1, 1, now() - interval '1 hour',
      jsonb_build_object('product', jsonb_build_object('id', 'many_' || n), 'prices', '[]'::jsonb), true
    from generate_series(1, 1200) n`;
  await stack.sql`insert into private.drifts_to_look_for select 'platform', false, 'many_' || n from generate_series(1, 1200) n`;
  await findDrift(stack.world, 'platform', []);
  expect(await waiting()).toBe(700);
  await findWaitingDrift(stack.world);
  expect(await waiting()).toBe(0);
  await stack.sql`delete from private.sync_marks where seen #>> '{product,id}' like 'many_%'`;
});

test('B5: what is archived, deleted or made dearer at Stripe is not sold until that is put right', async () => {
  const lamp = await addProduct(stack, { name: 'Lamp' });
  const { stripe } = stack.world;
  const sells = async () =>
    (
      await stack.sql<{ sells: boolean }[]>`
      select (item ->> 'isOnSale')::boolean as sells from jsonb_array_elements(shop_catalog() -> 'products') item
      where item ->> 'id' = ${lamp}`
    )[0]?.sells;
  expect(await sells()).toBe(true);

  await stripe.products.update(`product_${lamp}`, { active: false });
  await logStripe(stack);
  expect((await refusalOf(buy(stack, [product(lamp)]))).items).toEqual([['items.0', 'not_on_sale']]);
  expect(await sells()).toBe(false);
  // Accepting says that somebody knows; it sells nothing that Stripe would refuse.
  await rpc('drift_accept', await idsOf(lamp));
  expect(await sells()).toBe(false);
  await rpc('drift_put_back', await idsOf(lamp));
  await drainNow(stack);
  expect(await sells()).toBe(true);

  await replacePrice(stack, `product_${lamp}`, 9900);
  await logStripe(stack);
  expect((await refusalOf(buy(stack, [product(lamp)]))).items).toEqual([['items.0', 'not_in_stripe']]);
  expect(await sells()).toBe(false);
  await rpc('drift_put_back', await idsOf(lamp));
  await drainNow(stack);
  expect((await buy(stack, [product(lamp)])).orderId).toBeTruthy();

  await keepProducts(stack.world, 'platform', { deleted: [`product_${lamp}`], asOf: new Date() });
  expect(await driftWords(stack, lamp)).toEqual([['deleted', false, true, 'money open']]);
  expect(await sells()).toBe(false);
  expect(await adoptAll(stack.world.db, await idsOf(lamp))).toEqual({ done: 1, failed: [] });
  expect(await stack.sql`select is_active from products where id = ${lamp}`).toEqual([{ is_active: false }]);
});

test('B5: a ticket of a connected account is adopted at its own price', async () => {
  const event = await addEvent(stack, await addSeller(stack, 'acct_drift'));
  await drainNow(stack);
  await replacePrice(stack, `event_${event.id}`, 3100, 'acct_drift');
  await logStripe(stack, 'acct_drift');
  const full = event.tickets.Full ?? '';
  expect(await driftWords(stack, event.id)).toEqual([
    [`price.${full}`, euros(2500), euros(3100), 'money open'],
  ]);
  expect((await refusalOf(buy(stack, [ticket(full)]))).items).toEqual([['items.0', 'not_in_stripe']]);
  expect(await adoptAll(stack.world.db, await idsOf(event.id))).toEqual({ done: 1, failed: [] });
  await drainNow(stack);
  expect(await driftWords(stack, event.id)).toEqual([]);
  expect((await buy(stack, [ticket(full)])).orderId).toBeTruthy();
});

test('who changed a field is asked of Stripe with one read, and what we wrote ourselves is no answer', async () => {
  const id = await driftedSpace();
  const [name] = await driftOf(stack, id);
  const { reads, writes } = await callsOf(stack, () => askOrigin(stack.world, name?.id ?? ''));
  expect([reads, writes]).toEqual([['GET /v1/events'], []]);
  const [told] = await driftOf(stack, id);
  expect(told?.changed_by).toMatchObject({
    event: expect.stringMatching(/^evt_/),
    request: expect.stringMatching(/^req_/),
  });
});

test('who changed a field is found behind much else that has changed since', async () => {
  const id = await driftedSpace();
  const busy = await stack.world.stripe.products.create({ name: 'Busy' });
  for (let at = 0; at < 101; at += 1)
    await stack.world.stripe.products.update(busy.id, { name: `Busy ${at}` });
  const [name] = await driftOf(stack, id);
  const { reads } = await callsOf(stack, () => askOrigin(stack.world, name?.id ?? ''));
  expect(reads).toEqual(['GET /v1/events', 'GET /v1/events']);
  expect((await driftOf(stack, id))[0]?.changed_by).toMatchObject({ event: expect.stringMatching(/^evt_/) });
});

test('a product that is nobody’s is listed apart and becomes a row without becoming a second product', async () => {
  const { stripe } = stack.world;
  const made = await stripe.products.create({
    name: 'Stool',
    default_price_data: { unit_amount: 4500, currency: 'eur' },
  });
  const bare = await stripe.products.create({ name: 'Idea' });
  await logStripe(stack);
  const nobodys = async () =>
    (
      await stack.sql<{ id: string }[]>`select stripe_product_id as id from products_of_nobody order by name`
    ).map(({ id }) => id);
  expect(await nobodys()).toEqual(expect.arrayContaining([made.id, bare.id]));
  const row = await adoptProduct(stack.world.db, made.id);
  expect(await nobodys()).not.toContain(made.id);
  await drainNow(stack);
  const holds = await stripeHolds(stack);
  expect(holds.product.filter(({ name }) => name === 'Stool')).toMatchObject([
    { id: made.id, active: true, metadata: { product_id: row, type: 'product' } },
  ]);
  expect(holds.price.filter((price) => price.product === made.id)).toMatchObject([
    { active: true, unit_amount: 4500 },
  ]);
  await expect(adoptProduct(stack.world.db, bare.id)).rejects.toMatchObject({ code: 'no_price' });
  await expect(adoptProduct(stack.world.db, made.id)).rejects.toMatchObject({ code: 'not_found' });
});
