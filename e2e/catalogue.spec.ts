import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { addLoggedProduct } from './logged-product';
import { expect, test } from './people';

/** The account at Stripe, as somebody with the key would use it. */
function stripeAt(url: string) {
  const { hostname, port } = new URL(url);
  return new Stripe('sk_test_tandem', { host: hostname, port, protocol: 'http' });
}

test('what somebody makes at Stripe is listed after a run, found, and shown with the history of its prices', async ({
  asAdmin: page,
  stack,
}) => {
  const stripe = stripeAt(stack.stripeUrl);
  const mark = randomUUID().slice(0, 8);
  const name = `Workshop ${mark}`;
  const type = `training-${mark}`;
  const project = `site-${mark}`;
  const made = await stripe.products.create({
    name,
    description: 'Two days of wood',
    metadata: { type, project, teacher: 'Inès' },
  });
  const first = await stripe.prices.create({ product: made.id, unit_amount: 12_000, currency: 'eur' });
  const second = await stripe.prices.create({ product: made.id, unit_amount: 15_000, currency: 'eur' });
  await stripe.products.update(made.id, { default_price: second.id });
  await stripe.prices.update(first.id, { active: false });
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${stack.appUrl}/api/cron/stripe-sync-products`, {
          headers: { authorization: `Bearer ${process.env.TANDEM_CRON_SECRET ?? ''}` },
        });
        const told: unknown = await answer.json();
        return [answer.status, told];
      },
      { timeout: 60_000 },
    )
    .toMatchObject([200, { success: true, done: true }]);

  await page.goto('/admin');
  await page.getByRole('link', { name: 'Catalogue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Stripe catalogue', level: 1 })).toBeVisible();
  const counted = page.getByRole('region', { name: 'Projects' }).getByRole('row', { name: project });
  await expect(counted.getByRole('cell')).toHaveText(['1', '1', '1', /ago|now|in /]);

  await page.getByRole('searchbox').fill(mark);
  const line = page.getByRole('row', { name });
  await expect(line).toContainText(type);
  await expect(line).toContainText('€150.00');
  await expect(line).toContainText('Nobody’s');
  await expect(page).toHaveURL(new RegExp(`q=${mark}`));

  await page.goto('/admin/stripe/catalogue');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitemcheckbox', { name: type }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`type=${type}`));
  await expect(page.getByRole('table', { name: 'Products at Stripe' }).getByRole('row')).toHaveCount(2);
  await page.goto(`/admin/stripe/catalogue?type=${type}&state=archived`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.goto(`/admin/stripe/catalogue?project=${project}`);
  await page.getByRole('row', { name }).getByRole('link', { name }).click();

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByText('Two days of wood')).toBeVisible();
  await expect(page.getByRole('row', { name: 'teacher' })).toContainText('Inès');
  const about = page.getByRole('region', { name: 'At Stripe' });
  await expect(about.getByRole('link', { name: made.id })).toBeVisible();
  const prices = page.getByRole('region', { name: 'Prices', exact: true }).getByRole('row');
  await expect(prices.filter({ hasText: '€150.00' })).toContainText('Active');
  await expect(prices.filter({ hasText: '€150.00' })).toContainText('Default');
  await expect(prices.filter({ hasText: '€120.00' })).toContainText('Archived');
  await expect(
    page.getByRole('region', { name: 'Price history in EUR' }).locator('path.recharts-curve'),
  ).toHaveCount(1);
});

test('a product of a row of ours leads to that row', async ({ asAdmin: page, sql }) => {
  const name = `Logged ${randomUUID().slice(0, 8)}`;
  await sql`insert into spaces (name, price_per_hour) values (${name}, 25)`;
  await expect
    .poll(() => sql`select is_ours from catalogue_listed where row_name = ${name}`, { timeout: 60_000 })
    .toEqual([{ is_ours: true }]);
  await page.goto(`/admin/stripe/catalogue?q=${encodeURIComponent(name)}`);
  // The first link leads to the product, the second to the row.
  await page.getByRole('row', { name }).getByRole('link', { name }).nth(1).click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
});

test('an organiser is told that the catalogue is not for them', async ({ asOrganiser: page }) => {
  expect((await page.goto('/admin/stripe/catalogue'))?.status()).toBe(403);
  expect((await page.goto(`/admin/stripe/catalogue/${randomUUID()}`))?.status()).toBe(403);
});

test('a product that the log does not hold is not found', async ({ asAdmin: page }) => {
  expect((await page.goto(`/admin/stripe/catalogue/${randomUUID()}`))?.status()).toBe(404);
  expect((await page.goto('/admin/stripe/catalogue/nonsense'))?.status()).toBe(404);
});

test.describe('on a phone, in French and in the dark', () => {
  test.use({ viewport: { width: 390, height: 800 }, locale: 'fr-FR', colorScheme: 'dark' });
  test('list and product fit, and their words are French', async ({ asAdmin: page, sql }) => {
    const id = randomUUID();
    await addLoggedProduct(sql, id);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await page.goto('/admin/stripe/catalogue');
    await expect(page.getByRole('heading', { name: 'Catalogue Stripe', level: 1 })).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.goto(`/admin/stripe/catalogue/${id}`);
    await expect(page.getByRole('heading', { name: 'Historique des prix en JPY' })).toBeVisible();
    await expect(page.getByRole('row', { name: 'By tiers' })).toContainText('—');
    await expect(page.getByRole('row', { name: 'On a chain' })).toContainText(/—\s*1\s500 USDC/);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
