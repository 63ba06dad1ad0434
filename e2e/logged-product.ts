import type { Sql } from 'postgres';

const long =
  'A very long name that somebody typed at Stripe without ever thinking of those who read it '.repeat(2);

/** Logs a product as the backfill does, once, with everything that a page can show of one: it is nobody's, and archived. */
export async function addLoggedProduct(sql: Sql, id: string) {
  const product = `prod_${id.replaceAll('-', '')}`;
  const metadata = { project: 'another-site', a_key_that_is_quite_long_for_a_column: long, empty: '' };
  await sql`insert into stripe_products_log (id, stripe_product_id, is_live, name, description, active, type, project, images,
      metadata, default_price_id, unit_amount, currency, created_at, updated_at, read_at)
    values (${id}, ${product}, false, ${long}, ${`${long}\n${long}`}, false, 'training', 'another-site',
      ${sql.json(['/sample/nothing-is-here.svg', '/sample/nor-here.svg'])}, ${sql.json(metadata)}, ${`price_${id}_2`}, 3000, 'eur',
      now() - interval '3 hours', now() - interval '2 hours', now())
    on conflict do nothing`;
  const prices = [
    { place: 1, amount: 2500, currency: 'eur', isActive: false, name: null, every: null },
    { place: 2, amount: 3000, currency: 'eur', isActive: true, name: null, every: null },
    {
      place: 3,
      amount: 900,
      currency: 'eur',
      isActive: true,
      name: long,
      every: { interval: 'month', interval_count: 3 },
    },
    { place: 4, amount: 120000, currency: 'jpy', isActive: true, name: null, every: null },
    { place: 5, amount: null, currency: 'eur', isActive: true, name: 'By tiers', every: null },
    { place: 6, amount: 1500, currency: 'usdc', isActive: true, name: 'On a chain', every: null },
  ];
  for (const { place, amount, currency, isActive, name, every } of prices)
    await sql`insert into stripe_prices_log (stripe_price_id, is_live, stripe_product_id, unit_amount, currency, active, nickname,
        recurring, created_at, ended_at, read_at)
      values (${`price_${id}_${place}`}, false, ${product}, ${amount}, ${currency}, ${isActive}, ${name},
        ${every === null ? null : sql.json(every)}, now() - ${`${4 - place / 2} hours`}::interval,
        ${isActive ? null : sql`now() - interval '3 hours'`}, now())
      on conflict do nothing`;
}
