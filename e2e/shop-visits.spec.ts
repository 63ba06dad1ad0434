import { expect, test } from './people';
import { cartOf, goToPay, holdBack, payAtStripe, sellProduct } from './shop';

test('with scripts late or off, pages are complete, and an early press is not lost', async ({
  asVisitor: page,
  browser,
  baseURL,
  sql,
  stack,
}) => {
  const clock = await sellProduct(sql, stack.appUrl, 'Clock of the story', { stock: 2 });
  const context = await browser.newContext({ locale: 'en-GB', baseURL, javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto('/products');
  await plain.getByRole('link', { name: clock.name }).click();
  await expect(plain.getByRole('main').getByText('€40.00')).toBeVisible();
  await expect(plain.getByText('Only 2 left')).toBeVisible();
  await context.close();

  const letThrough = await holdBack(page, '**/_next/static/chunks/*.js');
  await page.goto(`/products/${clock.slug}`, { waitUntil: 'commit' });
  await page.getByRole('button', { name: /^Add to cart/ }).click();
  await expect(cartOf(page)).toBeHidden();
  letThrough();
  await expect(cartOf(page).getByText(clock.name)).toBeVisible();
});

test('what is pressed while the page comes alive counts once, however often', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const hook = await sellProduct(sql, stack.appUrl, 'Hook of the story', { stock: 9 });
  await page.addInitScript(() => {
    const pressing = setInterval(() => {
      if (document.querySelector('html[data-ready]')) clearInterval(pressing);
      else document.querySelector<HTMLElement>('[data-press]')?.click();
    }, 1);
  });
  await page.goto(`/products/${hook.slug}`);
  await expect(cartOf(page).getByText(hook.name)).toBeVisible();
  await expect(cartOf(page).getByRole('textbox', { name: 'Quantity' })).toHaveValue('1');
});

test.describe('in French, on a phone', () => {
  test.use({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });

  test('a shopper buys', async ({ asVisitor: page, sql, stack }) => {
    const lamp = await sellProduct(sql, stack.appUrl, 'Lampe de l’histoire', { price: '1234.50' });
    await page.goto('/products');
    const card = page.getByRole('listitem').filter({ hasText: lamp.name });
    await expect(card.getByText(/1\s234,50\s€/)).toBeVisible();
    await expect(card.getByText('Plus qu’un')).toBeVisible();
    await card.getByRole('button', { name: 'Ajouter au panier' }).click();
    await goToPay(page);
    await payAtStripe(page);
    await expect(page.getByText('Payée')).toBeVisible();
    await page.goto('/products');
    await expect(card.getByText('Vendu', { exact: true })).toBeVisible();
    // The language is one press away, and stays.
    await page.getByRole('button', { name: 'English' }).click();
    await expect(card.getByText('Sold', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible();
  });
});

test('a shopper buys with the keyboard alone', async ({ asVisitor: page, sql, stack }) => {
  const jug = await sellProduct(sql, stack.appUrl, 'Jug of the story', { stock: 2 });
  await page.goto(`/products/${jug.slug}`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Add to cart/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cartOf(page)).toBeVisible();
  // Esc closes it, and the focus is where it was.
  await page.keyboard.press('Escape');
  await expect(cartOf(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Add to cart/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const pay = cartOf(page).getByRole('button', { name: /^Pay / });
  await expect(pay).toBeVisible();
  while (!(await pay.evaluate((button) => button === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/c\/pay\//);
});

test('an address that leads nowhere, and an order without its key, say so and lead back', async ({
  asVisitor: page,
}) => {
  for (const path of [
    '/products/nothing-like-it',
    '/events/nothing-like-it',
    '/spaces/nothing',
    '/nowhere/at/all',
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible();
  }
  const answer = await page.goto('/orders/5a1e0000-0000-4000-8000-000000000999?key=wrong');
  expect(answer?.status()).toBe(404);
  await expect(
    page.getByRole('heading', { level: 1, name: 'There is no order at this address' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'All products' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible();
});

test('search engines find the pages, and what they are about', async ({ asVisitor: page, sql, stack }) => {
  const table = await sellProduct(sql, stack.appUrl, 'Table </script> of the story');
  await page.goto(`/products/${table.slug}`);
  const about: unknown = JSON.parse(await page.locator('script[type="application/ld+json"]').innerText());
  expect(about).toMatchObject({
    '@type': 'Product',
    name: table.name,
    offers: { price: '40.00', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
  });
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', table.name);
  expect(await (await page.request.get('/sitemap.xml')).text()).toContain(`/products/${table.slug}</loc>`);
  expect(await (await page.request.get('/robots.txt')).text()).toContain('Disallow: /admin');
});
