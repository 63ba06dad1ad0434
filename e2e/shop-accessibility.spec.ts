import { expectAccessible } from './axe';
import { expect, test } from './people';
import { addToCart } from './shop';

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

test('no page of the shop has an accessibility violation, or scrolls sideways', async ({
  asVisitor: page,
}) => {
  test.slow();
  for (const path of pages) {
    await page.goto(path);
    await expect(page.locator('html[data-ready]')).toBeAttached();
    await expectAccessible(page);
  }
});

test('neither has the cart beside a page, nor on its own', async ({ asVisitor: page }) => {
  await page.goto('/events/long-table-supper');
  await addToCart(page.getByRole('listitem').filter({ hasText: 'Seat at the table' }));
  await expectAccessible(page);
  await page.goto('/cart');
  await expect(page.getByRole('heading', { level: 2, name: /^From / })).toBeVisible();
  await expectAccessible(page);
});
