import { addProduct, addTicket, sold } from './orders';
import { expect, test } from './people';

test('an admin reads what came in and went back, by kind and by project, and takes it along as a file', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const place = { sql, stack };
  const lamp = await addProduct(place, 'Lamp of the revenue', '40', 3);
  const order = await sold(place, [{ kind: 'product', id: lamp, quantity: 2 }]);
  const { ticket, organisation } = await addTicket(place, 'acct_storyrevenue', 'Evening of the revenue');
  await sold(place, [{ kind: 'ticket', id: ticket, quantity: 1 }]);
  await sql`select order_refund(${order.id}, null, true)`;
  await expect
    .poll(() => sql`select status from refunds where order_id = ${order.id}`, { timeout: 30_000 })
    .toEqual([{ status: 'succeeded' }]);

  await page.goto(`/admin/revenue?seller=${organisation}&by=kind`);
  await expect(page.getByRole('heading', { name: 'Revenue', level: 1 })).toBeVisible();
  const table = page.getByRole('region', { name: 'By kind' });
  await expect(table.getByRole('rowheader', { name: 'Ticket' })).toBeVisible();
  await expect(table.getByRole('rowheader', { name: 'Product' })).toBeHidden();
  await page.getByRole('button', { name: 'By kind' }).click();
  await page.getByRole('menuitemradio', { name: 'Project' }).click();
  await expect(page).toHaveURL(/by=project/);
  await expect(page.getByRole('region', { name: 'By project' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();

  // Days of the reader's own, in a zone that the address keeps.
  await page.getByRole('button', { name: 'Last 30 days' }).click();
  await page.getByRole('menuitem', { name: 'Between two days…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Between two days' });
  await dialog.getByLabel('From').fill('2026-01-02');
  await dialog.getByLabel('To').fill('2026-01-01');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(dialog.getByText('Must not be before the first day')).toBeVisible();
  await dialog.getByLabel('To').fill('2026-01-03');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('Nothing was sold in these days')).toBeVisible();
  await expect(page).toHaveURL(/from=2026-01-02/);

  await page.goto('/admin/revenue?by=kind');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^revenue_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv$/);
});

test('an organiser is told that the revenue is not for them', async ({ asOrganiser: page }) => {
  expect((await page.goto('/admin/revenue'))?.status()).toBe(403);
});

test.describe('on a phone, in French and in the dark', () => {
  test.use({ viewport: { width: 390, height: 800 }, locale: 'fr-FR', colorScheme: 'dark' });
  test('the page fits and its words are French', async ({ asAdmin: page }) => {
    await page.goto('/admin/revenue');
    await expect(page.getByRole('heading', { name: 'Revenus', level: 1 })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
