import type { PlanAnswer, PlanStep } from '@/lib/schemas/sync';

/** A step's key among the messages `plan.step`. */
export const stepKeys = {
  'create the product with its price': 'createProductWithPrice',
  'create the product': 'createProduct',
  'update the product': 'updateProduct',
  'archive the product': 'archiveProduct',
  'revive the product': 'reviveProduct',
  'label the price': 'labelPrice',
  'create a price': 'createPrice',
  'revive the price': 'revivePrice',
  'make it the default': 'makeDefault',
  'archive the old price': 'archiveOldPrice',
  'archive the price': 'archivePrice',
} as const satisfies Record<PlanStep['does'], string>;

const tariffNames = ['hour', 'half_day', 'day', 'month'] as const;
export type TariffName = (typeof tariffNames)[number];

/** Whether a price's name is one of the units of time that a space is let by; prices of others' making have none. */
export function isTariffName(name: string | null): name is TariffName {
  return tariffNames.some((known) => known === name);
}

/** How many products and prices a plan archives. */
export function archivesOf(plan: PlanAnswer): { products: number; prices: number } {
  const count = (...words: PlanStep['does'][]) =>
    plan.steps.filter(({ does }) => words.includes(does)).length;
  return {
    products: count('archive the product'),
    prices: count('archive the price', 'archive the old price'),
  };
}

/** The key among the messages `plan.archives` that tells these numbers without naming what is not there. */
export function archiveWords({ products, prices }: { products: number; prices: number }) {
  if (products > 0 && prices > 0) return 'both';
  if (products > 0) return 'products';
  return prices > 0 ? 'prices' : 'nothing';
}
