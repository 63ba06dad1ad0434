import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { WantedPrice, WantedProduct } from '../kinds/kind';
import type { World } from '../world';
import { onAccount, type Mark } from './mark';
import { lookupKey } from './match';
import { productId } from './observe';
import type { ProductChange, Step } from './plan';
import { priceSeen, productSeen, withPrice, type Seen } from './seen';

/** Makes the writes of a plan, one after the other. `onAnswer` is told after each what Stripe shows by then. */
export async function apply(
  world: World,
  mark: Mark,
  steps: Step[],
  seen: Seen,
  onAnswer: (seen: Seen, step: Step) => void,
) {
  let shown = seen;
  for (const [at, step] of steps.entries()) {
    mark.lease.check();
    const started = performance.now();
    shown = await write(world, mark, step, shown, at);
    const took_ms = Math.round(performance.now() - started);
    world.log.info(
      { mark: `${mark.kind}:${mark.row_id}`, wanted: mark.wanted, step: step.does, took_ms },
      'wrote to Stripe',
    );
    onAnswer(shown, step);
  }
  return shown;
}

/**
 * The key of a write. A create keeps its key over retries, so that one whose answer was lost is found again and not made
 * twice; an update is harmless to repeat, and must act again after somebody else has changed the object meanwhile.
 */
function idempotencyKey(mark: Mark, step: Step, at: number): string {
  const content = createHash('sha256').update(JSON.stringify(step)).digest('hex').slice(0, 16);
  const isCreate = step.does.startsWith('create');
  const attempt = isCreate ? '' : `:${mark.attempts}:${mark.lease.worker}:${at}`;
  return `${mark.kind}:${mark.row_id}:${mark.wanted}:${mark.key_epoch}:${content}${attempt}`;
}

async function write({ stripe }: World, mark: Mark, step: Step, seen: Seen, at: number): Promise<Seen> {
  const options = { idempotencyKey: idempotencyKey(mark, step, at), ...onAccount(mark.account) };
  const row = productId(mark.kind, mark.row_id);
  switch (step.does) {
    case 'create the product with its price':
    case 'create the product': {
      const price = 'price' in step ? step.price : undefined;
      const product = await stripe.products.create(createParams(row, step.product, price), options);
      const shown: Seen = { product: productSeen(product), prices: seen.prices };
      const made = product.default_price;
      return typeof made === 'object' && made !== null ? withPrice(shown, priceSeen(made)) : shown;
    }
    case 'create a price': {
      const params = {
        ...labels(row, step.price),
        metadata: filled(step.price.metadata),
        ...amountOf(step.price),
        product: seen.product?.id ?? row,
      };
      return withPrice(seen, priceSeen(await stripe.prices.create(params, options)));
    }
    case 'label the price':
    case 'revive the price': {
      const id = step.id ?? seen.product?.default_price ?? '';
      const params = {
        ...labels(row, step.price),
        ...(step.does === 'revive the price' ? { active: true } : {}),
      };
      return withPrice(seen, priceSeen(await stripe.prices.update(id, params, options)));
    }
    case 'archive the old price':
    case 'archive the price':
      return withPrice(seen, priceSeen(await stripe.prices.update(step.id, { active: false }, options)));
    default: {
      const product = await stripe.products.update(
        seen.product?.id ?? row,
        updateParams(step.change, seen, row),
        options,
      );
      return { ...seen, product: productSeen(product) };
    }
  }
}

/** An empty value takes a key away, so a new object is not told of it (https://docs.stripe.com/api/metadata). */
function filled(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== ''));
}

function amountOf({ unit_amount, currency }: WantedPrice) {
  return { unit_amount, currency };
}

function labels(row: string, price: WantedPrice) {
  return {
    lookup_key: lookupKey(row, price.tariff),
    transfer_lookup_key: true,
    metadata: price.metadata,
    ...(price.nickname === null ? {} : { nickname: price.nickname }),
  };
}

function createParams(
  id: string,
  product: WantedProduct,
  price: WantedPrice | undefined,
): Stripe.ProductCreateParams {
  const { name, description, images, metadata } = product;
  return {
    id,
    name,
    metadata: filled(metadata),
    ...(description === null ? {} : { description }),
    ...(images.length === 0 ? {} : { images }),
    ...(price ? { default_price_data: amountOf(price), expand: ['default_price'] } : {}),
  };
}

function updateParams(change: ProductChange, seen: Seen, row: string): Stripe.ProductUpdateParams {
  const { default_tariff, description, images, ...plain } = change;
  return {
    ...plain,
    // An empty value unsets a field (https://docs.stripe.com/api/products/update).
    ...(description === undefined ? {} : { description: description ?? '' }),
    ...(images === undefined ? {} : { images: images.length === 0 ? '' : images }),
    ...(default_tariff === undefined ? {} : { default_price: defaultPrice(default_tariff, seen, row) }),
  };
}

/** The active price of a tariff by now; the empty text unsets the default, which may be archived then. */
function defaultPrice(tariff: string | null, seen: Seen, row: string): string {
  if (tariff === null) return '';
  const named = seen.prices.find((price) => price.active && price.lookup_key === lookupKey(row, tariff));
  return named?.id ?? '';
}
