import type { Page } from '@playwright/test';
import type { Sql } from 'postgres';
import { takeUnits } from '../supabase/tests/orders';
import { badge, expect, test } from './people';
import { stripeProducts } from './stripe';

/** The row of a product in the table. */
const rowOf = (page: Page, name: string) => page.getByRole('row', { name });

/** Opens the dialog of a product from the list. */
async function open(page: Page, name: string) {
  await page.goto(`/admin/products?q=${encodeURIComponent(name)}`);
  await rowOf(page, name).getByText(name, { exact: true }).click();
  return page.getByRole('dialog', { name });
}

async function newProduct(page: Page) {
  await page.goto('/admin/products');
  await page.getByRole('button', { name: 'New product' }).first().click();
  return page.getByRole('dialog', { name: 'New product' });
}

/** A product typed in SQL, of which so many are sold and held. */
async function addProduct(sql: Sql, name: string, { stock = 1, sold = 0, held = 0 } = {}) {
  const [row] = await sql<{ id: string }[]>`
    insert into products (name, price, stock) values (${name}, 20, ${stock}) returning id`;
  for (const [units, isSold] of [[sold, true] as const, [held, false] as const]) {
    if (units > 0) await takeUnits(sql, row?.id ?? '', units, { isSold });
  }
}

test('a product saved in the browser is in Stripe seconds later', async ({ asAdmin: page, stack }) => {
  const name = 'Chaise of the story';
  const dialog = await newProduct(page);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  // Its address follows the name until somebody writes another one.
  await expect(dialog.getByLabel('Address in the shop')).toHaveValue('chaise-of-the-story');
  await dialog.getByLabel('Price').fill('125,50');
  await expect(dialog.getByText(/Create the product with its price €125.50/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Create product' }).click();
  await expect(dialog).toBeHidden();

  await page.goto(`/admin/products?q=${encodeURIComponent(name)}`);
  await expect(badge(rowOf(page, name), 'Synced')).toBeVisible();
  await expect(rowOf(page, name).getByText('One of a kind')).toBeVisible();
  const [product] = await stripeProducts(stack.stripeUrl, name);
  expect(product).toMatchObject({ active: true, metadata: { type: 'product' }, active_amounts: [12550] });

  const edit = await open(page, name);
  await edit.getByLabel('Price').fill('99');
  await expect(edit.getByText(/Archive the old price €125.50/)).toBeVisible();
  await edit.getByRole('button', { name: 'Save product' }).click();
  await expect(edit).toBeHidden();
  await expect(rowOf(page, name).getByText('€99.00')).toBeVisible();
  await expect
    .poll(async () => (await stripeProducts(stack.stripeUrl, name))[0]?.active_amounts)
    .toEqual([9900]);
});

test('S10: a stock below what is sold and held is refused with the numbers at the field', async ({
  asAdmin: page,
  sql,
}) => {
  const name = 'Tasse of the story';
  await addProduct(sql, name, { stock: 10, sold: 3, held: 2 });
  const dialog = await open(page, name);
  const stock = dialog.getByLabel('Stock');
  await expect(dialog.getByText('3 sold, 2 being paid for, 5 left.')).toBeVisible();
  await stock.fill('4');
  await dialog.getByRole('button', { name: 'Save product' }).click();
  await expect(dialog.getByText('3 are sold and 2 are being paid for: it cannot be below 5.')).toBeVisible();
  await expect(stock).toBeFocused();
  await stock.fill('5');
  await dialog.getByRole('button', { name: 'Save product' }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, name).getByText('Being bought')).toBeVisible();
});

test('what is sold is marked Sold, and can be filtered for', async ({ asAdmin: page, sql }) => {
  await addProduct(sql, 'Gone of the story', { sold: 1 });
  await addProduct(sql, 'Left of the story');
  await page.goto('/admin/products?q=of the story');
  const sold = rowOf(page, 'Gone of the story').getByText('Sold', { exact: true });
  // The narrow screen's own heading for the cell is there too, and hidden.
  await expect(sold.filter({ visible: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Nothing left' }).click();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Left of the story')).toBeHidden();
  await expect(rowOf(page, 'Gone of the story')).toBeVisible();
  await expect(page).toHaveURL(/state=sold_out/);
});

test('a product is archived, revived and deleted, each time saying what Stripe gets', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const name = 'Table of three lives';
  await addProduct(sql, name);
  const product = async () => (await stripeProducts(stack.stripeUrl, name))[0];
  await expect.poll(product).toMatchObject({ active: true, active_amounts: [2000] });
  const ask = page.getByRole('alertdialog');

  await (await open(page, name)).getByRole('button', { name: 'Archive product' }).click();
  await expect(ask.getByText('Archive 1 product and 1 price in Stripe.')).toBeVisible();
  await ask.getByRole('button', { name: 'Archive product' }).click();
  await expect.poll(product).toMatchObject({ active: false, active_amounts: [] });

  await (await open(page, name)).getByRole('button', { name: 'Make active again' }).click();
  await ask.getByRole('button', { name: 'Make active again' }).click();
  await expect.poll(product).toMatchObject({ active: true, active_amounts: [2000] });

  await (await open(page, name)).getByRole('button', { name: 'Delete product' }).click();
  await expect(ask.getByText('Archive 1 product and 1 price in Stripe.')).toBeVisible();
  await ask.getByRole('button', { name: 'Delete product' }).click();
  await expect.poll(product).toMatchObject({ active: false, active_amounts: [] });
});

test('many products are archived and revived at once', async ({ asAdmin: page, sql }) => {
  for (const name of ['Bulk lamp', 'Bulk vase']) await addProduct(sql, name);
  await page.goto('/admin/products?q=Bulk');
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive 2 products' }).click();
  await expect(page.getByText('2 products archived.')).toBeVisible();
  const active = async () =>
    (await sql`select is_active from products where name like 'Bulk %'`).map(Object.values);
  expect(await active()).toEqual([[false], [false]]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(active).toEqual([[true], [true]]);
});

test('each mistake has its sentence at its field, and nothing is saved', async ({ asAdmin: page, sql }) => {
  await addProduct(sql, 'Taken address');
  const dialog = await newProduct(page);
  const create = dialog.getByRole('button', { name: 'Create product' });
  await dialog.getByLabel('Stock').fill('1.5');
  await create.click();
  await expect(dialog.getByText('Required.')).toHaveCount(2);
  await expect(dialog.getByText('Enter a whole number.')).toBeVisible();
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await dialog.getByLabel('Name', { exact: true }).fill('Mistaken');
  await dialog.getByLabel('Stock').fill('1');
  await dialog.getByLabel('Price').fill('0,10');
  await dialog.getByLabel('Address in the shop').fill('Not an address');
  await create.click();
  await expect(dialog.getByText(/At least 0.5 EUR: Stripe charges no less/)).toBeVisible();
  await expect(dialog.getByText(/Use small letters, digits and single hyphens/)).toBeVisible();
  // What only the database knows comes back to its field too.
  await dialog.getByLabel('Price').fill('10');
  await dialog.getByLabel('Address in the shop').fill('taken-address');
  await create.click();
  await expect(dialog.getByText('Already in use.')).toBeVisible();
  await expect(dialog.getByLabel('Address in the shop')).toBeFocused();
  expect(await sql`select id from products where name = 'Mistaken'`).toHaveLength(0);
});

test('P5: the second of two admins on one product is shown the difference', async ({
  asAdmin,
  asOtherAdmin,
  sql,
}) => {
  await addProduct(sql, 'Fauteuil for two');
  const first = await open(asAdmin, 'Fauteuil for two');
  const second = await open(asOtherAdmin, 'Fauteuil for two');
  await first.getByLabel('Price').fill('21');
  await second.getByLabel('Price').fill('22');
  await second.getByLabel('Stock').fill('7');
  await first.getByRole('button', { name: 'Save product' }).click();
  await expect(first).toBeHidden();
  await second.getByRole('button', { name: 'Save product' }).click();
  const conflict = asOtherAdmin.getByRole('dialog', { name: 'Changed by somebody else' });
  await expect(conflict.getByText('€21.00')).toBeVisible();
  await conflict.getByRole('button', { name: 'Save product' }).click();
  await expect
    .poll(async () => sql`select price::text, stock from products where name = 'Fauteuil for two'`)
    .toMatchObject([{ price: '22.000', stock: 7 }]);
});
