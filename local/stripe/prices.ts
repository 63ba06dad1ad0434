import type { z } from 'zod';
import { announce } from './announce';
import { endpoint, type Act } from './endpoint';
import { missing, refuse } from './errors';
import * as field from './fields';
import { page } from './lists';
import { withMetadata } from './metadata';
import type { PriceObject } from './objects';
import { checkPrice, createPrice, interval, priceData, takeLookupKey, taxBehavior } from './price-making';
import { createProduct } from './products';

const productData = field.record({
  active: field.flag.optional(),
  id: field.text(255).optional(),
  metadata: field.metadata.optional(),
  name: field.text(5000),
  statement_descriptor: field.descriptor.optional(),
  tax_code: field.text(255).optional(),
  tax_details: field.notEmulated.optional(),
  unit_label: field.text(12).optional(),
});

const creation = field.record({
  ...field.expand,
  ...priceData,
  active: field.flag.optional(),
  billing_scheme: field.oneOf(['per_unit']).optional(),
  lookup_key: field.text(200).optional(),
  nickname: field.text(5000).optional(),
  product: field.text(255).optional(),
  product_data: productData.optional(),
  recurring: field
    .record({
      interval,
      interval_count: field.count.optional(),
      meter: field.notEmulated.optional(),
      trial_period_days: field.count.optional(),
      usage_type: field.oneOf(['licensed']).optional(),
    })
    .optional(),
  tiers: field.notEmulated.optional(),
  tiers_mode: field.notEmulated.optional(),
  transfer_lookup_key: field.flag.optional(),
  transform_quantity: field.notEmulated.optional(),
});

// Amount, currency, product and recurrence never change: https://docs.stripe.com/api/prices/update
const change = field.record({
  ...field.expand,
  active: field.flag.optional(),
  currency_options: field.notEmulated.optional(),
  lookup_key: field.unsettable(200).optional(),
  metadata: field.clearableMetadata.optional(),
  nickname: field.unsettable(5000).optional(),
  tax_behavior: taxBehavior.optional(),
  transfer_lookup_key: field.flag.optional(),
});

const filters = field.record({
  ...field.paging,
  active: field.flag.optional(),
  created: field.range.optional(),
  currency: field.currency.optional(),
  lookup_keys: field.list(field.text(200), 10).optional(),
  product: field.text(5000).optional(),
  recurring: field
    .record({ interval: interval.optional(), usage_type: field.text(20).optional() })
    .optional(),
  type: field.oneOf(['one_time', 'recurring']).optional(),
});

type Creation = z.output<typeof creation>;
type Change = z.output<typeof change>;

/** Changes the little of a price that can change. */
export function updatePrice(act: Act, id: string, given: Change): PriceObject {
  const before = findPrice(act, id);
  const key = given.lookup_key === undefined ? before.lookup_key : given.lookup_key || null;
  if (given.active === false && before.active) refuseIfDefault(act, before);
  if (
    before.tax_behavior !== 'unspecified' &&
    given.tax_behavior !== undefined &&
    given.tax_behavior !== before.tax_behavior
  ) {
    throw refuse(
      'You cannot change `tax_behavior` once it is set to inclusive or exclusive.',
      'tax_behavior',
    );
  }
  if (key !== null && key !== before.lookup_key) takeLookupKey(act, key, given.transfer_lookup_key);
  const after: PriceObject = {
    ...before,
    active: given.active ?? before.active,
    lookup_key: key,
    metadata: withMetadata(before.metadata, given.metadata),
    nickname: given.nickname === undefined ? before.nickname : given.nickname || null,
    tax_behavior: given.tax_behavior ?? before.tax_behavior,
  };
  if (JSON.stringify(after) === JSON.stringify(before)) return before;
  const price = act.space.tables.price.put(after);
  announce(act, 'price.updated', price, before);
  return price;
}

/** The price, or the refusal that there is none. */
export function findPrice({ space }: Act, id: string, param = 'id') {
  const price = space.tables.price.get(id);
  if (!price) throw missing('price', id, param);
  return price;
}

// Whatever is wrong with the price is found before a product is made for it.
function addPrice(act: Act, given: Creation) {
  checkPrice(act, given);
  return createPrice(act, { ...given, product: productOf(act, given) });
}

function productOf(act: Act, { product, product_data: data }: Creation) {
  if (product !== undefined && data)
    throw refuse('You may only specify one of these parameters: product, product_data.', 'product');
  if (data) return createProduct(act, data).id;
  if (product === undefined)
    throw refuse(
      'You must specify either `product` or `product_data` when creating a price.',
      'product',
      'parameter_missing',
    );
  if (!act.space.tables.product.get(product)) throw missing('product', product, 'product');
  return product;
}

function refuseIfDefault({ space }: Act, price: PriceObject) {
  if (space.tables.product.get(price.product)?.default_price !== price.id) return;
  throw refuse('This price cannot be archived because it is the default price of its product.', 'active');
}

function listPrices({ space }: Act, asked: z.output<typeof filters>) {
  const keys = asked.lookup_keys && new Set(asked.lookup_keys);
  const [onlyKey] = asked.lookup_keys?.length === 1 ? asked.lookup_keys : [];
  const within = asked.product === undefined ? undefined : { index: 'product', value: asked.product };
  return page({
    table: space.tables.price,
    noun: 'price',
    url: '/v1/prices',
    paging: asked,
    within: onlyKey === undefined ? within : { index: 'lookup_key', value: onlyKey },
    keep: (row) =>
      row.active === (asked.active ?? true) &&
      (asked.product === undefined || row.product === asked.product) &&
      (asked.currency === undefined || row.currency === asked.currency) &&
      (asked.type === undefined || row.type === asked.type) &&
      (asked.recurring?.interval === undefined || row.recurring?.interval === asked.recurring.interval) &&
      (!keys || (row.lookup_key !== null && keys.has(row.lookup_key))) &&
      !space.tables.inline.get(row.id),
  });
}

export const prices = [
  endpoint({
    method: 'POST',
    path: '/v1/prices',
    params: creation,
    run: (call, params) => addPrice(call, params),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/prices',
    params: filters,
    run: (call, params) => listPrices(call, params),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/prices/:id',
    params: field.record(field.expand),
    run: (call, _, id) => findPrice(call, id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/prices/:id',
    params: change,
    run: (call, params, id) => updatePrice(call, id, params),
  }),
];
