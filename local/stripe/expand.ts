import { invalid, refuse } from './errors';
import { fieldsOf, isRecord, type JsonRecord } from './json';
import type { Space } from './store';

type Look = (space: Space, id: string, row: JsonRecord) => object | undefined;

const product: Look = (space, id) => space.tables.product.get(id);
const price: Look = (space, id) => space.tables.price.get(id);
const intent: Look = (space, id) => space.tables.payment_intent.get(id);
const charge: Look = (space, id) => space.tables.charge.get(id);
const fee: Look = (space, id) => space.tables.application_fee.get(id);

/** What can be expanded in which object. */
const expandable: Record<string, Record<string, Look>> = {
  product: { default_price: price },
  price: { product: (space, id) => product(space, id, {}) ?? { id, object: 'product', deleted: true } },
  'checkout.session': { payment_intent: intent, line_items: linesOf },
  payment_intent: { latest_charge: charge },
  charge: {
    payment_intent: intent,
    application_fee: fee,
    balance_transaction: transactionOf,
    refunds: refundsOf,
  },
  refund: { charge, payment_intent: intent },
  application_fee: { charge },
  dispute: { charge, payment_intent: intent },
};

// These are not references: they are left out of an answer unless asked for.
const onDemand = new Set(['line_items', 'refunds']);
const deepest = 4;

const known = new Set([
  'data',
  'price',
  ...Object.values(expandable).flatMap((fields) => Object.keys(fields)),
]);

/** Refuses what no object has, before the call acts; whether this very answer has it is seen when it is there. */
export function checkExpand(paths: readonly string[]) {
  for (const path of paths) {
    if (!path.split('.').every((step) => known.has(step))) {
      throw invalid(`This property cannot be expanded (${path}).`, 'expand');
    }
  }
}

/** Puts objects where ids stand, as far as asked: https://docs.stripe.com/expand */
export function expanded(space: Space, answer: object, paths: readonly string[]): JsonRecord {
  const root = fieldsOf(answer);
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > deepest)
      throw refuse(`You cannot expand more than ${deepest} levels of a property: ${path}.`, 'expand');
    walk(space, root, steps, path);
  }
  return root;
}

function walk(space: Space, row: JsonRecord, [step, ...rest]: string[], path: string) {
  if (step === undefined) return;
  const fields = typeof row.object === 'string' ? expandable[row.object] : undefined;
  const look = fields && Object.hasOwn(fields, step) ? fields[step] : undefined;
  const value = row[step];
  if (Array.isArray(value)) {
    row[step] = value.map((item: unknown) => (isRecord(item) ? { ...item } : item));
    for (const item of listItems(row[step])) walk(space, item, rest, path);
    return;
  }
  if (!look && !isRecord(value)) {
    throw refuse(`This property cannot be expanded (${path}).`, 'expand');
  }
  const found =
    look && (typeof value === 'string' || onDemand.has(step)) ? look(space, idOf(value), row) : value;
  if (!isRecord(found)) return;
  const copy = { ...found };
  row[step] = copy;
  walk(space, copy, rest, path);
}

function listItems(value: unknown) {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function idOf(value: unknown) {
  return typeof value === 'string' ? value : '';
}

function linesOf(space: Space, _: string, { id }: JsonRecord) {
  const cart = space.tables.cart.get(idOf(id));
  const url = `/v1/checkout/sessions/${idOf(id)}/line_items`;
  return cart && { object: 'list', url, has_more: false, data: cart.lines };
}

function refundsOf(space: Space, _: string, { id }: JsonRecord) {
  const data = [...space.tables.refund.walk({ within: { index: 'charge', value: idOf(id) } })];
  return { object: 'list', url: `/v1/charges/${idOf(id)}/refunds`, has_more: false, data };
}

// The books are not emulated; what an app reads of a balance transaction is what stands here.
function transactionOf(
  space: Space,
  id: string,
  { amount, currency, application_fee_amount: fee, created, id: source }: JsonRecord,
) {
  const applicationFee = typeof fee === 'number' ? fee : 0;
  const whole = typeof amount === 'number' ? amount : 0;
  const net = whole - applicationFee;
  return {
    id,
    object: 'balance_transaction',
    amount,
    currency,
    created,
    fee: applicationFee,
    net,
    source,
    status: 'available',
    type: 'charge',
    livemode: space.livemode,
  };
}
