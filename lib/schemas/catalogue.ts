import { z } from 'zod';
import { time } from '../time';

export const catalogueStates = ['active', 'archived', 'deleted'] as const;
/** What stands in the address for products that name no project, or no type. */
export const NONE = 'none';

/** A line of the list of what Stripe holds. */
export const catalogueRow = z.object({
  id: z.guid(),
  stripe_product_id: z.string(),
  /** Null is the platform's own account. */
  connected_account_id: z.string().nullable(),
  /** The organisation whose account it is, where there is one. */
  seller: z.string().nullable(),
  name: z.string(),
  type: z.string().nullable(),
  project: z.string().nullable(),
  state: z.enum(catalogueStates),
  kind: z.string().nullable(),
  row_id: z.guid().nullable(),
  row_name: z.string().nullable(),
  /** Whether the row that it names knows it; otherwise it only says so. */
  is_ours: z.boolean(),
  unit_amount: z.coerce.number().nullable(),
  currency: z.string().nullable(),
  created_at: time,
});
export type CatalogueRow = z.infer<typeof catalogueRow>;

/** A product with everything that the log holds of it. */
export const catalogueProduct = catalogueRow.extend({
  is_live: z.boolean(),
  description: z.string().nullable(),
  images: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
  default_price_id: z.string().nullable(),
  updated_at: time,
  first_seen_at: time,
});
export type CatalogueProduct = z.infer<typeof catalogueProduct>;

/** A price of a product, as Stripe showed it last. */
export const cataloguePrice = z.object({
  id: z.guid(),
  stripe_price_id: z.string(),
  /** Null when it has no one amount, as by tiers. */
  unit_amount: z.coerce.number().nullable(),
  currency: z.string(),
  active: z.boolean(),
  is_default: z.boolean(),
  tariff: z.string().nullable(),
  ticket_id: z.string().nullable(),
  ticket_name: z.string().nullable(),
  nickname: z.string().nullable(),
  recurring: z.object({ interval: z.string(), interval_count: z.number().optional() }).nullable(),
  created_at: time,
  ended_at: time.nullable(),
});
export type CataloguePrice = z.infer<typeof cataloguePrice>;

/** The numbers of each project, the largest first, and what the list can be filtered by. */
export const catalogueNumbers = z.object({
  projects: z.array(
    z.object({
      project: z.string().nullable(),
      products: z.number(),
      active: z.number(),
      new24h: z.number(),
      lastRunAt: time.nullable(),
    }),
  ),
  types: z.array(z.string().nullable()),
  accounts: z.array(z.object({ account: z.string(), seller: z.string().nullable() })),
});
export type CatalogueNumbers = z.infer<typeof catalogueNumbers>;
