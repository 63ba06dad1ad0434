import { z } from 'zod';
import { normalAmount } from '../money';
import { time } from '../time';
import {
  address,
  amount,
  amountFault,
  currency,
  emptyToNull,
  flag,
  requiredText,
  slug,
  text,
  whole,
} from './fields';
import { syncState } from './sync';

/** The fields of a product by themselves. */
const productFields = z.strictObject({
  name: requiredText(120),
  slug,
  description: z.preprocess(emptyToNull, text(5000).nullable()),
  /** Zero is a price: what costs nothing is given away. */
  price: amount.pipe(z.string({ error: 'required' })),
  currency,
  /** How many there are to sell in all, those that are sold already among them. */
  stock: whole(0, 1_000_000),
  image_url: address,
  is_active: flag,
});

function checkPrice(product: { price?: string; currency?: string }, context: z.core.$RefinementCtx) {
  const fault = amountFault(product.price, product.currency);
  if (fault) context.addIssue({ code: 'custom', path: ['price'], ...fault });
}

/** What the form of a product may send. */
export const productInput = productFields.superRefine(checkPrice);
export type ProductInput = z.infer<typeof productInput>;

/** What may be left out when a product is made by a script; the form sends everything. */
export const newProduct = productFields
  .partial({ slug: true, description: true, stock: true, image_url: true, is_active: true })
  // The column's own default, said here too: an amount is judged by its currency.
  .extend({ currency: productFields.shape.currency.default('eur') })
  .superRefine(checkPrice);

/** A change of some fields. The currency decides how the price is read, so the price is checked against the row's own. */
export const productChange = productFields.partial().superRefine(checkPrice);

/** A product as an empty form shows it: one of a kind. */
export const emptyProduct: ProductInput = {
  name: '',
  slug: null,
  description: null,
  price: '',
  currency: 'eur',
  stock: 1,
  image_url: null,
  is_active: true,
};

/** The numbers of a pool are for admins alone; whoever else reads the row gets none. */
const units = z.coerce.number().nullable();

/** A product as the database shows it to an admin. */
export const productRow = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    image_url: z.string().nullable(),
    price: z.string(),
    currency: z.string(),
    stock: z.number(),
    sold: units,
    /** Promised to buyers who are paying right now. */
    held: units,
    available: units,
    is_active: z.boolean(),
    stripe_product_id: z.string().nullable(),
    stripe_price_id: z.string().nullable(),
    revision: z.coerce.number(),
    created_at: time,
    updated_at: time,
    sync: syncState.nullable(),
  })
  // The column keeps three decimals for every currency; people read as many as the currency has.
  .transform((row) => ({ ...row, price: normalAmount(row.price, row.currency) }));
export type ProductRow = z.infer<typeof productRow>;

/** A row as the form shows it. */
export function toProductInput(row: ProductRow): ProductInput {
  const { name, slug: own, description, price, currency: code, stock, image_url, is_active } = row;
  return { name, slug: own, description, price, currency: code, stock, image_url, is_active };
}
