import type { Locator, Page } from '@playwright/test';
import type { Sql } from 'postgres';
import { badge, expect, test } from './people';
import { stripeProducts } from './stripe';

// One catalogue, one run at a time, and levers that are set for one row: these stories are told one after the other.
test.describe.configure({ mode: 'serial' });

const rowOf = (page: Page, name: string) => page.getByRole('row', { name });

/** A part of the page by its heading. */
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Makes a space as somebody with psql would, and waits until Stripe shows it. */
async function syncedSpace(sql: Sql, stripeUrl: string, name: string) {
  await sql`insert into spaces (name, price_per_hour) values (${name}, 20)`;
  await expect.poll(async () => (await stripeProducts(stripeUrl, name))[0]?.active_amounts).toEqual([2000]);
  const [row] = await sql<{ id: string }[]>`select id from spaces where name = ${name}`;
  const word = async () => {
    const rows = await sql<
      { status: string }[]
    >`select status from public.sync_rows where row_id = ${row?.id ?? ''}`;
    return rows[0]?.status;
  };
  await expect.poll(word).toBe('synced');
  const [product] = await stripeProducts(stripeUrl, name);
  return { id: row?.id ?? '', product: product?.id ?? '' };
}

/** Somebody changes a name in Stripe's dashboard. */
async function renameInStripe(stripeUrl: string, product: string, name: string) {
  const body = new URLSearchParams({ does: 'edit', name, description: '' });
  const answer = await fetch(`${stripeUrl}/dashboard/products/${product}`, {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  expect(answer.status).toBeLessThan(400);
}

/** Asks for a plan of the whole catalogue, and waits until it is there. */
async function planCatalogue(page: Page): Promise<Locator> {
  await page.goto('/admin/sync');
  await page.getByRole('button', { name: 'Sync the whole catalogue' }).click();
  const card = part(page, 'Sync of the whole catalogue');
  await expect(card.getByText('Plan ready', { exact: true })).toBeVisible();
  return card;
}

test('the whole catalogue is planned, looked at, started, and every row tells its outcome', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const name = 'Story of a whole catalogue';
  const { product } = await syncedSpace(sql, stack.stripeUrl, name);
  await renameInStripe(stack.stripeUrl, product, 'Somebody else’s words');

  const card = await planCatalogue(page);
  await expect(card.getByText('Nothing is written until you start.')).toBeVisible();
  // The plan is in the database: leaving and coming back loses nothing.
  await page.goto('/admin/spaces');
  await page.goto('/admin/sync');
  await expect(card.getByText('Plan ready', { exact: true })).toBeVisible();
  expect((await stripeProducts(stack.stripeUrl, name)).length).toBe(0);

  await card.getByRole('link', { name: 'See every row' }).click();
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(name);
  await expect(rowOf(page, name).getByText('Update', { exact: true })).toBeVisible();
  await rowOf(page, name).getByRole('button', { name: '1 write' }).click();
  await expect(page.getByText('Update the product', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(rowOf(page, name).getByText('Synced', { exact: true })).toBeVisible();
  expect((await stripeProducts(stack.stripeUrl, name)).length).toBe(1);

  // The run has ended, and the Sync page tells it.
  await page.getByRole('link', { name: 'Back to Sync' }).click();
  await expect(card.getByText('Done', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync the whole catalogue' })).toBeEnabled();
});

test('a plan is put aside, and a run is stopped, without Stripe being written to', async ({
  asAdmin: page,
  pull,
  sql,
  stack,
}) => {
  const name = 'Story of a stop';
  const { product } = await syncedSpace(sql, stack.stripeUrl, name);
  await renameInStripe(stack.stripeUrl, product, 'Stays as it is');
  // The palette asks for a plan too, from any page.
  await page.goto('/admin/spaces');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Sync the whole');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/sync$/);
  await part(page, 'Sync of the whole catalogue').getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('The plan was discarded; nothing was written.')).toBeVisible();

  const card = await planCatalogue(page);
  // Put off by a limit, the row stays on its way.
  await pull({ rate_limit_next: { next: 1000, path: `/v1/products/${product}` } });
  await card.getByRole('button', { name: 'Start', exact: true }).click();
  await card.getByRole('button', { name: 'Stop', exact: true }).click();
  const ask = page.getByRole('alertdialog');
  await expect(ask.getByText('What has begun is finished')).toBeVisible();
  await ask.getByRole('button', { name: 'Stop the sync' }).click();
  await expect(card.getByText('Stopped', { exact: true }).first()).toBeVisible();
  expect((await stripeProducts(stack.stripeUrl, 'Stays as it is')).length).toBe(1);
});

test('a refused row says why and what to do, and a retry mends it once the cause is gone', async ({
  asAdmin: page,
  pull,
  sql,
  stack,
}) => {
  const name = 'Story of a refusal';
  const { id, product } = await syncedSpace(sql, stack.stripeUrl, name);
  await pull({
    refuse_paths: {
      path: `/v1/products/${product}`,
      method: 'POST',
      param: 'name',
      message: 'Not this name.',
    },
  });
  await sql`update spaces set description = 'Refused for now' where id = ${id}`;
  await page.goto('/admin/sync?status=failed&q=Story%20of%20a%20refusal');
  const row = rowOf(page, name);
  await expect(badge(row, 'Failed')).toBeVisible();
  await expect(row.getByText('Stripe does not accept this.')).toBeVisible();
  await expect(row.getByText('Change what Stripe names below')).toBeVisible();
  await expect(row.getByText('Not this name.')).toHaveAttribute('lang', 'en');
  await expect(row.getByRole('link', { name: /req_/ })).toHaveAttribute('href', /\/dashboard\/requests#req_/);
  await expect(row.getByRole('link', { name: 'Open the form at “Name”' })).toHaveAttribute(
    'href',
    `/admin/spaces?space=${id}&field=name`,
  );

  await pull({});
  await row.getByRole('button', { name: `Retry “${name}”` }).click();
  await expect(page.getByText(`“${name}” is tried again.`)).toBeVisible();
  await expect(row).toBeHidden();
  await page.goto('/admin/sync?status=synced&q=Story%20of%20a%20refusal');
  await expect(badge(row, 'Synced')).toBeVisible();
});

test('with Stripe unreachable the page tells how long the change waits, and when it is tried again', async ({
  asAdmin: page,
  pull,
  sql,
  stack,
}) => {
  const name = 'Story of an outage';
  const { id, product } = await syncedSpace(sql, stack.stripeUrl, name);
  await pull({ down: { path: `/v1/products/${product}` } });
  await sql`update spaces set description = 'On its way' where id = ${id}`;
  await page.goto('/admin');
  await part(page, 'Sync with Stripe').getByRole('link', { name: 'Retrying' }).click();
  await expect(page).toHaveURL(/\/admin\/sync\?status=retrying/);
  const row = rowOf(page, name);
  await expect(row.getByText('Stripe cannot be reached.')).toBeVisible();
  await expect(row.getByRole('timer').or(row.getByText('any moment now')).first()).toBeVisible();
  await expect(page.getByText(/^The oldest change waits \d/)).toBeVisible();
  // The database's clock counts; a change that is older than a minute is late.
  await sql`update private.sync_marks set changed_at = now() - interval '3 minutes' where row_id = ${id}`;
  await expect(page.getByText(/^Too long: 3 min/)).toBeVisible();

  await pull({});
  await page.getByRole('button', { name: 'Retry all' }).click();
  await expect(row).toBeHidden();
});

test('the log is filtered, and the address keeps the filters', async ({ asAdmin: page, sql, stack }) => {
  const name = 'Story of a log';
  const { id } = await syncedSpace(sql, stack.stripeUrl, name);
  await page.goto(`/admin/sync?status=synced&q=${encodeURIComponent(name)}`);
  await badge(rowOf(page, name), 'Synced').click();
  await page.getByRole('link', { name: 'All attempts' }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/sync/log\\?row=${id}`));
  await expect(rowOf(page, name).first()).toBeVisible();
  await expect(page.getByRole('button', { name: `Remove filter Row ${name}` })).toBeVisible();

  await page.getByRole('button', { name: 'Any time' }).click();
  await page.getByRole('menuitemradio', { name: 'Last hour' }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Done' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/status=success/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Last hour' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove filter Outcome Done' })).toBeVisible();
  await expect(rowOf(page, name).first()).toBeVisible();

  await page.getByRole('button', { name: 'Remove filter Outcome Done' }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Failed' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page).toHaveURL(/\/admin\/sync\/log$/);
});

test('two moments are asked for in the right order', async ({ asAdmin: page }) => {
  await page.goto('/admin/sync/log');
  await page.getByRole('button', { name: 'Any time' }).click();
  await page.getByRole('menuitem', { name: 'Between two dates…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Between two moments' });
  await dialog.getByLabel('From').fill('2026-01-02T10:00');
  await dialog.getByLabel('To').fill('2026-01-01T10:00');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(dialog.getByText('Must be later than the start.')).toBeVisible();
  await dialog.getByLabel('To').fill('2026-01-03T10:00');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/from=2026-01-02T.*to=2026-01-03T/);
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

test('an unknown run is a page that does not exist', async ({ asAdmin: page }) => {
  for (const id of ['7', '6f1c0a2e-0000-4000-8000-000000000000']) {
    expect((await page.goto(`/admin/sync/runs/${id}`))?.status()).toBe(404);
    await expect(page.getByText('This page does not exist')).toBeVisible();
  }
});
