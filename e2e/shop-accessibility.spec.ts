import { violationsOf } from './axe';
import { expect, test } from './people';
import { addToCart, cartOf } from './shop';

const pages = [
  '/',
  '/products',
  '/products/lampe-verriere',
  '/events',
  '/events/harbour-lights-festival',
  '/spaces',
  '/spaces/5a1e0000-0000-4000-8000-000000000001',
  '/cart',
  '/orders/5a1e0000-0000-4000-8000-000000000999?key=wrong',
  '/nowhere',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test('no page of the shop has an accessibility violation, or scrolls sideways', async ({
        asVisitor: page,
      }) => {
        test.slow();
        for (const path of pages) {
          await page.goto(path);
          await expect(page.locator('html[data-ready]')).toBeAttached();
          // What is only on its way in is faint; what is judged has arrived.
          await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
          expect(await violationsOf(page), path).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, path).toBeLessThanOrEqual(0);
        }
        await page.goto('/events/long-table-supper');
        await addToCart(page.getByRole('listitem').filter({ hasText: 'Seat at the table' }));
        await expect(cartOf(page)).toBeVisible();
        await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
        expect(await violationsOf(page), 'the cart').toEqual([]);
      });
    });
  }
}
