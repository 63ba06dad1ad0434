import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { addFullOrder } from './full-order';
import { badge, expect, test } from './people';
import { setAccount } from './stripe';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What axe finds against a page as it stands: each rule with the elements that break it. */
async function violationsOf(page: Page) {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document);
    return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 160)) }));
  });
}

// A run over the whole catalogue that has ended; nothing of it depends on other stories.
const run = '5a1e0000-0000-4000-8000-00000000a11e';

// An organisation of which Stripe still asks something, and one of the sample shop.
const asked = '5a1e0000-0000-4000-8000-00000000a11f';
const seller = '5a1e0000-0000-4000-8000-000000000101';

// An event of the sample shop, with ticket types and a sub-event.
const festival = '5a1e0000-0000-4000-8000-000000000201';

// An order with everything that a page can show of one.
const order = '5a1e0000-0000-4000-8000-00000000a120';

const pages = [
  '/admin',
  '/admin/spaces',
  '/admin/spaces?space=new',
  '/admin/spaces?q=nothing-like-it',
  '/admin/organisations',
  '/admin/organisations?organisation=new',
  '/admin/organisations?q=nothing-like-it',
  `/admin/organisations/${asked}`,
  `/admin/organisations/${asked}?edit=stripe_onbehalfof`,
  `/admin/organisations/${seller}?stripe=expired`,
  '/admin/events',
  '/admin/events?q=nothing-like-it',
  '/admin/events/new',
  `/admin/events/${festival}`,
  `/admin/events/${run}`,
  '/admin/orders',
  '/admin/orders?needs=true',
  '/admin/orders?q=nothing-like-it',
  `/admin/orders/${order}`,
  '/admin/check-in',
  '/admin/notices',
  '/admin/notices?state=failed',
  '/admin/sync',
  '/admin/sync?status=synced',
  '/admin/sync?q=nothing-like-it',
  '/admin/sync/log',
  '/admin/sync/log?status=failed&span=hour',
  `/admin/sync/runs/${run}`,
  '/admin/nowhere',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test('no page of the admin has an accessibility violation, or scrolls sideways', async ({
        asAdmin: page,
        sql,
        stack,
      }) => {
        // Every page is one more to look at: what is a minute here is more on a busy machine.
        test.slow();
        await sql`insert into private.sync_runs (id, state, starts_when_planned, asked_at, started_at, ended_at)
          values (${run}, 'done', false, now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 hour')
          on conflict do nothing`;
        await sql`insert into private.sync_run_rows (run, kind, row_id, name, account, does, steps, outcome, error)
          values (${run}, 'space', ${run}, 'Refused', 'platform', 'update', '{update the product}', 'refused',
            '{"code": "stripe_refused", "field": "name", "detail": "No.", "requestId": "req_1"}')
          on conflict do nothing`;
        await setAccount(stack.stripeUrl, 'acct_storyasked', { state: 'incomplete' });
        await sql`insert into organisations (organisation_id, name, stripe_onbehalfof)
          values (${asked}, 'Asked', 'acct_storyasked') on conflict do nothing`;
        await addFullOrder(sql, order);
        for (const path of pages) {
          await page.goto(path);
          await page.waitForLoadState('networkidle');
          expect(await violationsOf(page), path).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, path).toBeLessThanOrEqual(0);
        }
      });

      test('the sign-in page has no accessibility violation', async ({ browser, baseURL }) => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 }, baseURL });
        const page = await context.newPage();
        await page.goto('/sign-in');
        expect(await violationsOf(page)).toEqual([]);
        await context.close();
      });
    });
  }
}

test('a space is made with the keyboard alone', async ({ asAdmin: page }) => {
  await page.goto('/admin/spaces');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('New space');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('dialog', { name: 'New space' }).getByLabel('Name', { exact: true }),
  ).toBeFocused();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.goto('/admin/spaces?q=By%20keyboard');
  await expect(badge(page.getByRole('row', { name: 'By keyboard' }), 'Synced')).toBeVisible();
});
