import type { Wanted, WantedPrice } from '../kinds/kind';
import type { Difference, Shown, ShownPrice } from '../schemas/drift';
import { matchPrices, showsLabel } from '../sync/match';
import { changeOf } from '../sync/plan';

/** What of a difference is about money: what is sold at all, or for how much. The rest is how it is described. */
const moneyFields = /^(?:active|deleted|default_price|price\..*|extra\..*)$/;

/**
 * Where Stripe shows otherwise than a row asks for, field by field, by the same comparison as the engine's plan. Pure.
 * @param want nothing when the row is gone, or sold on another account: then nothing of it should be on sale.
 * @param row names the row, as in `space_<id>`.
 */
export function compare(want: Wanted | null, shown: Shown, row: string): Difference[] {
  const { product, isDeleted, hasAllPrices, readAt } = shown;
  const isWanted = want?.product.active === true;
  if (isDeleted) return isWanted ? [difference('deleted', false, true, readAt)] : [];
  const fields = compareProduct(want ?? { product: { ...product, active: false }, prices: [] }, shown);
  if (!hasAllPrices) return fields;
  return [...fields, ...(isWanted ? comparePrices(want.prices, shown, row) : extras(shown.prices, shown))];
}

function difference(
  field: string,
  ours: Difference['ours'],
  theirs: Difference['theirs'],
  since: string,
): Difference {
  return { field, ours, theirs, since, grade: moneyFields.test(field) ? 'money' : 'text' };
}

function compareProduct({ product: want }: Wanted, { product, prices, updatedAt }: Shown): Difference[] {
  const { metadata = {}, ...change } = changeOf(want, { product, prices });
  const tell = (field: string, ours: Difference['ours'], theirs: Difference['theirs']) =>
    difference(field, ours, theirs, updatedAt);
  return [
    ...(change.name === undefined ? [] : [tell('name', want.name, product.name)]),
    ...(change.description === undefined ? [] : [tell('description', want.description, product.description)]),
    ...(change.images === undefined ? [] : [tell('images', want.images, product.images)]),
    ...(change.active === undefined ? [] : [tell('active', want.active, product.active)]),
    ...Object.entries(metadata).map(([key, ours]) =>
      tell(`metadata.${key}`, ours, product.metadata[key] ?? null),
    ),
  ];
}

/** A tariff without its price, a price that nobody asked for, wrong labels, another default. */
function comparePrices(wanted: WantedPrice[], shown: Shown, row: string): Difference[] {
  const { product, prices, readAt } = shown;
  const { kept, revived, missing, left } = matchPrices(wanted, { product, prices }, row);
  const known = new Map(prices.map((price) => [price.id, price]));
  const extra = new Set(left.flatMap(({ id, active }) => (active ? [id] : [])));
  const gone = [...revived.map(({ price }) => price), ...missing];
  const replaced = gone.map((price) => {
    const found = replacementOf(
      price,
      gone,
      [...extra].flatMap((id) => known.get(id) ?? []),
      shown,
    );
    if (found) extra.delete(found.id);
    const ours = revived.find((match) => match.price === price)?.found;
    const since = found?.since ?? known.get(ours?.id ?? '')?.since ?? readAt;
    return difference(`price.${price.tariff}`, amountOf(price), found ? amountOf(found) : null, since);
  });
  const labels = kept
    .filter(({ price, found }) => !showsLabel(found, price, row))
    .map(({ price, found }) => difference(`label.${price.tariff}`, price.nickname, found.nickname, readAt));
  const first = kept.find(({ price }) => price === wanted[0])?.found.id ?? null;
  const isDefaultTold = wanted.length > 0 && first === null;
  const isOther = !isDefaultTold && first !== product.default_price;
  return [
    ...replaced,
    ...extras(
      [...extra].flatMap((id) => known.get(id) ?? []),
      shown,
    ),
    ...labels,
    ...(isOther ? [difference('default_price', first, product.default_price, shown.updatedAt)] : []),
  ];
}

/** The price that somebody has put in the place of ours: of the same tariff, or else the only one that it can be. */
function replacementOf(price: WantedPrice, gone: WantedPrice[], extra: ShownPrice[], { product }: Shown) {
  const named = extra.find(({ tariff }) => tariff === price.tariff);
  if (named) return named;
  const unnamed = extra.filter(({ tariff }) => tariff === null);
  const byDefault = unnamed.find(({ id }) => id === product.default_price);
  if (gone.length !== 1) return undefined;
  return byDefault ?? (unnamed.length === 1 ? unnamed[0] : undefined);
}

/** Active prices that nobody asked for. */
function extras(prices: ShownPrice[], { readAt }: Shown): Difference[] {
  return prices
    .filter(({ active }) => active)
    .map((price) => difference(`extra.${price.id}`, null, amountOf(price), price.since ?? readAt));
}

function amountOf({ unit_amount, currency }: Pick<ShownPrice, 'unit_amount' | 'currency'>) {
  return { unit_amount, currency };
}
