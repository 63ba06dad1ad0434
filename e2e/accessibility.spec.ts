import type { Sql } from 'postgres';
import { expectAccessible } from './axe';
import { addFullOrder } from './full-order';
import { addLoggedProduct } from './logged-product';
import { badge, expect, test } from './people';
import { setAccount } from './stripe';

// A run over the whole catalogue that has ended; nothing of it depends on other stories.
const run = '5a1e0000-0000-4000-8000-00000000a11e';

// An organisation of which Stripe still asks something, and one of the sample shop.
const asked = '5a1e0000-0000-4000-8000-00000000a11f';
const seller = '5a1e0000-0000-4000-8000-000000000101';

// An event of the sample shop, with ticket types and a sub-event.
const festival = '5a1e0000-0000-4000-8000-000000000201';

// An order with everything that a page can show of one.
const order = '5a1e0000-0000-4000-8000-00000000a120';

// A product of Stripe that is nobody's, with everything that a page can show of one.
const logged = '5a1e0000-0000-4000-8000-00000000a121';

// Those of one line share a browser, as people's do.
const pages: Record<string, string[]> = {
  'the overview, and a page that is not there': ['/admin', '/admin/nowhere'],
  spaces: ['/admin/spaces', '/admin/spaces?space=new', '/admin/spaces?q=nothing-like-it'],
  products: ['/admin/products', '/admin/products?product=new', '/admin/products?q=nothing-like-it'],
  organisations: [
    '/admin/organisations',
    '/admin/organisations?organisation=new',
    '/admin/organisations?q=nothing-like-it',
    `/admin/organisations/${asked}`,
    `/admin/organisations/${asked}?edit=stripe_onbehalfof`,
    `/admin/organisations/${seller}?stripe=expired`,
  ],
  events: [
    '/admin/events',
    '/admin/events?q=nothing-like-it',
    '/admin/events/new',
    `/admin/events/${festival}`,
    `/admin/events/${run}`,
  ],
  'orders and check-in': [
    '/admin/orders',
    '/admin/orders?needs=true',
    '/admin/orders?q=nothing-like-it',
    `/admin/orders/${order}`,
    '/admin/check-in',
  ],
  revenue: ['/admin/revenue', '/admin/revenue?by=kind&span=year', '/admin/revenue?seller=nobody'],
  notices: ['/admin/notices', '/admin/notices?state=failed'],
  'the catalogue': [
    '/admin/stripe/catalogue',
    '/admin/stripe/catalogue?state=archived,deleted&span=month',
    '/admin/stripe/catalogue?q=nothing-like-it',
    `/admin/stripe/catalogue/${logged}`,
    `/admin/stripe/catalogue/${run}`,
  ],
  'drift and runs': ['/admin/stripe/drift', '/admin/stripe/drift?q=nothing-like-it', '/admin/stripe/runs'],
  sync: ['/admin/sync', '/admin/sync?status=synced', '/admin/sync?q=nothing-like-it'],
  'log and outcome of a sync': [
    '/admin/sync/log',
    '/admin/sync/log?status=failed&span=hour',
    `/admin/sync/runs/${run}`,
  ],
};

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
  await addFullOrder(sql, order);
  await addLoggedProduct(sql, logged);
  // A difference that keeps nothing from being sold.
  await sql`insert into private.drifts (kind, row_id, account, stripe_product_id, field, ours, theirs, grade, since)
    select kind, row_id, account, 'prod_drifted', 'description', '"Ours"', '"Theirs"', 'text', now()
    from private.sync_marks where kind = 'space' and wanted = synced order by row_id limit 1
    on conflict do nothing`;
}

test.describe('no page has an accessibility violation, or scrolls sideways', () => {
  for (const [area, paths] of Object.entries(pages)) {
    test(area, async ({ asAdmin: page, sql, stack }) => {
      test.slow();
      await prepare(sql, stack.stripeUrl);
      for (const path of paths) {
        await page.goto(path);
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
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
