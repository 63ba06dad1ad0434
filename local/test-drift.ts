import { z } from 'zod';
import { keepProducts } from '../lib/backfill/keep';
import { shownPrice, shownProduct } from '../lib/backfill/shown';
import { driftRow } from '../lib/schemas/drift';
import { onAccount } from '../lib/sync/mark';
import type { TestStack } from './test-stack';

/** Reads all that Stripe holds of an account and logs it, as a run of the backfill does. */
export async function logStripe(stack: TestStack, account = 'platform') {
  const { stripe } = stack.world;
  const asOf = new Date();
  const products = [];
  const prices = [];
  for await (const product of stripe.products.list({ limit: 100 }, onAccount(account)))
    products.push(shownProduct(product));
  for (const active of [true, false])
    for await (const price of stripe.prices.list({ active, limit: 100 }, onAccount(account)))
      prices.push(shownPrice(price));
  await keepProducts(stack.world, account, { products, prices, asOf });
}

/** The drift of a row, as the admin's table has it. */
export async function driftOf(stack: TestStack, rowId: string) {
  const { data } = await stack.world.db
    .from('drifts_listed')
    .select('*')
    .eq('row_id', rowId)
    .order('field')
    .throwOnError();
  return z.array(driftRow).parse(data);
}

/** The drift of a row in short: each field with both sides, and where it stands. */
export async function driftWords(stack: TestStack, rowId: string) {
  return (await driftOf(stack, rowId)).map(({ field, ours, theirs, grade, state }) => [
    ...[field, ours, theirs],
    `${grade} ${state}`,
  ]);
}

/** Somebody puts another price in the place of a product's, as Stripe's dashboard does. @returns the id of the new price. */
export async function replacePrice(
  stack: TestStack,
  productId: string,
  unit_amount: number,
  account = 'platform',
) {
  const { stripe } = stack.world;
  const options = onAccount(account);
  const product = await stripe.products.retrieve(productId, {}, options);
  const made = await stripe.prices.create({ product: productId, unit_amount, currency: 'eur' }, options);
  await stripe.products.update(productId, { default_price: made.id }, options);
  const old = product.default_price;
  if (typeof old === 'string') await stripe.prices.update(old, { active: false }, options);
  return made.id;
}
