import * as z from 'zod/mini';
import { fromMinor, normalAmount, toMinor } from '@/lib/money';
import { MAX_UNITS, spaceTariffs } from '@/lib/schemas/shop';

/** A line of the cart: what it was when it was added, so that it can be shown at once, and to how many units. */
export const cartLine = z.object({
  kind: z.enum(['product', 'ticket', 'space']),
  id: z.string(),
  /** How a space is let. */
  tariff: z.optional(z.enum(spaceTariffs)),
  quantity: z.int().check(z.minimum(1), z.maximum(MAX_UNITS)),
  price: z.string(),
  currency: z.string(),
  name: z.string(),
  /** The event that a ticket is for. */
  title: z.nullable(z.string()),
  path: z.string(),
  imageUrl: z.nullable(z.string()),
  /** Who sells it; nothing when it is the shop itself. */
  seller: z.nullable(z.object({ id: z.string(), name: z.string() })),
  /** The order whose open checkout it is part of. It counts as in the cart until that is paid. */
  order: z.optional(z.string()),
});
export type CartLine = z.infer<typeof cartLine>;
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
