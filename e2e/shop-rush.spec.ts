import { expect, test } from './people';
import { addToCart, cartOf, payAtStripe, sellProduct } from './shop';

const SHOPPERS = 10;

test('S1: of ten shoppers who press Pay at once for the last one, one pays, nine are told, and nobody is charged twice', async ({
  browser,
  baseURL,
  locale,
  sql,
  stack,
}) => {
  test.slow();
  const lamp = await sellProduct(sql, stack.appUrl, 'The last lamp');
  const contexts = await Promise.all(
    Array.from({ length: SHOPPERS }, () => browser.newContext({ locale, baseURL })),
  );
  const pages = await Promise.all(contexts.map((context) => context.newPage()));
  for (const page of pages) {
    await page.goto(`/products/${lamp.slug}`);
    await addToCart(page);
  }
  await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Pay €40.00' }).click()));
  const outcomes = await Promise.all(
    pages.map((page) =>
      Promise.race([
        page.waitForURL(/\/c\/pay\//, { timeout: 60_000 }).then(() => 'may pay'),
        cartOf(page)
          .getByText('Sold: somebody else was faster.')
          .waitFor({ timeout: 60_000 })
          .then(() => 'is told'),
      ]),
    ),
  );
  expect(outcomes.toSorted()).toEqual([...Array.from({ length: SHOPPERS - 1 }, () => 'is told'), 'may pay']);
  const first = pages[outcomes.indexOf('may pay')];
  if (!first) throw new Error('Nobody may pay.');
  await payAtStripe(first);
  await expect(first.getByText('Thank you.', { exact: false })).toBeVisible();
  const payments = await sql`
    select payments.amount_minor from payments join order_items items using (order_id) where items.row_id = ${lamp.id}`;
  expect(payments).toMatchObject([{ amount_minor: '4000' }]);
  await Promise.all(contexts.map((context) => context.close()));
});
