import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import type { Sql } from 'postgres';
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
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document);
    return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 160)) }));
  });
}

/** Looks at a page that has come: in either theme and on either kind of screen, which change under it as they do for people. */
async function expectAccessible(page: Page) {
  await page.evaluate(source);
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion no colour is looked at on its way to another one.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toContainClass(colorScheme);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      const look = `${page.url()}, ${colorScheme}, ${width} px`;
      expect(await violationsOf(page), look).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, look).toBeLessThanOrEqual(0);
    }
  }
}

// A run over the whole catalogue that has ended; nothing of it depends on other stories.
const run = '5a1e0000-0000-4000-8000-00000000a11e';

// An organisation of which Stripe still asks something, and one of the sample shop.
const asked = '5a1e0000-0000-4000-8000-00000000a11f';
const seller = '5a1e0000-0000-4000-8000-000000000101';

// An event of the sample shop, with ticket types and a sub-event.
const festival = '5a1e0000-0000-4000-8000-000000000201';

const pages = [
  '/admin',
  '/admin/spaces',
  '/admin/spaces?space=new',
  '/admin/spaces?q=nothing-like-it',
  '/admin/products',
  '/admin/products?product=new',
  '/admin/products?q=nothing-like-it',
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
  '/admin/sync',
  '/admin/sync?status=synced',
  '/admin/sync?q=nothing-like-it',
  '/admin/sync/log',
  '/admin/sync/log?status=failed&span=hour',
  `/admin/sync/runs/${run}`,
  '/admin/nowhere',
];

/** What the pages show is there, whichever of them is looked at first. */
async function prepare(sql: Sql, stripeUrl: string) {
  await sql`insert into private.sync_runs (id, state, starts_when_planned, asked_at, started_at, ended_at)
    values (${run}, 'done', false, now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 hour')
    on conflict do nothing`;
  await sql`insert into private.sync_run_rows (run, kind, row_id, name, account, does, steps, outcome, error)
    values (${run}, 'space', ${run}, 'Refused', 'platform', 'update', '{update the product}', 'refused',
      '{"code": "stripe_refused", "field": "name", "detail": "No.", "requestId": "req_1"}')
    on conflict do nothing`;
  await setAccount(stripeUrl, 'acct_storyasked', { state: 'incomplete' });
  await sql`insert into organisations (organisation_id, name, stripe_onbehalfof)
    values (${asked}, 'Asked', 'acct_storyasked') on conflict do nothing`;
}

test.describe('no page has an accessibility violation, or scrolls sideways', () => {
  for (const path of pages) {
    test(path, async ({ asAdmin: page, sql, stack }) => {
      await prepare(sql, stack.stripeUrl);
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });
  }

  test('/sign-in', async ({ asVisitor: page }) => {
    await page.goto('/sign-in');
    await expectAccessible(page);
  });
});

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
