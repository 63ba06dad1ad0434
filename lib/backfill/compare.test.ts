import { expect, test } from 'vitest';
import type { Wanted } from '../kinds/kind';
import type { Shown, ShownPrice } from '../schemas/drift';
import { compare } from './compare';

const row = 'space_1';
const wantedPrice = (tariff: string, unit_amount: number) => ({
  ...{ tariff, unit_amount, currency: 'eur', nickname: null },
  metadata: { tariff },
});
const want: Wanted = {
  product: { name: 'Atelier', description: null, active: true, images: [], metadata: { space_id: '1' } },
  prices: [wantedPrice('hour', 2500), wantedPrice('day', 9000)],
};
const price = (id: string, values: Partial<ShownPrice>): ShownPrice => ({
  ...{ id, tariff: null, unit_amount: 2500, currency: 'eur', active: true, is_one_time: true },
  ...{ lookup_key: null, nickname: null, metadata: {}, since: '2026-11-02T00:00:00.000Z' },
  ...values,
});
const named = (id: string, tariff: string, unit_amount: number, values: Partial<ShownPrice> = {}) =>
  price(id, { tariff, unit_amount, lookup_key: `${row}_${tariff}`, metadata: { tariff }, ...values });
const hour = named('price_hour', 'hour', 2500);
const day = named('price_day', 'day', 9000);

const shows = (product: Partial<Shown['product']> = {}, prices = [hour, day]): Shown => ({
  product: {
    ...{ id: row, name: 'Atelier', description: null, active: true, images: [], metadata: { space_id: '1' } },
    ...{ default_price: 'price_hour' },
    ...product,
  },
  prices,
  hasAllPrices: true,
  isDeleted: false,
  readAt: '2026-11-03T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
});
const told = (wanted: Wanted | null, shown: Shown) =>
  compare(wanted, shown, row).map(({ field, ours, theirs, grade }) => [field, ours, theirs, grade]);
const amount = (unit_amount: number) => ({ unit_amount, currency: 'eur' });

test('what shows all that is wanted has no drift, whatever others have added to it', () => {
  expect(told(want, shows({ metadata: { space_id: '1', theirs: 'x' }, description: '' }))).toEqual([]);
  const archived = price('price_old', { active: false, unit_amount: 100 });
  expect(told(want, shows({}, [hour, day, archived]))).toEqual([]);
});

test('while not all prices are known, the product alone is compared', () => {
  const known = { ...shows({ name: 'Garage', default_price: null }, [hour]), hasAllPrices: false };
  expect(told(want, known)).toEqual([['name', 'Atelier', 'Garage', 'text']]);
  expect(told(null, { ...known, product: { ...known.product, active: false } })).toEqual([]);
});

test('each field is told with both sides: money by what it costs and whether it is sold, the rest as text', () => {
  expect(
    told(
      want,
      shows({
        name: 'Garage',
        description: 'Dark',
        images: ['https://a.test/b.png'],
        active: false,
        metadata: {},
      }),
    ),
  ).toEqual([
    ['name', 'Atelier', 'Garage', 'text'],
    ['description', null, 'Dark', 'text'],
    ['images', [], ['https://a.test/b.png'], 'text'],
    ['active', true, false, 'money'],
    ['metadata.space_id', '1', null, 'text'],
  ]);
});

test('a price in the place of ours is told as its amount; a tariff without a price, and a price of nobody, apart', () => {
  const other = price('price_other', { unit_amount: 3000 });
  const archived = { ...hour, active: false };
  expect(told(want, shows({ default_price: 'price_other' }, [archived, day, other]))).toEqual([
    ['price.hour', amount(2500), amount(3000), 'money'],
  ]);
  expect(told(want, shows({ default_price: null }, [archived, day]))).toEqual([
    ['price.hour', amount(2500), null, 'money'],
  ]);
  expect(told(want, shows({}, [hour, day, other]))).toEqual([
    ['extra.price_other', null, amount(3000), 'money'],
  ]);
  // Two tariffs are gone, and nobody can say which of them the new price is for.
  expect(told(want, shows({ default_price: null }, [other]))).toEqual([
    ['price.hour', amount(2500), null, 'money'],
    ['price.day', amount(9000), null, 'money'],
    ['extra.price_other', null, amount(3000), 'money'],
  ]);
});

test('another default price and a lost label are told', () => {
  expect(told(want, shows({ default_price: 'price_day' }))).toEqual([
    ['default_price', 'price_hour', 'price_day', 'money'],
  ]);
  expect(told(want, shows({}, [hour, named('price_day', 'day', 9000, { lookup_key: null })]))).toEqual([
    ['label.day', null, null, 'text'],
  ]);
});

test('what is off sale or gone should not be on sale at Stripe, and a deleted product matters only while it is sold', () => {
  const gone = { ...shows(), isDeleted: true };
  expect(told(want, gone)).toEqual([['deleted', false, true, 'money']]);
  expect(told({ ...want, product: { ...want.product, active: false } }, gone)).toEqual([]);
  expect(told(null, shows({ active: false, name: 'Whatever' }, [{ ...hour, active: false }]))).toEqual([]);
  expect(told(null, shows({}, [hour]))).toEqual([
    ['active', false, true, 'money'],
    ['extra.price_hour', null, amount(2500), 'money'],
  ]);
});
