import { expect, test } from 'vitest';
import type { CartLine } from './cart';
import { lineState } from './line-state';
import { fewLeft, productStanding, standingOf, ticketStanding } from './standing';
import type { ShopEvent, ShopProduct } from '@/lib/schemas/shop';

const lamp: ShopProduct = {
  ...{ id: 'lamp', slug: 'lamp', name: 'Lamp', description: null, imageUrl: null },
  ...{ price: '185.00', currency: 'eur', inStock: true, available: 2, isOnSale: true },
};
const seat = {
  ...{ id: 'seat', name: 'Seat', description: null, eligibility: null, price: '10.00', currency: 'aud' },
  ...{ inStock: true, available: 4, isOnSale: true },
};
const supper: ShopEvent = {
  ...{
    id: 'supper',
    slug: 'supper',
    title: 'Supper',
    description: null,
    type: 'dinner',
    start: null,
    end: null,
  },
  ...{ timeZone: 'Australia/Sydney', imageUrl: null, isOver: false, parent: null, ticketTypes: [seat] },
  organisation: { id: 'harbour', name: 'Harbour Lights' },
};
const line: CartLine = {
  ...{ kind: 'product', id: 'lamp', name: 'Lamp', title: null, path: '/products/lamp', imageUrl: null },
  ...{ price: '185.00', currency: 'eur', seller: null, quantity: 3 },
};
const seats: CartLine = { ...line, kind: 'ticket', id: 'seat', price: '10.00', currency: 'aud' };

test('what is sold is said to be sold, whatever else there is to say', () => {
  expect(productStanding({ ...lamp, inStock: false, available: 0, isOnSale: false }).state).toBe('sold');
  expect(productStanding({ ...lamp, isOnSale: false }).state).toBe('soon');
  expect(ticketStanding({ isOver: true }, { ...seat, inStock: false }).state).toBe('over');
});

test('only few are worth counting', () => {
  expect(fewLeft(productStanding(lamp))).toBe(2);
  expect(fewLeft(productStanding({ ...lamp, available: 4 }))).toBeUndefined();
  expect(fewLeft(productStanding({ ...lamp, isOnSale: false }))).toBeUndefined();
});

test('what is in the cart and nowhere in the shop is gone; what was not read yet is not known', () => {
  expect(standingOf(line, {})).toBeUndefined();
  expect(standingOf(line, { products: [] })).toMatchObject({ state: 'gone' });
  expect(standingOf(line, { products: [lamp] })).toMatchObject({ state: 'fine', available: 2 });
  expect(standingOf(seats, { events: [supper] })).toMatchObject({ state: 'fine', available: 4 });
  expect(standingOf({ ...line, kind: 'space', tariff: 'day' }, { spaces: [] })).toMatchObject({
    state: 'gone',
  });
});

test('a refusal of the shop counts more than what was read before it', () => {
  const known = { products: [{ ...lamp, available: 9 }] };
  expect(lineState(line, known).issue).toBeUndefined();
  expect(lineState(line, known, { detail: 'No.', left: 0 }).issue).toEqual({ code: 'sold' });
  expect(lineState(line, known, { detail: 'No.', left: 2 })).toEqual({
    issue: { code: 'few', left: 2 },
    most: 2,
  });
  expect(lineState(line, known, { detail: 'No.', price: '190.00', currency: 'eur' }).issue).toEqual({
    code: 'price',
    price: '190.00',
    currency: 'eur',
  });
});

test('tickets that share the room of their event are told in the shop’s own words', () => {
  const known = { events: [supper] };
  expect(lineState(seats, known, { detail: 'Four are left in all.', left: 4 }).issue).toEqual({
    code: 'refused',
    detail: 'Four are left in all.',
  });
});
