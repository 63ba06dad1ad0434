import { expect, test } from './people';
import { addToCart, cartOf, goToPay, holdBack, payAtStripe, sellEvent, sellProduct } from './shop';

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

  const comeBack = () =>
    other.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(async () => {
    await comeBack();
    await expect(card.getByText('Sold', { exact: true })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await other.getByRole('link', { name: stool.name }).click();
  await expect(other.getByRole('heading', { level: 1, name: stool.name })).toBeVisible();
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

test('what becomes known of the stock moves nothing that is about to be pressed', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const clock = await sellProduct(sql, stack.appUrl, 'Clock of the story');
  await page.goto(`/products/${clock.slug}`);
  const letThrough = await holdBack(page, '**/api/products');
  await addToCart(page);
  const pay = cartOf(page).getByRole('button', { name: 'Pay €40.00' });
  await expect(cartOf(page).getByRole('button', { name: 'One more' })).toBeVisible();
  await pay.click({ trial: true });
  const before = await pay.boundingBox();
  letThrough();
  await expect(cartOf(page).getByText('× 1')).toBeVisible();
  expect(await pay.boundingBox()).toEqual(before);
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
