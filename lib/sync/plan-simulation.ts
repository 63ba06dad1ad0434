import type { WantedPrice } from '../kinds/kind';
import { lookupKey } from './match';
import type { ProductChange, Step } from './plan';
import { withPrice, type Seen, type SeenPrice, type SeenProduct } from './seen';

/** What Stripe would show after the steps of a plan, by its documented rules; for tests of `plan` alone. */
export function simulate(steps: Step[], seen: Seen, row: string): Seen {
  return steps.reduce((shown, step) => after(step, shown, row), seen);
}

function after(step: Step, seen: Seen, row: string): Seen {
  switch (step.does) {
    case 'create the product':
      return { product: newProduct(step.product, row, null), prices: seen.prices };
    case 'create the product with its price': {
      const made = newPrice(step.price, seen);
      return withPrice({ product: newProduct(step.product, row, made.id), prices: seen.prices }, made);
    }
    case 'create a price':
      return withPrice(seen, labelled(newPrice(step.price, seen), step.price, row));
    case 'label the price':
    case 'revive the price': {
      const found = priceOf(seen, step.id ?? seen.product?.default_price ?? '');
      return withPrice(seen, {
        ...labelled(found, step.price, row),
        active: found.active || step.does === 'revive the price',
      });
    }
    case 'archive the old price':
    case 'archive the price':
      if (seen.product?.default_price === step.id)
        throw new Error('Stripe refuses to archive a default price.');
      return withPrice(seen, { ...priceOf(seen, step.id), active: false });
    default:
      return { ...seen, product: changed(step.change, seen, row) };
  }
}

function priceOf(seen: Seen, id: string): SeenPrice {
  const found = seen.prices.find((price) => price.id === id);
  if (!found) throw new Error(`No such price: ${id}`);
  return found;
}

function newPrice({ unit_amount, currency }: WantedPrice, { prices }: Seen): SeenPrice {
  const fresh = {
    tariff: null,
    lookup_key: null,
    nickname: null,
    metadata: {},
    active: true,
    is_one_time: true,
  };
  return { id: `price_${prices.length + 1}`, unit_amount, currency, ...fresh };
}

function labelled(price: SeenPrice, { tariff, nickname, metadata }: WantedPrice, row: string): SeenPrice {
  return {
    ...price,
    tariff,
    metadata,
    nickname: nickname ?? price.nickname,
    lookup_key: lookupKey(row, tariff),
  };
}

function newProduct(
  want: Omit<SeenProduct, 'id' | 'default_price'>,
  id: string,
  default_price: string | null,
): SeenProduct {
  return {
    ...want,
    id,
    active: true,
    description: want.description === '' ? null : want.description,
    default_price,
  };
}

function changed(change: ProductChange, seen: Seen, row: string): SeenProduct {
  if (seen.product === null) throw new Error('No such product.');
  const { default_tariff, metadata, ...fields } = change;
  const next = { ...seen.product, ...fields, metadata: { ...seen.product.metadata, ...metadata } };
  if (default_tariff === undefined) return next;
  const price = seen.prices.find(
    (each) => each.active && default_tariff !== null && each.lookup_key === lookupKey(row, default_tariff),
  );
  if (default_tariff !== null && !price) throw new Error('A default price must be active.');
  return { ...next, default_price: price?.id ?? null };
}
