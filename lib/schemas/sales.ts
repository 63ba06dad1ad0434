import { z } from 'zod';
import { fromMinor } from '../money';

const sold = z
  .object({
    currency: z.string(),
    today_minor: z.coerce.number(),
    today_orders: z.coerce.number(),
    week_minor: z.coerce.number(),
    week_orders: z.coerce.number(),
  })
  .transform(({ currency, today_minor, today_orders, week_minor, week_orders }) => ({
    currency,
    today: fromMinor(today_minor, currency),
    todayOrders: today_orders,
    week: fromMinor(week_minor, currency),
    weekOrders: week_orders,
  }));

/** What was sold in each currency, less what was given back. */
export const salesOf = z.array(sold);
export type Sales = z.infer<typeof salesOf>;
