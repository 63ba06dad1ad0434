import { expect, test } from './people';
import { addToCart, cartOf, goToPay, payAtStripe, sellEvent, sellProduct } from './shop';

const orderIn = (address: string) => /\/orders\/([0-9a-f-]{36})/.exec(address)?.[1] ?? '';

test('S5: a payment that takes days says so, keeps the unit, and the open page tells how it ended', async ({
  asVisitor: page,
  asOtherVisitor: other,
  sql,
  stack,
}) => {
  const vase = await sellProduct(sql, stack.appUrl, 'Vase of the story');
  await page.goto(`/products/${vase.slug}`);
  await addToCart(page);
  await goToPay(page);
  await page.getByLabel(/debit/).check();
  await payAtStripe(page);
  await expect(page.getByText('Payment on its way')).toBeVisible();
  await expect(page.getByText('What you ordered is held for you until then.')).toBeVisible();
  await other.goto(`/products/${vase.slug}`);
  await expect(other.getByRole('main').getByText('Sold', { exact: true })).toBeVisible();

  const [row] = await sql<{ session: string }[]>`
    select stripe_session_id as session from orders where order_id = ${orderIn(page.url())}`;
  const answer = await fetch(`${stack.stripeUrl}/_tandem/sessions/${row?.session ?? ''}/async`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ outcome: 'succeed' }),
  });
  expect(answer.status).toBe(200);
  await expect(page.getByText('Thank you. Everything in this order is yours.')).toBeVisible();
});

test('S4: who pays when the time is over and the unit is gone is told so, and gets the money back', async ({
  asVisitor: page,
  asOtherVisitor: other,
  sql,
  stack,
}) => {
  const mirror = await sellProduct(sql, stack.appUrl, 'Mirror of the story');
  await page.goto(`/products/${mirror.slug}`);
  await addToCart(page);
  await goToPay(page);
  await sql`update private.holds set expires_at = now() - interval '1 second' where not is_sold and pool_id in
    (select pool_id from pools where row_id = ${mirror.id})`;

  await other.goto(`/products/${mirror.slug}`);
  await addToCart(other);
  await goToPay(other);
  await payAtStripe(other);
  await expect(other.getByText('Thank you. Everything in this order is yours.')).toBeVisible();

  await payAtStripe(page);
  await expect(page.getByText('Your payment came too late: by then the units were gone.')).toBeVisible();
  await expect(page.getByText('Sent back to you')).toBeVisible();
  await expect(page.getByText('Your money has been sent back in full.')).toBeVisible();
});

test('a ticket that was used says so, and one that was given back is no ticket any more', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const concert = await sellEvent(sql, stack.appUrl, 'Concert of the story');
  await page.goto(`/events/${concert.slug}`);
  const amount = page.getByRole('group', { name: 'Quantity: Evening ticket' });
  await amount.getByLabel('Quantity', { exact: true }).fill('2');
  await addToCart(page);
  await goToPay(page);
  await payAtStripe(page);
  await expect(page.getByRole('heading', { name: 'Your 2 tickets' })).toBeVisible();
  const order = orderIn(page.url());
  await sql`update ticket_codes set checked_in_at = now() where order_id = ${order} and place = 1`;
  await sql`update ticket_codes set is_void = true where order_id = ${order} and place = 2`;
  await page.reload();
  const tickets = page.getByRole('region', { name: 'Your 2 tickets' }).getByRole('listitem');
  await expect(tickets.nth(0)).toContainText('Used at the door');
  await expect(tickets.nth(1)).toContainText('does not let anybody in');

  // Paper is white, whatever the screen is.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  const ink = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--surface'));
  const onScreen = await ink();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await ink()).not.toBe(onScreen);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  expect(await ink()).not.toBe(onScreen);
});

test('without a connection the cart says that nothing was charged, and the next press goes through', async ({
  asVisitor: page,
  sql,
  stack,
}) => {
  const frame = await sellProduct(sql, stack.appUrl, 'Frame of the story');
  await page.goto(`/products/${frame.slug}`);
  await addToCart(page);
  const pay = cartOf(page).getByRole('button', { name: /^Pay / });
  await expect(pay).toBeVisible();
  await page.context().setOffline(true);
  await pay.click();
  await expect(cartOf(page).getByText('Nothing was charged; check your connection')).toBeVisible();
  await page.context().setOffline(false);
  await goToPay(page);
});
