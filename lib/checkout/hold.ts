import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Problem, type Fault } from '../errors';
import { normalAmount, shareOf, toMinor, type Locale } from '../money';
import type { CheckoutInput } from '../schemas/order';
import type { World } from '../world';

/** A hold outlives the checkout by so much that no clock and no slow call can let it run out before (S3). */
const HOLD_MINUTES = 40;
/** https://docs.stripe.com/api/checkout/sessions/create: `amount_total` has at most eight digits. */
const MOST_MINOR = 99_999_999;

/** Who asks, and in which language. */
export type Asking = CheckoutInput & { locale: Locale };

const offers = z.array(
  z.object({
    kind: z.string(),
    id: z.string(),
    tariff: z.string().nullable(),
    name: z.string().nullable(),
    price: z.string().nullable(),
    currency: z.string().nullable(),
    account: z.string().nullable(),
    organisation_id: z.string().nullable(),
    fee_percent: z.string().nullable(),
    stripe_price: z.object({ id: z.string(), unit_amount: z.number(), currency: z.string() }).nullable(),
    refusal: z.string().nullable(),
  }),
);
type Offer = z.infer<typeof offers>[number];

const opened = z.object({
  order_id: z.string(),
  number: z.number(),
  status: z.string(),
  now: z.number(),
  hold_until: z.string().nullable(),
});
const refused = z.object({
  refused: z.enum(['sold_out', 'price_changed', 'not_for_sale']),
  items: z.array(
    z.object({
      place: z.number(),
      code: z.string(),
      left: z.number().optional(),
      price: z.string().nullish(),
      currency: z.string().nullish(),
    }),
  ),
});
const answers = z.union([refused, opened]);

/** A line that Stripe is to charge. */
type Line = { price: string; quantity: number };

/** An order whose units are held. `key` is the buyer's, and kept nowhere. Times are in seconds of the database's clock. */
export type Held = {
  orderId: string;
  key: string;
  account: string;
  lines: Line[];
  totalMinor: number;
  feeMinor: number;
  now: number;
};

/** How a buyer's key is kept: nobody who reads the database can use it. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * Holds the units that a cart asks for, all of them or none, in one transaction with the check that they are there.
 * @throws Problem that names each item which cannot be bought, is sold out, or costs something else by now.
 */
export async function hold(world: World, asking: Asking): Promise<Held> {
  const found = await offer(world, asking);
  const { account, currency, organisation_id, fee_percent } = sellerOf(found);
  const items = found.map((each, at) => priced(asking, each, at));
  const totalMinor = items.reduce(
    (sum, { unit_amount_minor, quantity }) => sum + unit_amount_minor * quantity,
    0,
  );
  if (totalMinor > MOST_MINOR)
    throw new Problem('bad_input', { errors: [{ field: 'items', code: 'total_too_large', detail: '' }] });
  const feeMinor = shareOf(totalMinor, fee_percent, currency);
  const key = randomBytes(24).toString('base64url');
  const orderId = randomUUID();
  const { data } = await world.db
    .rpc('order_open', {
      asked: JSON.stringify({
        ...{ order_id: orderId, account, organisation_id, currency, items, locale: asking.locale },
        ...{ total_minor: totalMinor, fee_minor: feeMinor, key_hash: hashOfKey(key) },
        is_live: world.mode === 'live',
        email: asking.email ?? null,
        hold_minutes: HOLD_MINUTES,
      }),
    })
    .throwOnError();
  const answer = answers.parse(data);
  if ('refused' in answer) throw refusalOf(asking, found, answer);
  world.log.info({ order: orderId, units: items.reduce((sum, { quantity }) => sum + quantity, 0) }, 'held');
  const lines = items.flatMap(({ stripe_price_id, quantity }) =>
    stripe_price_id === null ? [] : [{ price: stripe_price_id, quantity }],
  );
  return { orderId, key, account, lines, totalMinor, feeMinor, now: answer.now };
}

/** What the items cost and where they are sold, as it stands now. @throws Problem for what cannot be bought. */
async function offer(world: World, { items }: Asking): Promise<Offer[]> {
  const asked = JSON.stringify(items.map(({ kind, id, tariff }) => ({ kind, id, tariff })));
  const { data } = await world.db.rpc('shop_offer', { asked }).throwOnError();
  const found = offers.parse(data);
  const faults = found.flatMap(({ refusal, name }, at) =>
    refusal === null ? [] : [faultAt(at, refusal, { name: name ?? '' })],
  );
  if (faults.length > 0) throw new Problem('not_for_sale', { errors: faults });
  return found;
}

/** One checkout is with one seller, in one currency (https://docs.stripe.com/payments/checkout). */
function sellerOf(found: Offer[]) {
  const [first] = found;
  const isSame = (field: 'account' | 'currency') => found.every((each) => each[field] === first?.[field]);
  if (!first?.account || !first.currency || !isSame('account')) throw new Problem('mixed_sellers');
  if (!isSame('currency')) throw new Problem('mixed_currencies');
  const { account, currency, organisation_id, fee_percent } = first;
  return { account, currency, organisation_id, fee_percent: fee_percent ?? '0' };
}

/** An item with what Stripe will charge for it: what was shown, what the row says and what Stripe has are equal (S11). */
function priced({ items }: Asking, found: Offer, at: number) {
  const asked = items[at];
  const { price, currency, stripe_price, name } = found;
  if (!asked || price === null || currency === null) throw new Problem('not_for_sale');
  const { quantity, kind, id } = asked;
  const shownOtherwise =
    (asked.price !== undefined && normalAmount(asked.price, currency) !== normalAmount(price, currency)) ||
    (asked.currency !== undefined && asked.currency !== currency);
  if (shownOtherwise) throw priceChanged(asked, found, at);
  const unit_amount_minor = toMinor(price, currency);
  const isInStripe =
    stripe_price === null
      ? unit_amount_minor === 0
      : stripe_price.unit_amount === unit_amount_minor && stripe_price.currency === currency;
  // The row was changed a moment ago, and Stripe does not show it yet.
  if (!isInStripe)
    throw new Problem('not_for_sale', { errors: [faultAt(at, 'not_in_stripe', { name: name ?? '' })] });
  return {
    ...{ kind, id, quantity, tariff: found.tariff, price, unit_amount_minor },
    stripe_price_id: unit_amount_minor === 0 ? null : (stripe_price?.id ?? null),
  };
}

function priceChanged(asked: { kind: string; id: string }, { name, price, currency }: Offer, at: number) {
  const now = normalAmount(price ?? '', currency ?? '');
  return new Problem('price_changed', {
    errors: [faultAt(at, 'price_changed', { name: name ?? '' })],
    more: { items: [{ kind: asked.kind, id: asked.id, price: now, currency }] },
  });
}

function refusalOf({ items }: Asking, found: Offer[], answer: z.infer<typeof refused>): Problem {
  const errors = answer.items.map(({ place, code, left = 0 }) =>
    faultAt(place, code, { name: found[place]?.name ?? '', left }),
  );
  const told = answer.items.map(({ place, left, price, currency }) => ({
    kind: items[place]?.kind,
    id: items[place]?.id,
    ...(left === undefined ? {} : { requested: items[place]?.quantity, available: left }),
    ...(price && currency ? { price: normalAmount(price, currency), currency } : {}),
  }));
  return new Problem(answer.refused, { errors, more: { items: told } });
}

function faultAt(place: number, code: string, params: Record<string, string | number>): Fault {
  return { field: `items.${place}`, code, detail: '', params };
}
