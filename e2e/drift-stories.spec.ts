import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { expect, test } from './people';
import { stripeProducts } from './stripe';

type Place = { sql: Sql; stack: { stripeUrl: string } };

/** Asks Stripe as another program with the same key would. */
async function askStripe({ stack }: Place, path: string, values: Record<string, string>) {
  const answer = await fetch(`${stack.stripeUrl}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_tandem', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return z.looseObject({ id: z.string() }).parse(await answer.json());
}

/** A space that Stripe shows. @returns its id and the id of its price there. */
async function spaceInStripe({ sql }: Place, name: string) {
  const [row] = await sql<{ id: string }[]>`
    insert into spaces (name, price_per_hour) values (${name}, 25) returning id`;
  const id = row?.id ?? '';
  await expect
    .poll(() => sql`select wanted = synced as is_synced from private.sync_marks where row_id = ${id}`, {
      timeout: 30_000,
    })
    .toEqual([{ is_synced: true }]);
  const [mark] = await sql<{ price: string }[]>`
    select seen #>> '{product,default_price}' as price from private.sync_marks where row_id = ${id}`;
  return { id, price: mark?.price ?? '' };
}

/** Somebody renames it in the dashboard, and puts another price in the place of ours. */
async function changeAtStripe(place: Place, space: { id: string; price: string }, name: string) {
  const product = `space_${space.id}`;
  await askStripe(place, `products/${product}`, { name });
  const made = await askStripe(place, 'prices', { product, currency: 'eur', unit_amount: '3000' });
  await askStripe(place, `products/${product}`, { default_price: made.id });
  await askStripe(place, `prices/${space.price}`, { active: 'false' });
}

const rowsOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const openFor = async (page: Page, name: string, fields: number, more = '') => {
  await page.goto(`/admin/stripe/drift?q=${encodeURIComponent(name)}${more}`);
  // Stripe tells of it within seconds.
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(rowsOf(page, name)).toHaveCount(fields, { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
};

test('B5: what was changed in the dashboard is shown within seconds, and all of it is put back', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const place = { sql, stack };
  const name = `Atelier ${randomUUID().slice(0, 8)}`;
  const space = await spaceInStripe(place, name);
  await changeAtStripe(place, space, `${name} of others`);
  await openFor(page, name, 2);
  await page.reload();
  await expect(page.getByRole('link', { name: /^Drift/ })).toContainText(/difference/);
  const price = rowsOf(page, 'Price per hour');
  await expect(price.getByText('€25.00')).toBeVisible();
  await expect(price.getByText('€30.00')).toBeVisible();
  await expect(price.getByText('Money')).toBeVisible();
  await price.getByRole('button', { name: 'Find out' }).click();
  await expect(price.getByText(/^req_/)).toBeVisible();

  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'Put ours back' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText('in every field that differs')).toBeVisible();
  await question.getByRole('button', { name: 'Put ours back' }).click();
  await expect(rowsOf(page, name)).toHaveCount(0, { timeout: 30_000 });
  await expect
    .poll(async () =>
      (await stripeProducts(stack.stripeUrl, name)).map(({ active_amounts }) => active_amounts),
    )
    .toEqual([[2500]]);
});

test('B5: theirs is adopted into the row, and what is accepted is hidden until somebody asks for it', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const place = { sql, stack };
  const name = `Atelier ${randomUUID().slice(0, 8)}`;
  const space = await spaceInStripe(place, name);
  await changeAtStripe(place, space, `${name} of others`);
  await openFor(page, name, 2);
  const menuOf = (field: string) =>
    rowsOf(page, name).getByRole('button', { name: `Actions for ${name}, ${field}` });
  await menuOf('Name').click();
  await page.getByRole('menuitem', { name: 'Accept' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText('The next sync of the row')).toBeVisible();
  await question.getByRole('button', { name: 'Accept' }).click();
  await expect(rowsOf(page, name)).toHaveCount(1);
  await openFor(page, name, 1, '&state=accepted');

  await openFor(page, name, 1);
  await menuOf('Price per hour').click();
  await page.getByRole('menuitem', { name: 'Adopt theirs' }).click();
  await question.getByRole('button', { name: 'Adopt theirs' }).click();
  await expect(rowsOf(page, name)).toHaveCount(0, { timeout: 30_000 });
  await expect
    .poll(() => sql`select price_per_hour::text as price from spaces where id = ${space.id}`)
    .toEqual([{ price: '30.000' }]);
  // The sync of that change has put our name back.
  await expect
    .poll(
      async () => (await stripeProducts(stack.stripeUrl, name)).map(({ active_amounts }) => active_amounts),
      {
        timeout: 30_000,
      },
    )
    .toEqual([[3000]]);
});

test('a product that is nobody’s becomes a row, and stays the only one', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const place = { sql, stack };
  const name = `Stool ${randomUUID().slice(0, 8)}`;
  const made = await askStripe(place, 'products', {
    name,
    'default_price_data[unit_amount]': '4500',
    'default_price_data[currency]': 'eur',
  });
  await expect
    .poll(() => sql`select name from stripe_products_log where stripe_product_id = ${made.id}`, {
      timeout: 30_000,
    })
    .toEqual([{ name }]);
  await page.goto('/admin/stripe/drift');
  await page.getByRole('searchbox', { name: 'Search these products' }).fill(name);
  const line = page.getByRole('region', { name: 'Products that are nobody’s' }).getByRole('row', { name });
  await line.getByRole('button', { name: 'Make a row of it' }).click();
  const question = page.getByRole('alertdialog', { name: `Make a row of “${name}”?` });
  await question.getByRole('button', { name: 'Make a row of it' }).click();
  await expect(line).toBeHidden();
  await expect
    .poll(
      async () =>
        (await stripeProducts(stack.stripeUrl, name)).map(({ id, metadata }) => [id, metadata.type]),
      {
        timeout: 30_000,
      },
    )
    .toEqual([[made.id, 'product']]);
});
