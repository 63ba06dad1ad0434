import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmulator } from './emulator';
import { freshEmulator, listener } from './testing';

let folder: string;
let journal: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stripe-'));
  journal = path.join(folder, 'deeper', 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was there is there after a restart, idempotency keys and lookup keys too', async () => {
  const first = await freshEmulator({ journal });
  const create = { id: 'p', name: 'A', default_price_data: { currency: 'eur', unit_amount: 100 } };
  await first.stripe.products.create(create, { idempotencyKey: 'k' });
  await first.stripe.prices.create({ product: 'p', currency: 'eur', unit_amount: 200, lookup_key: 'l' });
  await first.stripe.products.create({ id: 'gone', name: 'B' });
  await first.stripe.products.del('gone');
  const before = await first.look('/state');
  await first.emulator.stop();

  const second = await freshEmulator({ journal });
  expect(await second.look('/state')).toEqual(before);
  const again = await second.stripe.products.create(create, { idempotencyKey: 'k' });
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  const taken = second.stripe.prices.create({
    product: 'p',
    currency: 'eur',
    unit_amount: 300,
    lookup_key: 'l',
  });
  await expect(taken).rejects.toMatchObject({ param: 'lookup_key' });
  await second.emulator.stop();
});

test('a journal cut short by a crash is read up to the cut', async () => {
  const first = await freshEmulator({ journal });
  await first.stripe.products.create({ id: 'p', name: 'A' });
  await first.emulator.stop();
  appendFileSync(journal, '{"livemode":false,"account":"acct_platform","kind":"pro');
  const second = await freshEmulator({ journal });
  expect(await second.stripe.products.retrieve('p')).toMatchObject({ name: 'A' });
  await second.emulator.stop();
});

test('the journal is compacted at the start', async () => {
  const first = await freshEmulator({ journal });
  await first.stripe.products.create({ id: 'p', name: 'A' });
  for (let turn = 0; turn < 20; turn += 1) await first.stripe.products.update('p', { name: `A${turn}` });
  await first.emulator.stop();
  const lines = () =>
    readFileSync(journal, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"kind":"product"')).length;
  expect(lines()).toBe(21);
  const second = await freshEmulator({ journal });
  expect(lines()).toBe(1);
  await second.emulator.stop();
});

test('a session that was open before a restart still expires', async () => {
  const first = await freshEmulator({ journal });
  const price_data = { currency: 'eur', unit_amount: 100, product_data: { name: 'Lamp' } };
  const { id } = await first.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price_data, quantity: 1 }],
  });
  await first.emulator.stop();
  const second = await freshEmulator({ journal });
  await second.post('/clock', { advance_seconds: 24 * 3600 + 1 });
  expect(await second.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired' });
  await second.emulator.stop();
});

test('an event that was not delivered before a restart is delivered after it, by the same endpoint', async () => {
  const hook = await listener();
  hook.answer(500);
  const webhooks = [{ url: hook.url, secret: 'whsec_tandem' }];
  const first = await freshEmulator({ journal, webhooks });
  await first.stripe.products.create({ name: 'A' });
  await first.post('/deliveries/settle');
  await first.emulator.stop();
  hook.answer(200);
  const second = await freshEmulator({ journal, webhooks });
  await second.post('/clock', { advance_seconds: 2 });
  await second.post('/deliveries/settle');
  expect(hook.received).toHaveLength(2);
  expect((await second.stripe.webhookEndpoints.list()).data).toHaveLength(1);
  await second.emulator.stop();
  hook.stop();
});

test('a reset forgets everything but the endpoints given at the start', async () => {
  const webhooks = [{ url: 'http://127.0.0.1:9/hook', secret: 'whsec_tandem' }];
  const { emulator, stripe, post } = await freshEmulator({ journal, webhooks });
  await stripe.products.create({ name: 'A' });
  await post('/reset');
  expect((await stripe.products.list()).data).toEqual([]);
  expect((await stripe.events.list()).data).toEqual([]);
  expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
  await emulator.stop();
});

test('a taken port is named as every server names it', async () => {
  const { emulator } = await freshEmulator();
  await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await emulator.stop();
});

test('a large catalogue is walked through page by page without gap or repeat', async () => {
  const { emulator, stripe, post } = await freshEmulator();
  await post('/fill', { products: 1_050 });
  const seen = new Set<string>();
  for await (const product of stripe.products.list({ limit: 100 })) seen.add(product.id);
  expect(seen.size).toBe(1_050);
  await emulator.stop();
});
