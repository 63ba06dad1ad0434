import { randomUUID } from 'node:crypto';
import { addLoggedProduct } from './logged-product';
import { expect, test } from './people';

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
