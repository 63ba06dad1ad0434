import 'server-only';
import { after } from 'next/server';
import { z } from 'zod';
import { cancel } from '../checkout/cancel';
import { hashOfKey } from '../checkout/hold';
import { settle } from '../checkout/settle';
import { start } from '../checkout/start';
import { env } from '../env';
import { Problem } from '../errors';
import { visitorLocale } from '../i18n';
import { log } from '../log';
import { fromMinor } from '../money';
import { isId, paths } from '../paths';
import type { BuyerOrder, CheckoutAnswer } from '../schemas/bought';
import { storedOrder, type CheckoutInput, type StoredOrder } from '../schemas/order';
import type { OrderStatus } from '../schemas/shop';
import type { World } from '../world';
import { refuse } from './answers';
import { catalogAnswer, shopCatalog } from './catalog';
import { readInput } from './input';
import { checkOrigin } from './origin';
import { drainSoon, openWorld } from './world';

export { shopCatalog };

const look = z.object({ account: z.string(), session_id: z.string() });

type Params = Record<string, string | undefined>;
type Call<Body> = { body: Body; request: Request; params: Params };

/** The door for shoppers: anybody, from our own pages or from a program, but not from another site's page (P3). */
export function shopDoor<Body>(schema: z.ZodType<Body>, route: (call: Call<Body>) => Promise<Response>) {
  return async (request: Request, context: { params: Promise<Params | undefined> }): Promise<Response> => {
    try {
      checkOrigin(request);
      const params = (await context.params) ?? {};
      return await route({ body: await readInput(request, schema), request, params });
    } catch (error) {
      return refuse(error, request);
    }
  };
}

/** A part of the catalogue, for whoever asks. */
export function catalogDoor(part: 'products' | 'events' | 'spaces') {
  return async (request: Request): Promise<Response> => {
    try {
      return await catalogAnswer(request, part);
    } catch (error) {
      return refuse(error, request);
    }
  };
}

/** Starts a purchase. @throws Problem for what cannot be bought, names the item and what is left. */
export async function startCheckout(body: CheckoutInput): Promise<CheckoutAnswer> {
  const { appUrl } = env();
  const answer = await start(
    openWorld(),
    { ...body, locale: await visitorLocale() },
    {
      orderUrl: (id, key) => `${appUrl}${paths.boughtOrder(id, key)}`,
      cancelUrl: (id) => `${appUrl}${paths.cancelledCart(id)}`,
    },
  );
  return answer;
}

/** The key of an order that a request shows. @throws Problem `unauthenticated` when it shows none. */
export function keyOf(request: Request): string {
  const key = new URL(request.url).searchParams.get('key');
  if (!key) throw new Problem('unauthenticated');
  return key;
}

/**
 * The order of whoever holds its key, as it stands: one that is not settled yet is looked at at Stripe, so that the buyer
 * need not wait for a notice. @throws Problem `forbidden` for a wrong key or an unknown order, which look alike.
 */
export async function buyerOrder(id: string, key: string): Promise<BuyerOrder> {
  const order = await orderPage(id, key);
  if (!order) throw new Problem('forbidden');
  return order;
}

/** The same for a page; nothing for a wrong key or an unknown order. */
export async function orderPage(id: string, key: string): Promise<BuyerOrder | undefined> {
  if (!isId(id)) return undefined;
  const world = openWorld();
  const order = await readOrder(world, id, key);
  if (order?.status !== 'open' && order?.status !== 'processing') return order && shown(order);
  return (await lookAt(world, id)) ? shown((await readOrder(world, id, key)) ?? order) : shown(order);
}

async function readOrder(world: World, id: string, key: string): Promise<StoredOrder | undefined> {
  const { data } = await world.db
    .rpc('order_for_buyer', { order_id: id, key_hash: hashOfKey(key) })
    .throwOnError();
  return data === null ? undefined : storedOrder.parse(data);
}

/** Looks at Stripe, if nobody did so a moment ago. @returns whether the order may have changed. */
async function lookAt(world: World, id: string): Promise<boolean> {
  try {
    const { data } = await world.db.rpc('order_look', { order_id: id }).throwOnError();
    if (data === null) return false;
    const { session_id, account } = look.parse(data);
    await settle(world, session_id, account === 'platform' ? null : account);
    return true;
  } catch (error) {
    // The page shows what is known; a notice or the clock will tell the rest.
    log.warn({ order: id, error }, 'an order could not be looked at for its buyer');
    return false;
  }
}

/** Ends the checkout of an order for whoever holds its key. @throws Problem `forbidden` for a wrong key. */
export async function letGo(id: string, key: string): Promise<OrderStatus | null> {
  const world = openWorld();
  const { data } = await world.db
    .rpc('order_is_held_by', { order_id: id, key_hash: hashOfKey(key) })
    .throwOnError();
  if (data !== true) throw new Problem('forbidden');
  return cancel(world, id);
}

/** Ends the checkout of an order for an admin. */
export async function endCheckout(id: string): Promise<OrderStatus | null> {
  return cancel(openWorld(), id);
}

/** Lets what an answer has begun go on behind it. */
export function tendBehind() {
  after(drainSoon);
}

function shown(order: StoredOrder): BuyerOrder {
  const money = (minor: number) => fromMinor(minor, order.currency);
  const { id, number, status, currency, email, seller, createdAt, paidAt, holdUntil, checkoutUrl } = order;
  return {
    ...{ id, number, status, currency, email, seller, createdAt, paidAt, holdUntil, checkoutUrl },
    total: money(order.totalMinor),
    items: order.items.map((item) => ({
      ...{ id: item.id, kind: item.kind, tariff: item.tariff, name: item.name, title: item.title },
      ...{ quantity: item.quantity, refunded: item.refunded, codes: item.codes },
      price: money(item.unitAmountMinor),
      event: item.event && {
        ...{ slug: item.event.slug, title: item.event.title },
        ...{ start: item.event.start, timeZone: item.event.timeZone },
      },
    })),
    refunds: order.refunds.map(({ amountMinor, ...refund }) => ({ ...refund, amount: money(amountMinor) })),
  };
}
