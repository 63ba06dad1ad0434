import { isCurrency } from '@/lib/money';
import type { CataloguePrice } from '@/lib/schemas/catalogue';

/** The prices that followed each other for one thing: a step for each. */
export type Lane = { key: string; prices: CataloguePrice[] };
/** All amounts that held at a moment, in minor units; null where a lane had none. */
export type Moment = { at: number; amounts: Record<string, number | null> };
export type History = { currency: string; lanes: Lane[]; moments: Moment[]; lanesLeftOut: number };

/** A new price is made before the old one is archived; so long they may both hold. */
const TURN_MS = 3_600_000;
/** So many lines can be told apart. */
const LANES_SHOWN = 8;

const startOf = (price: CataloguePrice) => Date.parse(price.created_at);
const endOf = (price: CataloguePrice) =>
  price.ended_at === null ? Number.POSITIVE_INFINITY : Date.parse(price.ended_at);

/** How the prices of a product have moved until now: a history for each currency, since two are never drawn on one scale. */
export function historiesOf(prices: readonly CataloguePrice[], now: number): History[] {
  const drawn = prices.filter(({ unit_amount, currency }) => unit_amount !== null && isCurrency(currency));
  // Stripe tells whole seconds: of two that were made within one, the one that ended first was there first.
  const oldestFirst = drawn.toSorted(
    (one, other) => startOf(one) - startOf(other) || endOf(one) - endOf(other) || 0,
  );
  const currencies = [...new Set(oldestFirst.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const lanes = lanesOf(oldestFirst.filter((price) => price.currency === currency));
    const shown = lanes.slice(0, LANES_SHOWN);
    return {
      currency,
      lanes: shown,
      moments: momentsOf(shown, now),
      lanesLeftOut: lanes.length - shown.length,
    };
  });
}

/** Prices for the same thing are one lane, unless they held side by side. */
function lanesOf(prices: readonly CataloguePrice[]): Lane[] {
  const lanes: (Lane & { thing: string })[] = [];
  for (const price of prices) {
    const { tariff, ticket_id, nickname, recurring } = price;
    const thing = JSON.stringify([
      tariff,
      ticket_id,
      nickname,
      recurring?.interval,
      recurring?.interval_count,
    ]);
    const free = lanes.find((lane) => {
      const last = lane.prices.at(-1);
      return lane.thing === thing && last !== undefined && endOf(last) <= startOf(price) + TURN_MS;
    });
    if (free === undefined) lanes.push({ key: price.id, thing, prices: [price] });
    else free.prices.push(price);
  }
  return lanes.map(({ key, prices: own }) => ({ key, prices: own }));
}

function momentsOf(lanes: readonly Lane[], now: number): Moment[] {
  const times = lanes
    .flatMap((lane) => lane.prices)
    .flatMap((price) => [startOf(price), Math.min(endOf(price), now)]);
  return [...new Set(times)]
    .toSorted((one, other) => one - other)
    .map((at) => ({ at, amounts: Object.fromEntries(lanes.map((lane) => [lane.key, amountAt(lane, at)])) }));
}

/** The newest price that held at a moment; its end is included, so that its line is drawn up to there. */
function amountAt({ prices }: Lane, at: number): number | null {
  return prices.findLast((price) => startOf(price) <= at && at <= endOf(price))?.unit_amount ?? null;
}
