import { expect, test } from 'vitest';
import {
  addLine,
  changeLine,
  enterCheckout,
  groupsOf,
  issueOf,
  keyOf,
  mostOf,
  releaseOrder,
  removeLine,
  settleOrder,
  totalOf,
  unitsInCart,
  unitsOf,
  type Cart,
  type NewLine,
} from './cart';

const lamp: NewLine = {
  kind: 'product',
  ...{ id: 'lamp', name: 'Lamp', title: null, path: '/products/lamp', imageUrl: null },
  ...{ price: '185.00', currency: 'eur', seller: null },
};
const harbour = { id: 'harbour', name: 'Harbour Lights' };
const seat: NewLine = {
  ...lamp,
  kind: 'ticket',
  id: 'seat',
  price: '0.10',
  currency: 'aud',
  seller: harbour,
};
const hour: NewLine = { ...lamp, kind: 'space', id: 'room', tariff: 'hour', price: '25.00' };

const none: Cart = [];
const now = { state: 'fine', available: 5, price: '185.00', currency: 'eur' } as const;

test('one thing is one line, however often it is added, and never more than there is', () => {
  const twice = addLine(addLine(none, lamp, 1, 3), lamp, 1, 3);
  expect(twice).toHaveLength(1);
  expect(unitsOf(twice)).toBe(2);
  expect(unitsOf(addLine(twice, lamp, 5, 3))).toBe(3);
  expect(addLine(none, lamp, 1, 0)).toEqual([]);
});

test('a space by the hour and by the day are two lines', () => {
  const cart = addLine(addLine(none, hour, 2, 100), { ...hour, tariff: 'day', price: '140.00' }, 1, 100);
  expect(cart.map(({ tariff }) => tariff)).toEqual(['hour', 'day']);
  expect(totalOf(cart)).toBe('190.00');
});

test('what is added again is added at its newest price', () => {
  const cart = addLine(addLine(none, lamp, 1, 3), { ...lamp, price: '190.00' }, 1, 3);
  expect(cart).toMatchObject([{ quantity: 2, price: '190.00' }]);
});

test('a sum is exact, in the minor units of its currency', () => {
  expect(totalOf(addLine(none, seat, 3, 100))).toBe('0.30');
  expect(totalOf(addLine(none, { ...lamp, price: '1500', currency: 'jpy' }, 2, 100))).toBe('3000');
});

test('each seller and each currency is a checkout of its own', () => {
  const dollars: NewLine = { ...lamp, id: 'stool', currency: 'usd' };
  const cart = [lamp, seat, hour, dollars].reduce((sum, line) => addLine(sum, line, 1, 9), none);
  const groups = groupsOf(cart);
  expect(groups.map(({ seller, currency, lines }) => [seller?.name, currency, lines.length])).toEqual([
    [undefined, 'eur', 2],
    ['Harbour Lights', 'aud', 1],
    [undefined, 'usd', 1],
  ]);
});

test('lines of an open checkout stay in the cart and are not paid twice', () => {
  const cart = enterCheckout(addLine(addLine(none, lamp, 1, 3), seat, 2, 9), [keyOf(lamp)], 'order');
  expect(unitsOf(cart)).toBe(3);
  expect(groupsOf(cart).flatMap(({ lines }) => lines.map(({ id }) => id))).toEqual(['seat']);
  expect(unitsInCart(cart, lamp)).toBe(0);
});

test('what is paid leaves the cart; what ends unpaid is as before, and joins what has come since', () => {
  const open = enterCheckout(addLine(none, lamp, 1, 3), [keyOf(lamp)], 'order');
  const since = addLine(open, lamp, 1, 3);
  expect(since).toHaveLength(2);
  expect(settleOrder(since, 'order')).toMatchObject([{ id: 'lamp', quantity: 1 }]);
  const released = releaseOrder(since, 'order');
  expect(released).toMatchObject([{ id: 'lamp', quantity: 2 }]);
  expect(released[0]).not.toHaveProperty('order');
});

test('a line is changed and taken out by its key', () => {
  const cart = addLine(addLine(none, lamp, 1, 3), seat, 2, 9);
  expect(changeLine(cart, keyOf(seat), { quantity: 4 })).toMatchObject([{ quantity: 1 }, { quantity: 4 }]);
  expect(removeLine(cart, keyOf(lamp))).toMatchObject([{ id: 'seat' }]);
});

test('no checkout takes more than a hundred of one thing', () => {
  expect(mostOf(null)).toBe(100);
  expect(mostOf(5000)).toBe(100);
  expect(mostOf(-1)).toBe(0);
});

test('a line that can be paid has nothing against it, nor one of which nothing is known', () => {
  const [line] = addLine(none, lamp, 2, 9);
  expect(line && issueOf(line, now)).toBeUndefined();
  expect(line && issueOf(line, undefined)).toBeUndefined();
  expect(line && issueOf(line, { ...now, price: '185' })).toBeUndefined();
});

test('sold, too few and another price are told, the worst of them first', () => {
  const [line] = addLine(none, lamp, 2, 9);
  if (!line) throw new Error('There is no line.');
  expect(issueOf(line, { ...now, state: 'sold', available: 0, price: '1.00' })).toEqual({ code: 'sold' });
  expect(issueOf(line, { ...now, available: 1 })).toEqual({ code: 'few', left: 1 });
  expect(issueOf(line, { ...now, available: 1, price: '190.00' })).toEqual({
    code: 'price',
    price: '190.00',
    currency: 'eur',
  });
});
