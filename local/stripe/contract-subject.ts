import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { clientOf, freshEmulator } from './testing';

/**
 * What the contract is held against: a fresh emulator, or Stripe itself when a test key is given. There, names are of this
 * run alone and what is left behind is archived.
 */
export async function contractSubject(key: string | undefined) {
  const run = randomUUID().slice(0, 8);
  const made: string[] = [];
  const fresh = key ? undefined : await freshEmulator();
  const stripe = fresh?.stripe ?? new Stripe(key ?? '');
  const newProductId = () => {
    const id = `contract_${run}_${made.length + 1}`;
    made.push(id);
    return id;
  };
  return {
    stripe,
    run,
    newProductId,
    newProduct: (name = 'Atelier') => stripe.products.create({ id: newProductId(), name, metadata: { run } }),
    /** A client with a key that is none. */
    stranger: () => (fresh ? clientOf(fresh.emulator, 'nonsense') : new Stripe('nonsense')),
    tidy: async () => {
      const archived = { active: false, default_price: '' };
      // A product that a test has deleted is not there to be archived.
      await Promise.allSettled(made.map((id) => stripe.products.update(id, archived)));
      await fresh?.emulator.stop();
    },
  };
}

export type Subject = Awaited<ReturnType<typeof contractSubject>>;

/** The id of a product's default price. */
export function priceOf(product: Stripe.Product) {
  return typeof product.default_price === 'string'
    ? product.default_price
    : (product.default_price?.id ?? '');
}
