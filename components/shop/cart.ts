import { fromMinor, normalAmount, toMinor } from '@/lib/money';
import { nullable, object, oneOf, optional, text, type Guard, type Guarded } from '@/lib/shape';
import { MAX_UNITS, spaceTariffs } from '@/lib/schemas/shop';

const isUnits: Guard<number> = (value): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_UNITS;

const lineFields = {
  kind: oneOf(['product', 'ticket', 'space']),
  id: text,
  /** How a space is let. */
  tariff: optional(oneOf(spaceTariffs)),
  quantity: isUnits,
  price: text,
  currency: text,
  name: text,
  /** The event that a ticket is for. */
  title: nullable(text),
  path: text,
  imageUrl: nullable(text),
  /** Who sells it; nothing when it is the shop itself. */
  seller: nullable(object({ id: text, name: text })),
  /** The order whose open checkout it is part of. It counts as in the cart until that is paid. */
  order: optional(text),
};
type Read = Guarded<ReturnType<typeof object<typeof lineFields>>>;

/** A line of the cart: what it was when it was added, so that it can be shown at once, and to how many units. */
export type CartLine = Omit<Read, 'tariff' | 'order'> & Partial<Pick<Read, 'tariff' | 'order'>>;
export const isCartLine: Guard<CartLine> = object(lineFields);

export type Cart = readonly CartLine[];
export type NewLine = Omit<CartLine, 'quantity' | 'order'>;

type Named = Pick<CartLine, 'kind' | 'id' | 'tariff' | 'order'>;

/** What a line is known by: one thing is one line, and another one while it is in a checkout. */
export function keyOf({ kind, id, tariff, order }: Named): string {
  return [kind, id, tariff ?? '', order ?? ''].join(':');
}

/** How many units of something may be in the cart: what is left of it, and never more than one checkout takes. */
export function mostOf(available: number | null): number {
  return Math.max(0, Math.min(available ?? MAX_UNITS, MAX_UNITS));
}

/** Puts units of something into the cart, as many as there may be at most. Its newest price is the one that counts. */
export function addLine(cart: Cart, line: NewLine, quantity: number, most: number): Cart {
  const key = keyOf(line);
  const there = cart.find((each) => keyOf(each) === key);
  const wanted = Math.min((there?.quantity ?? 0) + quantity, mostOf(most));
  if (wanted < 1) return cart;
  const added = { ...line, quantity: wanted };
  return there ? cart.map((each) => (each === there ? added : each)) : [...cart, added];
}

/** Changes a line of the cart. */
export function changeLine(cart: Cart, key: string, change: Partial<CartLine>): Cart {
  return cart.map((each) => (keyOf(each) === key ? { ...each, ...change } : each));
}

/** Takes a line out. */
export function removeLine(cart: Cart, key: string): Cart {
  return cart.filter((each) => keyOf(each) !== key);
}

/** How many units are in the cart. */
export function unitsOf(cart: Cart): number {
  return cart.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The units of a thing that are in the cart and in no open checkout. */
export function unitsInCart(cart: Cart, line: Named): number {
  return cart.find((each) => keyOf(each) === keyOf({ ...line, order: undefined }))?.quantity ?? 0;
}

/** What some lines of one currency come to, as a decimal. */
export function totalOf(lines: Cart): string {
  const currency = lines[0]?.currency ?? 'eur';
  const minor = lines.reduce((sum, { price, quantity }) => sum + toMinor(price, currency) * quantity, 0);
  return fromMinor(minor, currency);
}

/** The lines that are paid together: of one seller and in one currency. */
export type CartGroup = { key: string; seller: CartLine['seller']; currency: string; lines: CartLine[] };

/** The cart as the checkouts that it becomes, in the order in which things were added. */
export function groupsOf(cart: Cart): CartGroup[] {
  const groups = new Map<string, CartGroup>();
  for (const line of cart) {
    if (line.order !== undefined) continue;
    const { seller, currency } = line;
    const key = `${seller?.id ?? ''}:${currency}`;
    const group = groups.get(key) ?? { key, seller, currency, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Marks lines as part of a checkout that was just opened. */
export function enterCheckout(cart: Cart, keys: readonly string[], order: string): Cart {
  return cart.map((each) => (keys.includes(keyOf(each)) ? { ...each, order } : each));
}

/** The checkout was paid: its lines leave the cart. */
export function settleOrder(cart: Cart, order: string): Cart {
  return cart.filter((each) => each.order !== order);
}

/** The checkout has ended unpaid: its lines are as they were before, added to what has come into the cart since. */
export function releaseOrder(cart: Cart, order: string): Cart {
  const back = cart.filter((each) => each.order === order);
  return back.reduce<Cart>(
    (sum, { quantity, ...line }) => {
      delete line.order;
      return addLine(sum, line, quantity, MAX_UNITS);
    },
    settleOrder(cart, order),
  );
}

/** How a thing stands now, as far as is known. */
export type Standing = {
  state: 'fine' | 'sold' | 'soon' | 'over' | 'gone';
  available: number | null;
  price: string;
  currency: string;
};

/** Why a line cannot be paid as it is. */
export type Issue =
  | { code: 'gone' | 'over' | 'sold' | 'soon' }
  | { code: 'price'; price: string; currency: string }
  | { code: 'few'; left: number };

/** What stands against a line, given how the thing stands. Nothing when nothing is known against it. */
export function issueOf(line: CartLine, now: Standing | undefined): Issue | undefined {
  if (now === undefined) return undefined;
  if (now.state !== 'fine') return { code: now.state };
  const isSamePrice =
    now.currency === line.currency &&
    normalAmount(now.price, now.currency) === normalAmount(line.price, line.currency);
  if (!isSamePrice) return { code: 'price', price: now.price, currency: now.currency };
  if (line.quantity > mostOf(now.available)) return { code: 'few', left: mostOf(now.available) };
  return undefined;
}
