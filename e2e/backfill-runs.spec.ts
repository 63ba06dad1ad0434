import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import Stripe from 'stripe';
import { expect, test } from './people';

// One run at a time, and rules that are everybody's: these stories are told one after the other.
test.describe.configure({ mode: 'default' });

/** The account at Stripe, as somebody with the key would use it. */
function stripeAt(url: string) {
  const { hostname, port } = new URL(url);
  return new Stripe('sk_test_tandem', { host: hostname, port, protocol: 'http' });
}

/** A part of the page by its heading. */
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('an admin starts a run, sees how far it is, and finds it in the list with its counts', async ({
  asAdmin: page,
  stack,
  sql,
  pull,
}) => {
  const made = await fetch(`${stack.stripeUrl}/_tandem/fill`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ products: 250, prefix: 'run_story_' }),
  });
  expect(made.ok).toBe(true);
  await pull({ latency_ms: [{ ms: 1500, method: 'GET', path: '/v1/products' }] });
  await page.goto('/admin/stripe/runs');
  await page.getByRole('button', { name: 'Run now' }).first().click();
  const open = part(page, 'Run under way');
  await expect(open.getByRole('progressbar', { name: 'Progress of The platform' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run now' }).first()).toBeDisabled();
  await pull({});

  const last = part(page, 'Last run');
  await expect(last).toBeVisible({ timeout: 60_000 });
  await expect(last.getByText(/^\d+ products? checked$/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run now' }).first()).toBeEnabled();
  const [run] = await sql<{ checked: string; reads: string }[]>`
    select summary ->> 'checked' as checked, summary ->> 'reads' as reads
    from backfill_runs_listed order by started_at desc limit 1`;
  expect(Number(run?.checked)).toBeGreaterThanOrEqual(250);
  const row = page.getByRole('table', { name: 'All runs' }).getByRole('row').nth(1);
  await expect(row.getByText('by hand')).toBeVisible();
  for (const count of [run?.checked, run?.reads])
    await expect(row.getByText(Number(count).toLocaleString('en-GB'), { exact: true }).first()).toBeVisible();
});

test('what somebody makes at Stripe is listed after a run, found, and shown with the history of its prices', async ({
  asAdmin: page,
  stack,
}) => {
  const stripe = stripeAt(stack.stripeUrl);
  const mark = randomUUID().slice(0, 8);
  const name = `Workshop ${mark}`;
  const type = `training-${mark}`;
  const project = `site-${mark}`;
  const made = await stripe.products.create({
    name,
    description: 'Two days of wood',
    metadata: { type, project, teacher: 'Inès' },
  });
  const first = await stripe.prices.create({ product: made.id, unit_amount: 12_000, currency: 'eur' });
  const second = await stripe.prices.create({ product: made.id, unit_amount: 15_000, currency: 'eur' });
  await stripe.products.update(made.id, { default_price: second.id });
  await stripe.prices.update(first.id, { active: false });
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${stack.appUrl}/api/cron/stripe-sync-products`, {
          headers: { authorization: `Bearer ${process.env.TANDEM_CRON_SECRET ?? ''}` },
        });
        const told: unknown = await answer.json();
        return [answer.status, told];
      },
      { timeout: 60_000 },
    )
    .toMatchObject([200, { success: true, done: true }]);

  await page.goto('/admin');
  await page.getByRole('link', { name: 'Catalogue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Stripe catalogue', level: 1 })).toBeVisible();
  const counted = page.getByRole('region', { name: 'Projects' }).getByRole('row', { name: project });
  await expect(counted.getByRole('cell')).toHaveText(['1', '1', '1', /ago|now|in /]);

  await page.getByRole('searchbox').fill(mark);
  const line = page.getByRole('row', { name });
  await expect(line).toContainText(type);
  await expect(line).toContainText('€150.00');
  await expect(line).toContainText('Nobody’s');
  await expect(page).toHaveURL(new RegExp(`q=${mark}`));

  await page.goto('/admin/stripe/catalogue');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitemcheckbox', { name: type }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`type=${type}`));
  await expect(page.getByRole('table', { name: 'Products at Stripe' }).getByRole('row')).toHaveCount(2);
  await page.goto(`/admin/stripe/catalogue?type=${type}&state=archived`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.goto(`/admin/stripe/catalogue?project=${project}`);
  await page.getByRole('row', { name }).getByRole('link', { name }).click();

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByText('Two days of wood')).toBeVisible();
  await expect(page.getByRole('row', { name: 'teacher' })).toContainText('Inès');
  const about = page.getByRole('region', { name: 'At Stripe' });
  await expect(about.getByRole('link', { name: made.id })).toBeVisible();
  const prices = page.getByRole('region', { name: 'Prices', exact: true }).getByRole('row');
  await expect(prices.filter({ hasText: '€150.00' })).toContainText('Active');
  await expect(prices.filter({ hasText: '€150.00' })).toContainText('Default');
  await expect(prices.filter({ hasText: '€120.00' })).toContainText('Archived');
  await expect(
    page.getByRole('region', { name: 'Price history in EUR' }).locator('path.recharts-curve'),
  ).toHaveCount(1);
});

test('a rule is made, leaves products out, is changed, and its removal can be undone', async ({
  asAdmin: page,
  sql,
}) => {
  await sql`insert into stripe_products_log
    (stripe_product_id, is_live, name, active, type, created_at, updated_at, read_at)
    values ('prod_rule_story', false, 'Story of a rule', true, 'rule_story', now(), now(), now())`;
  const isLeftOut = async () =>
    (
      await sql<{ is_left_out: boolean }[]>`
        select is_left_out from stripe_products_by_rules where stripe_product_id = 'prod_rule_story'`
    )[0]?.is_left_out;
  expect(await isLeftOut()).toBe(false);

  await page.goto('/admin/stripe/runs');
  const rules = part(page, 'Left out of the catalogue');
  await rules.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add rule' });
  await dialog.getByRole('button', { name: 'Add rule' }).click();
  await expect(dialog.getByText('Required.')).toBeVisible();
  await dialog.getByLabel('Type', { exact: true }).fill('rule_story');
  await dialog.getByRole('button', { name: 'Add rule' }).click();
  await expect(rules.getByText('Products of the type “rule_story”')).toBeVisible();
  await expect(rules.getByText('1 product is left out now.')).toBeVisible();
  expect(await isLeftOut()).toBe(true);

  await page.goto('/admin/stripe/catalogue?q=Story%20of%20a%20rule');
  const product = page.getByRole('row', { name: 'Story of a rule' });
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await expect(page.getByText('1 product is left out by rules.')).toBeVisible();
  await page.getByRole('button', { name: 'List them too' }).click();
  await expect(product).toBeVisible();
  await page.getByRole('button', { name: 'Leave them out' }).click();
  await expect(product).toBeHidden();
  await page.getByRole('link', { name: 'Rules', exact: true }).click();

  await rules.getByRole('button', { name: 'Change: Products of the type “rule_story”' }).click();
  const change = page.getByRole('dialog', { name: 'Change rule' });
  await change.getByLabel('Type', { exact: true }).fill('rule_story_else');
  await change.getByRole('button', { name: 'Save rule' }).click();
  await expect(rules.getByText('Nothing is left out now.')).toBeVisible();
  await rules.getByRole('button', { name: 'Remove: Products of the type “rule_story_else”' }).click();
  await expect(rules.getByText('No rule: everything is shown.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rules.getByText('Products of the type “rule_story_else”')).toBeVisible();
  await sql`delete from catalogue_rules where type = 'rule_story_else'`;
  await sql`delete from stripe_products_log where stripe_product_id = 'prod_rule_story'`;
});

test('an organiser is told that the runs are not for them', async ({ asOrganiser: page }) => {
  expect((await page.goto('/admin/stripe/runs'))?.status()).toBe(403);
});

test.describe('on a phone, in French and in the dark', () => {
  test.use({ viewport: { width: 390, height: 800 }, locale: 'fr-FR', colorScheme: 'dark' });
  test('the page fits and its words are French', async ({ asAdmin: page }) => {
    await page.goto('/admin/stripe/runs');
    await expect(page.getByRole('heading', { name: 'Passages', level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ajouter une règle' })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
