import { z } from 'zod';
import { kind, price } from './kind';

const row = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  image_url: z.string().nullable(),
  price: z.string(),
  currency: z.string(),
  is_active: z.boolean(),
});
type Row = z.infer<typeof row>;

/** A product is one Stripe product with one price for each unit; what is given away has none. */
export const product = kind<Row>('products', {
  row,
  columns: 'id, name, description, image_url, price::text, currency, is_active',
  product: (held) => ({
    name: held.name.trim(),
    description: held.description?.trim() ? held.description.trim() : null,
    active: held.is_active,
    images: held.image_url === null ? [] : [held.image_url],
    metadata: { product_id: held.id, type: 'product' },
  }),
  prices: ({ id, price: amount, currency }) =>
    Number(amount) === 0
      ? []
      : [price('unit', amount, currency, { field: 'price', metadata: { product_id: id } })],
  fields: {
    name: 'name',
    active: 'is_active',
    description: 'description',
    images: 'image_url',
    currency: 'currency',
    unit: 'price',
  },
});
