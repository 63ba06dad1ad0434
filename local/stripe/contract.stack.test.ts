import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractSubject, type Subject } from './contract-subject';

// The calls that the app makes. Given STRIPE_TEST_KEY they are made to Stripe itself: `STRIPE_TEST_KEY=sk_test_... npx vitest run
// --project stack local/stripe/contract`.
let subject: Subject;
beforeAll(async () => {
  subject = await contractSubject(process.env.STRIPE_TEST_KEY);
});
afterAll(() => subject.tidy());

test('a product keeps the id that the caller has chosen', async () => {
  const id = subject.newProductId();
  const product = await subject.stripe.products.create({
    id,
    name: 'Atelier',
    description: 'Quiet',
    metadata: { space_id: '7' },
  });
  expect(product).toMatchObject({
    id,
    name: 'Atelier',
    description: 'Quiet',
    active: true,
    metadata: { space_id: '7' },
  });
  expect(await subject.stripe.products.retrieve(id)).toMatchObject({ id, name: 'Atelier' });
});

test('a second product with the same id is refused by name of the reason', async () => {
  const { id } = await subject.newProduct();
  const again = subject.stripe.products.create({ id, name: 'Another' });
  await expect(again).rejects.toMatchObject({ statusCode: 400, code: 'resource_already_exists' });
});

test('product and default price come into being in one call', async () => {
  const id = subject.newProductId();
  const default_price_data = { currency: 'eur', unit_amount: 2500 };
  const product = await subject.stripe.products.create({
    id,
    name: 'Atelier',
    default_price_data,
    expand: ['default_price'],
  });
  expect(product.default_price).toMatchObject({
    object: 'price',
    unit_amount: 2500,
    currency: 'eur',
    product: id,
  });
});

test('what cannot be expanded is refused before anything is made', async () => {
  const id = subject.newProductId();
  const create = subject.stripe.products.create({ id, name: 'Atelier', expand: ['nonsense'] });
  await expect(create).rejects.toMatchObject({ statusCode: 400 });
  await expect(subject.stripe.products.retrieve(id)).rejects.toMatchObject({ code: 'resource_missing' });
});

test('an update changes what it names; an empty value unsets', async () => {
  const { id } = await subject.newProduct();
  await subject.stripe.products.update(id, { description: 'Quiet', metadata: { a: '1', b: '2' } });
  const product = await subject.stripe.products.update(id, {
    name: 'Studio',
    description: '',
    metadata: { a: '' },
  });
  expect(product).toMatchObject({ name: 'Studio', description: null });
  expect(product.metadata).toEqual({ run: subject.run, b: '2' });
});

test('what is wrong with a product is said at its parameter', async () => {
  const refused = (params: object) => subject.stripe.rawRequest('POST', '/v1/products', { ...params });
  await expect(refused({})).rejects.toMatchObject({
    statusCode: 400,
    code: 'parameter_missing',
    param: 'name',
  });
  await expect(refused({ name: 'x', nonsense: '1' })).rejects.toMatchObject({
    code: 'parameter_unknown',
    param: 'nonsense',
  });
  await expect(refused({ name: '' })).rejects.toMatchObject({
    code: 'parameter_invalid_empty',
    param: 'name',
  });
  await expect(refused({ name: 'x', images: ['no address'] })).rejects.toMatchObject({
    code: 'url_invalid',
    param: 'images[0]',
  });
  await expect(refused({ name: 'x', metadata: { k: 'v'.repeat(501) } })).rejects.toMatchObject({
    statusCode: 400,
  });
  await expect(refused({ name: 'x', metadata: { ['k'.repeat(41)]: 'v' } })).rejects.toMatchObject({
    statusCode: 400,
  });
});

test('a product without prices can be deleted, and is gone', async () => {
  const { id } = await subject.newProduct();
  expect(await subject.stripe.products.del(id)).toMatchObject({ id, deleted: true });
  await expect(subject.stripe.products.retrieve(id)).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'id',
  });
});

test('a product with a price cannot be deleted, only archived', async () => {
  const { id } = await subject.newProduct();
  await subject.stripe.prices.create({ product: id, currency: 'eur', unit_amount: 100 });
  await expect(subject.stripe.products.del(id)).rejects.toMatchObject({ statusCode: 400 });
  expect(await subject.stripe.products.update(id, { active: false })).toMatchObject({ active: false });
});

test('products are listed by id, state and time, newest first, in pages', async () => {
  const one = await subject.newProduct('one');
  const two = await subject.newProduct('two');
  await subject.stripe.products.update(one.id, { active: false });
  const both = await subject.stripe.products.list({ ids: [one.id, two.id] });
  expect(both.data.map((row) => row.id).sort()).toEqual([one.id, two.id].sort());
  const active = await subject.stripe.products.list({ ids: [one.id, two.id], active: true });
  expect(active.data.map((row) => row.id)).toEqual([two.id]);
  const page = await subject.stripe.products.list({ created: { gte: one.created }, limit: 1 });
  expect(page).toMatchObject({ has_more: true });
  const next = await subject.stripe.products.list({
    created: { gte: one.created },
    limit: 1,
    starting_after: page.data[0]?.id ?? '',
  });
  expect(next.data[0]?.id).not.toBe(page.data[0]?.id);
  expect(next.data[0]?.created).toBeLessThanOrEqual(page.data[0]?.created ?? 0);
});
