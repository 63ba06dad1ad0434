import 'server-only';
import { createHash } from 'node:crypto';
import { visitorDb } from '../db/visitor';
import { normalAmount } from '../money';
import {
  shopSpace,
  storedEvent,
  storedProduct,
  type ShopEvent,
  type ShopProduct,
  type ShopSpace,
} from '../schemas/shop';
import { list, object, shaped } from '../shape';

/** So long one read of the database serves every shopper of this process. */
const FRESH_MS = 1000;

/** What is on sale, and what is left of it, as it stood a second ago at most. */
export type Catalog = { products: ShopProduct[]; events: ShopEvent[]; spaces: ShopSpace[]; asOf: string };

const stored = shaped(
  object({ products: list(storedProduct), events: list(storedEvent), spaces: list(shopSpace) }),
);

type Held = { last?: { at: number; catalog: Promise<Catalog> } };

// Next gives each address and each page a copy of this module; what they share stands outside of it.
declare global {
  var tandemCatalog: Held | undefined;
}
const held = (globalThis.tandemCatalog ??= {});

/**
 * Reads what the shop shows, once a second at most for all shoppers together, however many ask. Stripe is not asked.
 * @throws what the database throws; the next second asks again.
 */
export function shopCatalog(): Promise<Catalog> {
  const now = performance.now();
  if (held.last === undefined || now - held.last.at > FRESH_MS)
    held.last = { at: now, catalog: readCatalog() };
  return held.last.catalog;
}

async function readCatalog(): Promise<Catalog> {
  const asOf = new Date().toISOString();
  const { data } = await visitorDb().rpc('shop_catalog').throwOnError();
  const { products, events, spaces } = stored.parse(data);
  return {
    products: products.map((each) => ({
      ...priced(each, each.currency),
      inStock: each.available > 0,
    })),
    events: events.map(({ ticketTypes, ...event }) => ({
      ...event,
      ticketTypes: ticketTypes.map((each) => ({
        ...priced(each, each.currency),
        inStock: each.available === null || each.available > 0,
        // What is over is not sold any more.
        isOnSale: each.isOnSale && !event.isOver,
      })),
    })),
    spaces: spaces.map(({ prices, ...space }) => ({
      ...space,
      prices: prices.map((each) => priced(each, space.currency)),
    })),
    asOf,
  };
}

/** The column keeps three decimals for every currency; people read as many as the currency has. */
function priced<T extends { price: string }>(each: T, currency: string): T {
  return { ...each, price: normalAmount(each.price, currency) };
}

type Part = 'products' | 'events' | 'spaces';
type Answer = { tag: string; json: Uint8Array<ArrayBuffer> };

/** The answers of a catalogue as they go over the wire, made once for all who ask. */
const answers = new WeakMap<Catalog, Map<Part, Answer>>();
const lastAnswers = new Map<Part, Answer>();

function answerOf(catalog: Catalog, part: Part): Answer {
  const known = answers.get(catalog) ?? new Map<Part, Answer>();
  answers.set(catalog, known);
  const made = known.get(part) ?? makeAnswer(catalog, part);
  known.set(part, made);
  return made;
}

function makeAnswer(catalog: Catalog, part: Part): Answer {
  const tag = `"${createHash('sha256').update(JSON.stringify(catalog[part])).digest('base64url').slice(0, 27)}"`;
  const before = lastAnswers.get(part);
  // Nothing has changed: who comes without the tag is given the answer of before, whose time says when it was read.
  if (before?.tag === tag) return before;
  const json = new TextEncoder().encode(JSON.stringify({ [part]: catalog[part], asOf: catalog.asOf }));
  const made = { tag, json };
  lastAnswers.set(part, made);
  return made;
}

/**
 * Answers a part of the catalogue: 304 when the asker has it already (RFC 9110, 13.1.2). Shared caches may keep it for a
 * second, so that a sale is seen at the next refresh.
 */
export async function catalogAnswer(request: Request, part: Part): Promise<Response> {
  const { tag, json } = answerOf(await shopCatalog(), part);
  const headers = {
    etag: tag,
    'cache-control': 'public, max-age=0, s-maxage=1, must-revalidate',
  };
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  if (known.some((each) => each.trim().replace(/^W\//, '') === tag))
    return new Response(null, { status: 304, headers });
  // Hosts compress it on the way: Next takes away the header by which a route could say that it has.
  return new Response(json, { headers: { ...headers, 'content-type': 'application/json' } });
}
