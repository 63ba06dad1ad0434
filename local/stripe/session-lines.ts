import { readable, isChargeable, minimumCharge } from './currencies';
import type { Act } from './endpoint';
import { invalid, missing } from './errors';
import { newId } from './ids';
import { withMetadata } from './metadata';
import type { LineItemObject, PriceObject } from './objects';
import { checkPrice, createPrice } from './price-making';
import { createProduct } from './products';
import type { Line } from './session-shapes';

const mostUnits = 999_999;
const highest = 99_999_999;

type Amounts = Pick<PriceObject, 'unit_amount' | 'unit_amount_decimal'>;
type Measured = { currency: string; amount: number };

/** The lines of a session, each with the price as it stands now. They have been checked by `totalOf`. */
export function makeLines(act: Act, lines: readonly Line[]): LineItemObject[] {
  return lines.map((line, index) => make(act, line, index));
}

/**
 * The sum of the lines in their one currency, if they can be sold and it can be charged. Nothing is written before this
 * is known: https://docs.stripe.com/currencies
 */
export function totalOf(act: Act, lines: readonly Line[]): Measured {
  const measured = lines.map((line, index) => check(act, line, index));
  const currency = measured[0]?.currency ?? 'eur';
  if (measured.some((line) => line.currency !== currency)) {
    throw invalid('All line items of a Checkout Session must have the same currency.', 'line_items');
  }
  const amount = measured.reduce((sum, line) => sum + line.amount, 0);
  const least = minimumCharge(currency);
  if (amount > 0 && amount < least) {
    const message = `The Checkout Session's total amount due must add up to at least ${readable(least, currency)}`;
    throw invalid(message, 'line_items', 'amount_too_small');
  }
  if (amount > highest) {
    const message = `The Checkout Session's total amount due must add up to at most ${readable(highest, currency)}`;
    throw invalid(message, 'line_items', 'amount_too_large');
  }
  if (!isChargeable(amount, currency)) {
    throw invalid(`The amount cannot be charged in ${currency}: its smallest unit is larger.`, 'line_items');
  }
  return { amount, currency };
}

function check(act: Act, { price: id, price_data: data, quantity }: Line, index: number): Measured {
  const at = `line_items[${index}]`;
  if (quantity === undefined)
    throw invalid(
      `Quantity is required. Add \`quantity\` to \`${at}\``,
      `${at}[quantity]`,
      'parameter_missing',
    );
  if (quantity < 1 || quantity > mostUnits) {
    const code = 'parameter_invalid_integer';
    throw invalid(`This value must be between 1 and ${mostUnits}.`, `${at}[quantity]`, code);
  }
  if ((id === undefined) === (data === undefined)) {
    throw invalid(
      `You must specify either \`price\` or \`price_data\` in \`${at}\`.`,
      `${at}[price]`,
      'parameter_missing',
    );
  }
  const amounts = data ? checkData(act, data, at) : checkSellable(act, id ?? '', at);
  return { currency: amounts.currency, amount: amountFor(amounts, quantity) };
}

function checkSellable({ space }: Act, id: string, at: string) {
  const price = space.tables.price.get(id);
  if (!price) throw missing('price', id, `${at}[price]`);
  if (!price.active)
    throw invalid('The price specified is inactive. This field only accepts active prices.', `${at}[price]`);
  if (!space.tables.product.get(price.product)?.active) {
    throw invalid(`Price \`${id}\` is not available to be purchased because its product is not active.`, at);
  }
  if (price.type === 'recurring') {
    const message =
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.';
    throw invalid(message, `${at}[price]`);
  }
  return price;
}

function checkData(act: Act, data: NonNullable<Line['price_data']>, at: string) {
  const amounts = checkPrice(act, data, `${at}[price_data]`);
  if ((data.product === undefined) === (data.product_data === undefined)) {
    const message = `You must specify either \`product\` or \`product_data\` in \`${at}[price_data]\`.`;
    throw invalid(message, `${at}[price_data][product]`, 'parameter_missing');
  }
  const product = data.product === undefined ? undefined : act.space.tables.product.get(data.product);
  if (data.product !== undefined && !product)
    throw missing('product', data.product, `${at}[price_data][product]`);
  if (product && !product.active) {
    throw invalid(
      `The product \`${product.id}\` is marked as inactive, and thus no new purchases can be made.`,
      `${at}[price_data][product]`,
    );
  }
  return { currency: data.currency, ...amounts };
}

function make(
  act: Act,
  { price: id, price_data: data, quantity = 1, metadata }: Line,
  index: number,
): LineItemObject {
  const price = (id === undefined ? undefined : act.space.tables.price.get(id)) ?? inline(act, data);
  if (!price) throw missing('price', id ?? '', `line_items[${index}][price]`);
  const amount = amountFor(price, quantity);
  return {
    id: newId('line'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: act.space.tables.product.get(price.product)?.name ?? null,
    metadata: withMetadata({}, metadata),
    price,
    quantity,
  };
}

// Stripe rounds after it has multiplied: https://docs.stripe.com/api/prices/create
function amountFor({ unit_amount: whole, unit_amount_decimal: exact }: Amounts, quantity: number) {
  return whole === null ? Math.round(Number(exact) * quantity) : whole * quantity;
}

// A price made in passing is archived from birth, and its product with it, so that nothing else is sold by it.
function inline(act: Act, data: Line['price_data']): PriceObject | undefined {
  if (!data) return undefined;
  const { product, product_data: made, ...amounts } = data;
  const id = made ? createProduct(act, { ...made, active: false }).id : product;
  if (id === undefined) return undefined;
  const price = createPrice(act, { ...amounts, product: id, active: false });
  act.space.tables.inline.put({ id: price.id, created: price.created });
  return price;
}
