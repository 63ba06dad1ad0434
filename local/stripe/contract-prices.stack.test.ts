import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractSubject, priceOf, type Subject } from './contract-subject';

// The calls that the app makes. Given STRIPE_TEST_KEY they are made to Stripe itself: `STRIPE_TEST_KEY=sk_test_... npx vitest run
// --project stack local/stripe/contract`.
let subject: Subject;
beforeAll(async () => {
  subject = await contractSubject(process.env.STRIPE_TEST_KEY);
});
afterAll(() => subject.tidy());

test('a price has its amount, currency and lookup key, and never another amount', async () => {
  const { id } = await subject.newProduct();
  const lookup_key = `${subject.run}_${id}`;
  const price = await subject.stripe.prices.create({
    product: id,
    currency: 'eur',
    unit_amount: 2500,
    lookup_key,
    nickname: 'hour',
  });
  expect(price).toMatchObject({
    unit_amount: 2500,
    currency: 'eur',
    product: id,
    lookup_key,
    nickname: 'hour',
    active: true,
    type: 'one_time',
  });
  expect(String(price.unit_amount_decimal)).toBe('2500');
  const change = subject.stripe.rawRequest('POST', `/v1/prices/${price.id}`, { unit_amount: 3000 });
  await expect(change).rejects.toMatchObject({
    statusCode: 400,
    code: 'parameter_unknown',
    param: 'unit_amount',
  });
});

test('a lookup key belongs to one price until it is transferred', async () => {
  const { id } = await subject.newProduct();
  const lookup_key = `${subject.run}_${id}`;
  const first = await subject.stripe.prices.create({
    product: id,
    currency: 'eur',
    unit_amount: 100,
    lookup_key,
  });
  const again = subject.stripe.prices.create({ product: id, currency: 'eur', unit_amount: 200, lookup_key });
  await expect(again).rejects.toMatchObject({ statusCode: 400 });
  const second = await subject.stripe.prices.create({
    product: id,
    currency: 'eur',
    unit_amount: 200,
    lookup_key,
    transfer_lookup_key: true,
  });
  expect(second.lookup_key).toBe(lookup_key);
  expect((await subject.stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
  const found = await subject.stripe.prices.list({ lookup_keys: [lookup_key] });
  expect(found.data.map((price) => price.id)).toEqual([second.id]);
});

test('a new price becomes the default before the old one is archived', async () => {
  const id = subject.newProductId();
  const product = await subject.stripe.products.create({
    id,
    name: 'Atelier',
    default_price_data: { currency: 'eur', unit_amount: 2500 },
  });
  const old = priceOf(product);
  await expect(subject.stripe.prices.update(old, { active: false })).rejects.toMatchObject({
    statusCode: 400,
  });
  const price = await subject.stripe.prices.create({ product: id, currency: 'eur', unit_amount: 3000 });
  expect((await subject.stripe.products.update(id, { default_price: price.id })).default_price).toBe(
    price.id,
  );
  expect(await subject.stripe.prices.update(old, { active: false })).toMatchObject({ active: false });
  const shown = await subject.stripe.prices.list({ product: id });
  expect(shown.data.map((row) => row.id)).toEqual([price.id]);
  const archived = await subject.stripe.prices.list({ product: id, active: false });
  expect(archived.data.map((row) => row.id)).toEqual([old]);
});

test('an archived price comes back', async () => {
  const { id } = await subject.newProduct();
  const price = await subject.stripe.prices.create({ product: id, currency: 'eur', unit_amount: 100 });
  await subject.stripe.prices.update(price.id, { active: false });
  expect(await subject.stripe.prices.update(price.id, { active: true })).toMatchObject({
    active: true,
    unit_amount: 100,
  });
});

test('an empty default price unsets it, and then the price can be archived', async () => {
  const id = subject.newProductId();
  const product = await subject.stripe.products.create({
    id,
    name: 'Atelier',
    default_price_data: { currency: 'eur', unit_amount: 100 },
  });
  expect((await subject.stripe.products.update(id, { default_price: '' })).default_price).toBeNull();
  expect(await subject.stripe.prices.update(priceOf(product), { active: false })).toMatchObject({
    active: false,
  });
});

test('what is wrong with a price is said', async () => {
  const { id } = await subject.newProduct();
  const price = (params: object) =>
    subject.stripe.rawRequest('POST', '/v1/prices', { product: id, currency: 'eur', ...params });
  await expect(price({ unit_amount: -1 })).rejects.toMatchObject({ statusCode: 400, param: 'unit_amount' });
  await expect(price({ unit_amount: 'abc' })).rejects.toMatchObject({
    code: 'parameter_invalid_integer',
    param: 'unit_amount',
  });
  await expect(price({ unit_amount: 100, currency: 'zzz' })).rejects.toMatchObject({
    statusCode: 400,
    param: 'currency',
  });
  await expect(price({ unit_amount: 100, product: 'prod_none' })).rejects.toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
    param: 'product',
  });
  await expect(subject.stripe.prices.retrieve('price_none')).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
});

test('amounts of each class of currency come back as they were sent', async () => {
  const { id } = await subject.newProduct();
  const amounts: [string, number][] = [['eur', 1], ['jpy', 2500], ['isk', 500], ['kwd', 1230], ['huf', 17501]]; // prettier-ignore
  for (const [currency, unit_amount] of amounts) {
    const { id: price } = await subject.stripe.prices.create({ product: id, currency, unit_amount });
    expect(await subject.stripe.prices.retrieve(price)).toMatchObject({ currency, unit_amount });
  }
});
