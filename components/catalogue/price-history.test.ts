import { expect, test } from 'vitest';
import { historiesOf } from './price-history';
import type { CataloguePrice } from '@/lib/schemas/catalogue';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const at = (number: number) => Date.parse(day(number));
const now = at(31);

/** A price that held from one day to another, or holds still. */
function price(
  id: string,
  amount: number | null,
  from: number,
  to: number | null,
  values: object = {},
): CataloguePrice {
  return {
    ...{ id, stripe_price_id: `price_${id}`, unit_amount: amount, currency: 'eur', active: to === null },
    ...{
      is_default: false,
      tariff: null,
      ticket_id: null,
      ticket_name: null,
      nickname: null,
      recurring: null,
    },
    ...{ created_at: day(from), ended_at: to === null ? null : day(to) },
    ...values,
  };
}
/** The days at which amounts change, and the amounts of each lane. */
const drawn = (prices: CataloguePrice[]) =>
  historiesOf(prices, now).map(({ currency, lanes, moments }) => [
    currency,
    moments.map((moment) => [
      new Date(moment.at).getUTCDate(),
      ...lanes.map(({ key }) => moment.amounts[key]),
    ]),
  ]);

test('prices that followed each other are one line of steps that ends now', () => {
  expect(drawn([price('new', 3000, 10, null), price('old', 2500, 1, 10)])).toEqual([
    [
      'eur',
      [
        [1, 2500],
        [10, 3000],
        [31, 3000],
      ],
    ],
  ]);
});

test('a new price takes over where it begins, though the old one was archived a little later', () => {
  const late = { ended_at: '2026-01-10T00:00:30.000Z' };
  const [history] = historiesOf([price('old', 2500, 1, 10, late), price('new', 3000, 10, null)], now);
  expect(history?.lanes).toHaveLength(1);
  expect(history?.moments.map(({ amounts }) => amounts.old)).toEqual([2500, 3000, 3000, 3000]);
});

test('two prices that were made within one second are one line when the first was archived', () => {
  const old = price('old', 2500, 10, 10);
  for (const prices of [
    [price('new', 3000, 10, null), old],
    [old, price('new', 3000, 10, null)],
  ])
    expect(drawn(prices)).toEqual([
      [
        'eur',
        [
          [10, 3000],
          [31, 3000],
        ],
      ],
    ]);
});

test('while nothing was asked, the line has a gap', () => {
  expect(
    drawn([
      price('old', 2500, 1, 5),
      price('new', 3000, 10, 20),
      price('other', 100, 7, null, { tariff: 'day' }),
    ]),
  ).toEqual([
    [
      'eur',
      [
        [1, 2500, null],
        [5, 2500, null],
        [7, null, 100],
        [10, 3000, 100],
        [20, 3000, 100],
        [31, null, 100],
      ],
    ],
  ]);
});

test('prices that hold side by side are lines of their own, and so are units, tickets and intervals', () => {
  expect(historiesOf([price('a', 1, 1, null), price('b', 2, 2, null)], now)[0]?.lanes).toHaveLength(2);
  const things = [
    { tariff: 'hour' },
    { tariff: 'day' },
    { ticket_id: 'one' },
    { nickname: 'Early' },
    { recurring: { interval: 'month', interval_count: 1 } },
    { recurring: { interval: 'month', interval_count: 3 } },
  ];
  const prices = things.map((thing, place) => price(String(place), 100, place + 1, place + 2, thing));
  expect(historiesOf(prices, now)[0]?.lanes).toHaveLength(things.length);
});

test('two currencies are never drawn on one scale; what has no amount, or an unknown currency, is not drawn', () => {
  const histories = drawn([
    price('a', 100, 1, null),
    price('b', 200, 2, null, { currency: 'jpy' }),
    price('c', null, 3, null),
    price('d', 300, 4, null, { currency: 'usdc' }),
  ]);
  expect(histories.map(([currency]) => currency)).toEqual(['eur', 'jpy']);
});

test('of many lines that cannot be told apart, the rest are counted', () => {
  const many = Array.from({ length: 11 }, (_, place) => price(String(place), 100, 1, null));
  expect(historiesOf(many, now)[0]).toMatchObject({ lanesLeftOut: 3 });
});
