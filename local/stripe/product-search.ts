import { endpoint, type Act } from './endpoint';
import { refuse } from './errors';
import * as field from './fields';
import type { ProductObject } from './objects';

const search = field.record({
  ...field.expand,
  limit: field.integer.optional(),
  page: field.text(5000).optional(),
  query: field.text(5000),
});

const METADATA = /^metadata\['(?<key>[^']{1,40})'\]:'(?<value>[^']*)'$/;

/** Finds products by one metadata value, the only clause the app asks with (https://docs.stripe.com/search). */
function searchProducts(
  { space }: Act,
  { query, limit = 10 }: { query: string; limit?: number | undefined },
) {
  const { key, value } = METADATA.exec(query.trim())?.groups ?? {};
  if (key === undefined || value === undefined) {
    throw refuse("The local Stripe emulator only understands queries like metadata['key']:'value'.", 'query');
  }
  const found: ProductObject[] = [];
  for (const product of space.tables.product.walk({ direction: 'newest' })) {
    if (product.metadata[key] === value) found.push(product);
    if (found.length > limit) break;
  }
  return {
    object: 'search_result',
    url: '/v1/products/search',
    has_more: found.length > limit,
    next_page: null,
    data: found.slice(0, limit),
  };
}

export const productSearch = endpoint({
  method: 'GET',
  path: '/v1/products/search',
  params: search,
  run: (call, params) => searchProducts(call, params),
});
