import { announce } from './announce';
import { endpoint, secondOf, type Act } from './endpoint';
import { missing, refuse } from './errors';
import * as field from './fields';
import { newId } from './ids';
import { page } from './lists';
import { withMetadata } from './metadata';
import type { ProductObject } from './objects';
import { createPrice } from './price-making';
import { productSearch } from './product-search';
import { change, creation, filters, type Change, type Creation, type Filters } from './product-shapes';
import { meetWellKnownNames } from './well-known';

/** Adds a product, and its default price if that came with it. */
export function createProduct(act: Act, given: Creation): ProductObject {
  const { tables, livemode } = act.space;
  meetWellKnownNames(given.name);
  const id = given.id ?? newId('product');
  if (tables.product.get(id)) {
    throw refuse(`Product already exists with id '${id}'.`, 'id', 'resource_already_exists');
  }
  const now = secondOf(act);
  const bare = tables.product.put({
    id,
    object: 'product',
    active: given.active ?? true,
    created: now,
    default_price: null,
    description: given.description ?? null,
    images: given.images ?? [],
    livemode,
    marketing_features: given.marketing_features ?? [],
    metadata: withMetadata({}, given.metadata),
    name: given.name,
    package_dimensions: numbered(given.package_dimensions) ?? null,
    shippable: given.shippable ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    tax_code: given.tax_code ?? null,
    tax_details: null,
    type: given.type ?? 'service',
    unit_label: given.unit_label ?? null,
    updated: now,
    url: given.url ?? null,
  });
  if (!given.default_price_data) {
    announce(act, 'product.created', bare);
    return bare;
  }
  try {
    const price = createPrice(act, { ...given.default_price_data, product: id }, 'default_price_data');
    const product = tables.product.put({ ...bare, default_price: price.id });
    announce(act, 'product.created', product);
    return product;
  } catch (error) {
    // Product and price come into being together or not at all.
    tables.product.remove(id);
    throw error;
  }
}

/** Changes a product; what is not named stays. */
export function updateProduct(act: Act, id: string, given: Change): ProductObject {
  const before = findProduct(act, id);
  if (given.name !== undefined) meetWellKnownNames(given.name);
  const after: ProductObject = {
    ...before,
    active: given.active ?? before.active,
    default_price:
      given.default_price === undefined ? before.default_price : defaultPrice(act, id, given.default_price),
    description: given.description === undefined ? before.description : given.description || null,
    images: given.images === undefined ? before.images : (given.images ?? []),
    marketing_features:
      given.marketing_features === undefined ? before.marketing_features : (given.marketing_features ?? []),
    metadata: withMetadata(before.metadata, given.metadata),
    name: given.name ?? before.name,
    package_dimensions:
      given.package_dimensions === undefined
        ? before.package_dimensions
        : (numbered(given.package_dimensions) ?? null),
    shippable: given.shippable ?? before.shippable,
    statement_descriptor:
      given.statement_descriptor === undefined
        ? (before.statement_descriptor ?? null)
        : given.statement_descriptor,
    tax_code: given.tax_code === undefined ? before.tax_code : given.tax_code || null,
    unit_label: given.unit_label === undefined ? (before.unit_label ?? null) : given.unit_label || null,
    url: given.url === undefined ? before.url : given.url,
    updated: before.updated,
  };
  // An update that changes nothing makes no event.
  if (JSON.stringify(after) === JSON.stringify(before)) return before;
  const product = act.space.tables.product.put({ ...after, updated: act.core.clock.seconds() });
  announce(act, 'product.updated', product, before);
  return product;
}

/** Only a product without prices can be deleted: https://docs.stripe.com/api/products/delete */
export function deleteProduct(act: Act, id: string) {
  const product = findProduct(act, id);
  if (act.space.tables.price.find('product', id)) {
    throw refuse('This product cannot be deleted because it has one or more user-created prices.', 'id');
  }
  act.space.tables.product.remove(id);
  announce(act, 'product.deleted', product);
  return { id, object: 'product', deleted: true };
}

/** The product, or the refusal that there is none. */
export function findProduct({ space }: Act, id: string, param = 'id') {
  const product = space.tables.product.get(id);
  if (!product) throw missing('product', id, param);
  return product;
}

// An empty value unsets the default; anything else must be an active price of this product.
function defaultPrice({ space }: Act, product: string, id: string) {
  if (id === '') return null;
  const price = space.tables.price.get(id);
  if (!price) throw missing('price', id, 'default_price');
  if (price.product !== product) {
    throw refuse(
      `The price \`${id}\` cannot be set as the default price because it does not belong to the product \`${product}\`.`,
      'default_price',
    );
  }
  if (!price.active) {
    throw refuse(
      `The price \`${id}\` cannot be set as the default price because it is inactive.`,
      'default_price',
    );
  }
  return id;
}

function numbered(
  given: { height: string; length: string; weight: string; width: string } | null | undefined,
) {
  return (
    given && {
      height: Number(given.height),
      length: Number(given.length),
      weight: Number(given.weight),
      width: Number(given.width),
    }
  );
}

export const products = [
  endpoint({
    method: 'POST',
    path: '/v1/products',
    params: creation,
    run: (call, params) => createProduct(call, params),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/products',
    params: filters,
    run: (call, params) => listProducts(call, params),
  }),
  productSearch,
  endpoint({
    method: 'GET',
    path: '/v1/products/:id',
    params: field.record(field.expand),
    run: (call, _, id) => findProduct(call, id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/products/:id',
    params: change,
    run: (call, params, id) => updateProduct(call, id, params),
  }),
  endpoint({
    method: 'DELETE',
    path: '/v1/products/:id',
    params: field.record(field.expand),
    run: (call, _, id) => deleteProduct(call, id),
  }),
];

function listProducts({ space }: Act, { ids, ...asked }: Filters) {
  const wanted = ids && new Set(ids);
  return page({
    table: space.tables.product,
    noun: 'product',
    url: '/v1/products',
    paging: asked,
    within: asked.url === undefined ? undefined : { index: 'url', value: asked.url },
    keep: (row) =>
      (asked.active === undefined || row.active === asked.active) &&
      (asked.shippable === undefined || row.shippable === asked.shippable) &&
      (asked.type === undefined || row.type === asked.type) &&
      (!wanted || wanted.has(row.id)),
  });
}
