import { z } from 'zod';
import { kind, price } from './kind';

const row = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  capacity: z.number(),
  currency: z.string(),
  price_per_hour: z.string().nullable(),
  price_per_half_day: z.string().nullable(),
  price_per_day: z.string().nullable(),
  price_per_month: z.string().nullable(),
  image_url: z.string().nullable(),
  is_active: z.boolean(),
});
type Row = z.infer<typeof row>;

const tariff =
  (name: string, field: 'price_per_hour' | 'price_per_half_day' | 'price_per_day' | 'price_per_month') =>
  (space: Row) =>
    price(name, space[field], space.currency, { field, metadata: { space_id: space.id } });

const tariffs = [
  tariff('hour', 'price_per_hour'),
  tariff('half_day', 'price_per_half_day'),
  tariff('day', 'price_per_day'),
  tariff('month', 'price_per_month'),
];

/** A space is one Stripe product with a price for each unit of time it is let by. */
export const space = kind<Row>('spaces', {
  row,
  columns:
    'id, name, description, capacity, currency, price_per_hour::text, price_per_half_day::text, price_per_day::text, price_per_month::text, image_url, is_active, stripe_price_id',
  product: (space) => ({
    name: space.name.trim(),
    description: space.description?.trim() ? space.description.trim() : null,
    active: space.is_active,
    images: space.image_url === null ? [] : [space.image_url],
    metadata: { space_id: space.id, type: 'coworking_space', capacity: String(space.capacity) },
  }),
  prices: (space) => tariffs.map((of) => of(space)),
  fields: {
    name: 'name',
    active: 'is_active',
    description: 'description',
    images: 'image_url',
    currency: 'currency',
    hour: 'price_per_hour',
    half_day: 'price_per_half_day',
    day: 'price_per_day',
    month: 'price_per_month',
  },
});
