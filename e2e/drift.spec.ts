import { expect, test } from './people';

test('the page fits a phone, in French and in the dark', async ({ browser, adminState, baseURL }) => {
  const context = await browser.newContext({
    ...{
      storageState: adminState,
      locale: 'fr-FR',
      colorScheme: 'dark',
      viewport: { width: 390, height: 800 },
    },
    baseURL,
  });
  const page = await context.newPage();
  await page.goto('/admin/stripe/drift');
  await expect(page.getByRole('heading', { name: 'Écarts', level: 1 })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

test('an organiser is told that the drift is not for them', async ({ asOrganiser: page }) => {
  expect((await page.goto('/admin/stripe/drift'))?.status()).toBe(403);
});
