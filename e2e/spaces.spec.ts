import type { Page } from '@playwright/test';
import { badge, expect, test } from './people';
import { stripeProducts } from './stripe';

/** The row of a space in the table. */
const rowOf = (page: Page, name: string) => page.getByRole('row', { name });

/** Finds a space by its name in the table, however many there are. */
async function find(page: Page, name: string) {
  await page.goto(`/admin/spaces?q=${encodeURIComponent(name)}`);
  await expect(rowOf(page, name)).toBeVisible();
}

async function createSpace(page: Page, name: string, prices: { hour?: string; day?: string }) {
  await page.goto('/admin/spaces');
  await page
    .getByRole('button', { name: 'New space' })
    .or(page.getByRole('link', { name: 'New space' }))
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'New space' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  if (prices.hour) await dialog.getByLabel('Price per hour').fill(prices.hour);
  if (prices.day) await dialog.getByLabel('Price per day').fill(prices.day);
  return dialog;
}

test('a space saved in the browser is in Stripe seconds later', async ({ asAdmin: page, stack }) => {
  const name = 'Atelier of the story';
  const dialog = await createSpace(page, name, { hour: '25.00', day: '140' });

  // What will be written is shown before anything is saved.
  await expect(dialog.getByText('3 writes to Stripe')).toBeVisible();
  await expect(dialog.getByText(/Create the product with its price €25.00/)).toBeVisible();
  await expect(dialog.getByText(/Create the price €140.00/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Create space' }).click();
  await find(page, name);
  await expect(badge(rowOf(page, name), 'Synced')).toBeVisible();

  const [product] = await stripeProducts(stack.stripeUrl, name);
  expect(product).toMatchObject({ active: true, metadata: { type: 'coworking_space' } });
  expect(product?.active_amounts).toEqual([2500, 14000]);

  // The badge tells the ids, each a link to the object's page.
  await rowOf(page, name)
    .getByRole('button', { name: /Synced/ })
    .click();
  const link = page.getByRole('link', { name: new RegExp(product?.id ?? '') });
  await expect(link).toHaveAttribute('href', new RegExp(`/dashboard/products/${product?.id}$`));
  await page.keyboard.press('Escape');

  // A new price takes over, and the old one is archived.
  await rowOf(page, name).getByText(name, { exact: true }).click();
  const edit = page.getByRole('dialog', { name });
  await edit.getByLabel('Price per hour').fill('30');
  await expect(edit.getByText(/Archive the old price €25.00/)).toBeVisible();
  await edit.getByRole('button', { name: 'Save space' }).click();
  await expect(edit).toBeHidden();
  await expect(rowOf(page, name).getByText('€30.00')).toBeVisible();
  await expect
    .poll(async () => (await stripeProducts(stack.stripeUrl, name))[0]?.active_amounts)
    .toEqual([3000, 14000]);
});

test('a row changed with plain SQL is followed by Stripe by itself', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  await sql`insert into spaces (name, price_per_hour) values ('Typed in psql', 9)`;
  await expect
    .poll(async () => (await stripeProducts(stack.stripeUrl, 'Typed in psql'))[0]?.active_amounts)
    .toEqual([900]);
  await sql`update spaces set price_per_hour = 11 where name = 'Typed in psql'`;
  await expect
    .poll(async () => (await stripeProducts(stack.stripeUrl, 'Typed in psql'))[0]?.active_amounts)
    .toEqual([1100]);
  await find(page, 'Typed in psql');
  await expect(rowOf(page, 'Typed in psql').getByText('€11.00')).toBeVisible();
});

test('a space is archived, revived and deleted, each time saying what Stripe gets', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const name = 'Salle of three lives';
  await sql`insert into spaces (name, price_per_hour) values (${name}, 20)`;
  await expect
    .poll(async () => (await stripeProducts(stack.stripeUrl, name))[0]?.active_amounts)
    .toEqual([2000]);
  const product = async () => (await stripeProducts(stack.stripeUrl, name))[0];
  const open = async () => {
    await find(page, name);
    await rowOf(page, name).getByText(name, { exact: true }).click();
    return page.getByRole('dialog', { name });
  };

  await (await open()).getByRole('button', { name: 'Archive space' }).click();
  const ask = page.getByRole('alertdialog');
  await expect(ask.getByText('Archive 1 product and 1 price in Stripe.')).toBeVisible();
  await ask.getByRole('button', { name: 'Archive space' }).click();
  await expect.poll(product).toMatchObject({ active: false, active_amounts: [] });

  await (await open()).getByRole('button', { name: 'Make active again' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make active again' }).click();
  await expect.poll(product).toMatchObject({ active: true, active_amounts: [2000] });

  await (await open()).getByRole('button', { name: 'Delete space' }).click();
  await expect(
    page.getByRole('alertdialog').getByText('Archive 1 product and 1 price in Stripe.'),
  ).toBeVisible();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete space' }).click();
  await expect.poll(product).toMatchObject({ active: false, active_amounts: [] });
  await page.goto(`/admin/spaces?q=${encodeURIComponent(name)}`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

test('each mistake has its sentence at its field, and nothing is saved', async ({ asAdmin: page, sql }) => {
  const dialog = await createSpace(page, '', { hour: 'abc' });
  await dialog.getByRole('button', { name: 'Create space' }).click();
  await expect(dialog.getByText('Required.')).toBeVisible();
  await expect(dialog.getByText('Enter a number.')).toBeVisible();
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await dialog.getByLabel('Price per hour').fill('-1');
  await dialog.getByLabel('Price per day').fill('12.345');
  await expect(dialog.getByText('Cannot be negative.')).toBeVisible();
  await expect(dialog.getByText('At most 2 decimals in this currency.')).toBeVisible();
  const [row] = await sql<{ count: string }[]>`select count(*) from spaces where name = ''`;
  expect(row?.count).toBe('0');

  // Leaving asks first, since something would be lost.
  await page.keyboard.press('Escape');
  await expect(page.getByText('Discard your changes?')).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog.getByLabel('Price per hour')).toHaveValue('-1');
});

test('P5: the second of two admins on one row is shown the difference', async ({
  asAdmin,
  asOtherAdmin,
  sql,
}) => {
  const [row] = await sql<
    { id: string }[]
  >`insert into spaces (name, price_per_hour) values ('For two', 20) returning id`;
  const dialogs = [];
  for (const page of [asAdmin, asOtherAdmin]) {
    await page.goto(`/admin/spaces?space=${row?.id}`);
    dialogs.push(page.getByRole('dialog', { name: 'For two' }));
  }
  const [first, second] = dialogs;
  await first?.getByLabel('Price per hour').fill('21');
  await second?.getByLabel('Price per hour').fill('22');
  await second?.getByLabel('Capacity').fill('7');
  await first?.getByRole('button', { name: 'Save space' }).click();
  await expect(first ?? asAdmin.locator('nothing')).toBeHidden();
  await second?.getByRole('button', { name: 'Save space' }).click();
  await expect(asOtherAdmin.getByText('21.00').first()).toBeVisible();
  await expect
    .poll(async () => sql`select price_per_hour::text, capacity from spaces where id = ${row?.id ?? ''}`)
    .toMatchObject([{ price_per_hour: '21.000', capacity: 1 }]);
});

test('a script in a name is shown as text', async ({ asAdmin: page, sql }) => {
  const name = '<img src=x onerror="document.title=1"><script>alert(1)</script>';
  await sql`insert into spaces (name, price_per_hour) values (${name}, 20)`;
  await page.goto('/admin/spaces?q=onerror');
  await expect(page.getByRole('row').getByText(name, { exact: true })).toBeVisible();
  await expect(page).not.toHaveTitle('1');
});
