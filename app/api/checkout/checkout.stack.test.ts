import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TestApi } from '../../../local/test-api';
import { requestsSince } from '../../../local/test-engine';
import { addEvent, addSeller } from '../../../local/test-sellers';
import * as shop from '../../../local/test-shop';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const visitor = { token: '' };
const checkout = (items: unknown, more: object = {}, headers: Record<string, string> = {}) =>
  api.ask('POST', '/api/checkout', { ...visitor, body: { items, ...more }, headers });
const opened = z.object({
  url: z.string(),
  orderId: z.string(),
  orderKey: z.string(),
  expiresAt: z.string(),
});
const order = z.object({
  id: z.string(),
  status: z.string(),
  total: z.string(),
  currency: z.string(),
  items: z.array(z.looseObject({ name: z.string(), quantity: z.number(), price: z.string() })),
});

async function buy(items: unknown, more: object = {}) {
  const said = await checkout(items, more);
  expect(said.status).toBe(201);
  return opened.parse(said.body);
}

describe('POST /api/checkout', () => {
  test('answers where to pay, and the key of the order that nobody else has', async () => {
    const lamp = await shop.addProduct(api.stack, { name: 'Checkout lamp' });
    const { url, orderId, orderKey, expiresAt } = await buy([shop.product(lamp)], {
      email: 'me@example.com',
    });
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 29 * 60_000);
    expect((await fetch(url)).status).toBe(200);
    const path = `/api/orders/${orderId}`;
    const mine = await api.ask('GET', `${path}?key=${orderKey}`, visitor);
    expect(order.parse(mine.body)).toMatchObject({
      ...{ id: orderId, status: 'open', total: '40.00', currency: 'eur' },
      items: [{ name: 'Checkout lamp', quantity: 1, price: '40.00' }],
    });
    expect((await api.ask('GET', path, visitor)).status).toBe(401);
    expect((await api.ask('GET', `${path}?key=${orderKey}x`, visitor)).status).toBe(403);
    expect(
      (await api.ask('GET', '/api/orders/5a1e0000-0000-4000-8000-00000000dead?key=x', visitor)).status,
    ).toBe(403);
    expect((await api.ask('GET', '/api/orders/none?key=x', visitor)).status).toBe(404);
    // Stripe's notice and the landing page settle alike.
    await shop.pay(api.stack, orderId);
    await expect
      .poll(async () => order.parse((await api.ask('GET', `${path}?key=${orderKey}`, visitor)).body).status, {
        timeout: 20_000,
      })
      .toBe('paid');
  });

  test('names each item that is sold out, and what is left', async () => {
    const lamp = await shop.addProduct(api.stack, { name: 'Rare lamp', stock: 2 });
    const said = await checkout([shop.product(lamp, 3)], {}, { 'accept-language': 'en' });
    expect(said).toMatchObject({ status: 409, code: 'sold_out', type: 'application/problem+json' });
    expect(said.errors).toEqual([{ field: 'items.0', code: 'sold_out', detail: 'Only 2 are left.' }]);
    expect(said.body).toMatchObject({ items: [{ kind: 'product', id: lamp, requested: 3, available: 2 }] });
    expect(await checkout([shop.product(lamp, 3)], {}, { 'accept-language': 'fr' })).toMatchObject({
      errors: [{ detail: 'Il n’en reste que 2.' }],
    });
  });

  test('refuses what makes no sense, by field, and holds nothing', async () => {
    const lamp = await shop.addProduct(api.stack, { stock: 300 });
    const one = shop.product(lamp);
    const bad: [unknown, number, string][] = [
      [[], 422, 'items empty_cart'],
      [undefined, 422, 'items required'],
      ...[0, -1, 1.5, 1e9, '2', null].map((quantity): [unknown, number, string] => [
        [{ ...one, quantity }],
        422,
        'items.0.quantity',
      ]),
      [Array.from({ length: 200 }, () => one), 422, 'items too_many_lines'],
      [[{ ...one, kind: 'event' }], 422, 'items.0.kind not_understood'],
      [[{ ...one, id: 'lamp' }], 422, 'items.0.id bad_id'],
      [[{ ...one, discount: 100 }], 422, 'unknown_field'],
      [[{ ...one, price: '0.01', currency: 'eur' }], 409, 'items.0 price_changed'],
      [[{ ...one, kind: 'ticket' }], 422, 'items.0 unknown_item'],
    ];
    for (const [items, status, fault] of bad) {
      const said = await checkout(items);
      const faults = said.errors.map(({ field, code }) => `${field} ${code}`).join(', ');
      expect([status, faults]).toEqual([said.status, expect.stringContaining(fault)]);
    }
    expect(await shop.unitsOf(api.stack, lamp)).toMatchObject({ held: 0 });
    expect((await checkout([one], { email: 'nobody' })).errors).toMatchObject([
      { field: 'email', code: 'not_an_email' },
    ]);
  });

  test('P3: a write from another site’s page is refused', async () => {
    const lamp = await shop.addProduct(api.stack);
    for (const [name = '', value = ''] of [
      ['origin', 'https://evil.example'],
      ['sec-fetch-site', 'cross-site'],
    ])
      expect((await checkout([shop.product(lamp)], {}, { [name]: value })).status).toBe(403);
    expect(await shop.unitsOf(api.stack, lamp)).toMatchObject({ held: 0 });
  });

  test('S1: twenty shoppers at once for the last unit: one pays, nineteen are told', async () => {
    const lamp = await shop.addProduct(api.stack);
    const said = await Promise.all(Array.from({ length: 20 }, () => checkout([shop.product(lamp)])));
    expect(said.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });

  test('its buyer, or an admin, lets go of it; nobody else', async () => {
    const lamp = await shop.addProduct(api.stack, { stock: 2 });
    const [mine, theirs] = [await buy([shop.product(lamp)]), await buy([shop.product(lamp)])];
    const end = (id: string, key: string, token = '') =>
      api.ask('DELETE', `/api/orders/${id}/checkout${key}`, { token });
    expect((await end(mine.orderId, `?key=${theirs.orderKey}`)).status).toBe(403);
    expect((await end(mine.orderId, '')).status).toBe(401);
    expect((await end(mine.orderId, '', api.stranger)).status).toBe(403);
    expect((await end(mine.orderId, `?key=${mine.orderKey}`)).body).toMatchObject({ status: 'cancelled' });
    expect((await end(theirs.orderId, '', api.admin)).body).toMatchObject({ status: 'cancelled' });
    expect(await shop.unitsOf(api.stack, lamp)).toMatchObject({ held: 0, left: 2 });
  });
});

describe('what the shop shows', () => {
  const listed = z.looseObject({ asOf: z.string() });
  const read = async (path: string, tag?: string) => {
    const answer = await fetch(
      `${api.stack.appUrl}${path}`,
      tag === undefined ? {} : { headers: { 'if-none-match': tag } },
    );
    return { status: answer.status, tag: answer.headers.get('etag') ?? '', text: await answer.text() };
  };
  const products = z.object({
    products: z.array(
      z.looseObject({
        id: z.string(),
        price: z.string(),
        available: z.number(),
        inStock: z.boolean(),
        isOnSale: z.boolean(),
      }),
    ),
  });
  const shown = async (id: string) =>
    products.parse(JSON.parse((await read('/api/products')).text)).products.find((each) => each.id === id);

  test('says within a second that something is sold, and 304 while nothing has changed', async () => {
    const lamp = await shop.addProduct(api.stack, { price: '12.5' });
    await expect
      .poll(() => shown(lamp))
      .toMatchObject({ price: '12.50', available: 1, inStock: true, isOnSale: true });
    const { tag, text } = await read('/api/products');
    listed.parse(JSON.parse(text));
    expect(await read('/api/products', tag)).toEqual({ status: 304, tag, text: '' });
    await shop.sold(api.stack, [shop.product(lamp)]);
    await expect.poll(() => shown(lamp)).toMatchObject({ available: 0, inStock: false });
    expect((await read('/api/products', tag)).status).toBe(200);
    // What is archived is not shown.
    await api.stack.sql`update products set is_active = false where id = ${lamp}`;
    await expect.poll(() => shown(lamp)).toBeUndefined();
  });

  test('shows published events with what is left in the smaller of their pools, by list and by address', async () => {
    const seller = await addSeller(api.stack, 'acct_shop');
    const tickets = [
      { name: 'Front', price: '30.00', total_capacity: 50 },
      { name: 'Free', price: '0', total_capacity: null },
    ];
    await addEvent(api.stack, seller, tickets, { title: 'Shown', slug: 'shown', capacity: 20 });
    await addEvent(api.stack, seller, tickets, { title: 'Hidden', slug: 'hidden', is_published: false });
    const one = z.object({
      event: z.looseObject({
        slug: z.string(),
        ticketTypes: z.array(z.looseObject({ name: z.string(), available: z.number().nullable() })),
      }),
    });
    await expect
      .poll(
        async () => {
          const said = await read('/api/events/shown');
          return said.status === 200 ? one.parse(JSON.parse(said.text)).event.ticketTypes : said.status;
        },
        { timeout: 20_000 },
      )
      .toMatchObject([
        { name: 'Front', price: '30.00', available: 20, inStock: true, isOnSale: true },
        { name: 'Free', price: '0.00', available: 20, isOnSale: true },
      ]);
    expect((await read('/api/events')).text).not.toContain('hidden');
    expect((await read('/api/events/hidden')).status).toBe(404);
  });

  test('costs no call to Stripe, and one read of the database a second, however many ask', async () => {
    const calls = async () => (await requestsSince(api.stack, Number.MAX_SAFE_INTEGER)).latest;
    // The function is counted in the database itself, whoever calls it.
    await api.stack.sql
      .unsafe(
        `create sequence private.catalog_reads;
      alter function public.shop_catalog() rename to shop_catalog_itself;
      create function public.shop_catalog() returns jsonb language sql volatile security definer as
        $$ select nextval('private.catalog_reads'); select public.shop_catalog_itself() $$;
      grant execute on function public.shop_catalog() to anon`,
      )
      .simple();
    const reads = async () => {
      const [row] = await api.stack
        .sql`select case when is_called then last_value else 0 end::int as count from private.catalog_reads`;
      return z.object({ count: z.number() }).parse(row).count;
    };
    // What Stripe tells of the rows above is read there once; that is over when no call comes in for a while.
    let last = -1;
    await expect
      .poll(
        async () => {
          const previous = last;
          last = await calls();
          return last === previous;
        },
        { timeout: 30_000, interval: 1500 },
      )
      .toBe(true);
    const before = { calls: await calls(), reads: await reads() };
    const started = performance.now();
    const shown = ['/api/products', '/api/events', '/api/spaces', '/', '/products'];
    // Crowd after crowd, two at least, until the catalogue was read anew twice.
    let asked = 0;
    while (asked < 80 || (await reads()) < before.reads + 2) {
      asked += 40;
      const answers = await Promise.all(shown.flatMap((path) => Array.from({ length: 8 }, () => read(path))));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    }
    const seconds = Math.ceil((performance.now() - started) / 1000);
    expect(await calls()).toBe(before.calls);
    expect((await reads()) - before.reads).toBeLessThanOrEqual(seconds + 1);
  }, 60_000);
});
