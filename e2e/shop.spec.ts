import { expect, test } from './people';
import { addToCart, cartOf, goToPay, payAtStripe, sellEvent, sellProduct } from './shop';

test('a shopper fills the cart, finds it again after a reload, pays, and is told within seconds', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const lamp = await sellProduct(sql, stack.appUrl, 'Lamp of the story', { price: '185.00', stock: 3 });
  await page.goto('/products');
  await page.getByRole('link', { name: lamp.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: lamp.name })).toBeVisible();
  await expect(page.getByText('Only 3 left')).toBeVisible();
  await addToCart(page);
  await cartOf(page).getByRole('button', { name: 'One more' }).click();
  await expect(cartOf(page).getByText('€370.00').first()).toBeVisible();

  await page.reload();
  await page.getByRole('link', { name: 'Cart: 2 items' }).click();
  await expect(cartOf(page).getByText('€370.00').first()).toBeVisible();
  await goToPay(page);
  await payAtStripe(page);
  await expect(page.getByText('Thank you. Everything in this order is yours.')).toBeVisible();
  await expect(page.getByText(`${lamp.name} × 2`)).toBeVisible();
  // What is paid has left the cart.
  await expect(page.getByRole('link', { name: 'Cart: empty' })).toBeVisible();
  await page.goto(`/products/${lamp.slug}`);
  await expect(page.getByText('Only 1 left')).toBeVisible();
});

test('what somebody else has bought says Sold on an open page, when one comes back to it', async ({
  asVisitor: buyer,
  asOtherVisitor: other,
  sql,
  stack,
}) => {
  const stool = await sellProduct(sql, stack.appUrl, 'Stool of the story');
  await other.goto(`/products/${stool.slug}`);
  await addToCart(other);
  await other.keyboard.press('Escape');
  await other.goto('/products');
  const card = other.getByRole('listitem').filter({ hasText: stool.name });
  await expect(card.getByRole('button', { name: 'In your cart' })).toBeVisible();

  await buyer.goto(`/products/${stool.slug}`);
  await addToCart(buyer);
  await goToPay(buyer);
  await payAtStripe(buyer);
  await expect(buyer.getByText('Thank you.', { exact: false })).toBeVisible();

  const comeBack = () => other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(async () => {
    await comeBack();
    await expect(card.getByText('Sold', { exact: true })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await other.getByRole('link', { name: stool.name }).click();
  await expect(other.getByRole('main').getByText('Sold', { exact: true })).toBeVisible();
  await other.getByRole('link', { name: /^Cart/ }).click();
  await expect(cartOf(other).getByText('Sold: somebody else was faster.')).toBeVisible();
  await cartOf(other).getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(cartOf(other).getByText('Your cart is empty')).toBeVisible();
});

test('an open page reads the stock anew every half minute by itself', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const vase = await sellProduct(sql, stack.appUrl, 'Vase of the story', { stock: 2 });
  await page.clock.install();
  await page.goto(`/products/${vase.slug}`);
  await expect(page.getByText('Only 2 left')).toBeVisible();
  await sql`update products set stock = 0 where id = ${vase.id}`;
  await expect(async () => {
    await page.clock.fastForward(31_000);
    await expect(page.getByRole('main').getByText('Sold', { exact: true })).toBeVisible({ timeout: 2000 });
  }).toPass();
});

test('a ticket buyer gets a ticket with a code for each person', async ({ asVisitor: page, sql, stack }) => {
  const evening = await sellEvent(sql, stack.appUrl, 'Evening of the story');
  await page.goto(`/events/${evening.slug}`);
  await page
    .getByRole('group', { name: 'Quantity: Evening ticket' })
    .getByLabel('Quantity', { exact: true })
    .fill('2');
  await addToCart(page);
  await expect(cartOf(page).getByRole('heading', { name: 'From Harbour Lights Association' })).toBeVisible();
  await expect(cartOf(page).getByText('A$60.00').first()).toBeVisible();
  await goToPay(page);
  await payAtStripe(page);
  await expect(page.getByRole('heading', { name: 'Your 2 tickets' })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^QR code of ticket [A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/ }),
  ).toHaveCount(2);
});

test('a cart of two sellers is two checkouts, and says so', async ({ asVisitor: page, sql, stack }) => {
  const bench = await sellProduct(sql, stack.appUrl, 'Bench of the story');
  const night = await sellEvent(sql, stack.appUrl, 'Night of the story');
  await page.goto(`/products/${bench.slug}`);
  await addToCart(page);
  await page.keyboard.press('Escape');
  await page.goto(`/events/${night.slug}`);
  await addToCart(page);
  await page.goto('/cart');
  await expect(page.getByText('Two checkouts: you pay each one separately', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Pay A$30.00' }).click();
  await page.waitForURL(/\/c\/pay\//);
  await payAtStripe(page);
  await expect(page.getByText('Thank you.', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Cart: 1 item' }).click();
  await expect(cartOf(page).getByRole('button', { name: 'Pay €40.00' })).toBeVisible();
});

test('turning back keeps the units until one pays or lets go of them', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const mirror = await sellProduct(sql, stack.appUrl, 'Mirror of the story');
  await page.goto(`/products/${mirror.slug}`);
  await addToCart(page);
  await goToPay(page);
  await page.getByRole('link', { name: 'Cancel and go back' }).click();
  await page.waitForURL(/\/cart\?cancelled=/);
  const open = page.getByRole('region', { name: 'You have not paid yet' });
  await expect(open.getByText(mirror.name)).toBeVisible();
  await expect(open.getByText(/held for you, and you can pay until \d\d:\d\d/)).toBeVisible();
  await open.getByRole('link', { name: 'Go on paying' }).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.goBack();
  await open.getByRole('button', { name: 'Let go of them' }).click();
  await expect(open).toBeHidden();
  await expect(page.getByRole('button', { name: 'Pay €40.00' })).toBeVisible();
  const [order] =
    await sql`select status from orders join order_items using (order_id) where row_id = ${mirror.id}`;
  expect(order?.status).toBe('cancelled');
});

test('a price that changed is shown old and new, and paid only once it is accepted', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const desk = await sellProduct(sql, stack.appUrl, 'Desk of the story', { price: '900.00', stock: 5 });
  await page.goto(`/products/${desk.slug}`);
  await addToCart(page);
  await sql`update products set price = 950 where id = ${desk.id}`;
  await expect(async () => {
    await page.getByRole('button', { name: /^Pay / }).click();
    await expect(cartOf(page).getByText('The price has changed from €900.00 to €950.00.')).toBeVisible({
      timeout: 2000,
    });
  }).toPass();
  await cartOf(page).getByRole('button', { name: 'Accept the new price' }).click();
  await expect(cartOf(page).getByRole('button', { name: 'Pay €950.00' })).toBeVisible();
});

test('a cart that asks for more than is left is told at its line, and takes what there is with a press', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const chair = await sellProduct(sql, stack.appUrl, 'Chair of the story', { stock: 3 });
  await page.goto(`/products/${chair.slug}`);
  await addToCart(page);
  await cartOf(page).getByRole('textbox', { name: 'Quantity' }).fill('3');
  await cartOf(page).getByRole('textbox', { name: 'Quantity' }).press('Enter');
  await sql`update products set stock = 2 where id = ${chair.id}`;
  await page.getByRole('button', { name: 'Pay €120.00' }).click();
  await expect(cartOf(page).getByText('Only 2 are left.')).toBeVisible();
  await cartOf(page).getByRole('button', { name: 'Take 2' }).click();
  await goToPay(page);
});

test('two presses in a row make one order', async ({ asVisitor: page, sql, stack }) => {
  const shelf = await sellProduct(sql, stack.appUrl, 'Shelf of the story', { stock: 5 });
  await page.goto(`/products/${shelf.slug}`);
  await addToCart(page);
  await page.getByRole('button', { name: 'Pay €40.00' }).dblclick();
  await page.waitForURL(/\/c\/pay\//);
  const made = await sql`select from order_items where row_id = ${shelf.id}`;
  expect(made).toHaveLength(1);
});

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

  let release = () => undefined as void;
  const late = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(`/products/${clock.slug}`, { waitUntil: 'commit' });
  await page.getByRole('button', { name: /^Add to cart/ }).click();
  await expect(cartOf(page)).toBeHidden();
  release();
  await expect(cartOf(page).getByText(clock.name)).toBeVisible();
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
