import postgres from 'postgres';
import { badge, expect, test } from './people';

// These pull levers that every story would feel, so they run by themselves after the others.
test.describe.configure({ mode: 'serial' });

test('with Stripe down a save goes through, and the badge says what happens next', async ({
  asAdmin: page,
  pull,
  sql,
}) => {
  await pull({ down: true });
  await page.goto('/admin/spaces?space=new');
  const dialog = page.getByRole('dialog', { name: 'New space' });
  await dialog.getByLabel('Name', { exact: true }).fill('On a bad day');
  await dialog.getByLabel('Price per hour').fill('15');
  await dialog.getByRole('button', { name: 'Create space' }).click();
  await page.goto('/admin/spaces?q=On%20a%20bad%20day');
  const row = page.getByRole('row', { name: 'On a bad day' });
  await expect(badge(row, 'Retrying')).toBeVisible();
  await badge(row, 'Retrying').click();
  await expect(page.getByText('Stripe cannot be reached.')).toBeVisible();
  await expect(page.getByText('Next try', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await pull({});
  // The clock would come round by itself; nobody has to wait for it here.
  await sql`update private.sync_marks set next_attempt_at = now() where label = 'On a bad day'`;
  await row.getByRole('button', { name: /Retrying|Syncing|Synced|Pending/ }).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(badge(row, 'Synced')).toBeVisible();
});

test('C12: what Stripe refuses is said at its field, and mended there', async ({ asAdmin: page, sql }) => {
  await sql`insert into spaces (name, price_per_hour) values ('Salle [stripe-refuses]', 15)`;
  await page.goto('/admin/spaces?q=stripe-refuses');
  const row = page.getByRole('row', { name: 'stripe-refuses' });
  await expect(badge(row, 'Failed')).toBeVisible();
  await badge(row, 'Failed').click();
  await expect(page.getByText('Stripe does not accept this.')).toBeVisible();
  await page.getByRole('button', { name: 'Open the form at “Name”' }).click();
  const dialog = page.getByRole('dialog', { name: 'Salle [stripe-refuses]' });
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await dialog.getByLabel('Name', { exact: true }).fill('Salle that Stripe accepts');
  await dialog.getByRole('button', { name: 'Save space' }).click();
  await page.goto('/admin/spaces?q=Stripe%20accepts');
  const mended = page.getByRole('row', { name: 'Salle that Stripe accepts' });
  await expect(badge(mended, 'Synced')).toBeVisible();
});

test('with the database down one readable page answers 503, and all works again without a restart', async ({
  asAdmin: page,
  stack,
}) => {
  await page.goto('/admin/spaces');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  const outside = postgres(stack.databaseUrl.replace(/postgres$/, 'template1'), {
    max: 1,
    onnotice: () => undefined,
  });
  await outside`alter database postgres allow_connections false`;
  await outside`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'`;
  try {
    expect((await page.goto('/admin/spaces'))?.status()).toBe(503);
    await expect(page.getByText('The database does not answer')).toBeVisible();
    const health = await fetch(`${stack.appUrl}/api/health`);
    expect(health.status).toBe(503);
  } finally {
    await outside`alter database postgres allow_connections true`;
    await outside.end();
  }
  await page
    .getByRole('button', { name: 'Try again' })
    .or(page.getByRole('link', { name: 'Try again' }))
    .click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  expect((await fetch(`${stack.appUrl}/api/health`)).status).toBe(200);
});
