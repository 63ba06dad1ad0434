import { expect, test } from 'vitest';
import type { DriftRow } from '../schemas/drift';
import { adoptionOf } from './adopt';

const id = '6f1c0a2e-1111-4222-8333-444455556666';
const drift = (values: Partial<DriftRow>): DriftRow => ({
  ...{
    id,
    kind: 'space',
    row_id: id,
    name: 'Atelier',
    connected_account_id: null,
    stripe_product_id: 'prod_1',
  },
  ...{ field: 'name', ours: 'Atelier', theirs: 'Garage', grade: 'text', state: 'open' },
  ...{ since: '2026-11-01T00:00:00.000Z', changed_by: null, is_left: false, sync_status: 'synced' },
  ...values,
});
const money = (unit_amount: number | null, currency = 'eur') => ({ unit_amount, currency });
const valuesOf = (values: Partial<DriftRow>) => adoptionOf(drift(values)).values;

test('each kind takes a value over in its own column', () => {
  expect(adoptionOf(drift({}))).toEqual({ table: 'spaces', key: 'id', id, values: { name: 'Garage' } });
  expect(adoptionOf(drift({ kind: 'event' }))).toMatchObject({
    table: 'events',
    values: { title: 'Garage' },
  });
  expect(valuesOf({ field: 'description', theirs: null })).toEqual({ description: null });
  expect(valuesOf({ field: 'images', theirs: ['https://a.test/1.png'] })).toEqual({
    image_url: 'https://a.test/1.png',
  });
  expect(valuesOf({ field: 'images', theirs: [] })).toEqual({ image_url: null });
  expect(valuesOf({ field: 'active', theirs: false })).toEqual({ is_active: false });
  expect(valuesOf({ kind: 'event', field: 'active', theirs: true })).toEqual({ is_published: true });
  expect(valuesOf({ kind: 'event', field: 'deleted', theirs: true })).toEqual({ is_published: false });
});

test('an amount becomes an exact decimal of its currency, in the tariff’s own column or row', () => {
  expect(valuesOf({ field: 'price.half_day', ours: money(100), theirs: money(123_456) })).toEqual({
    price_per_half_day: '1234.56',
  });
  expect(
    valuesOf({ kind: 'product', field: 'price.unit', ours: money(1, 'jpy'), theirs: money(500, 'jpy') }),
  ).toEqual({ price: '500' });
  expect(adoptionOf(drift({ kind: 'event', field: `price.${id}`, theirs: money(999, 'aud') }))).toEqual({
    table: 'event_tickets',
    key: 'id',
    id,
    values: { price: '9.99', currency: 'aud' },
  });
});

test('what a row has no place for, or cannot ask for, is refused', () => {
  for (const odd of [
    { field: 'images', theirs: ['https://a.test/1.png', 'https://a.test/2.png'] },
    { field: 'metadata.capacity', theirs: '9' },
    { field: 'default_price', theirs: 'price_1' },
    { field: 'extra.price_1', theirs: money(100) },
    { field: 'label.hour', theirs: null },
    { field: 'price.hour', ours: money(100), theirs: null },
    { field: 'price.hour', ours: money(100), theirs: money(null) },
    { field: 'price.hour', ours: money(100), theirs: money(100, 'usd') },
    { field: 'name', is_left: true },
  ])
    expect(() => adoptionOf(drift(odd)), JSON.stringify(odd)).toThrow('not_adoptable');
});
