import type { Page } from '@playwright/test';
import { addProduct, addTicket, buy, leftOf, sold } from './orders';
import { expect, test } from './people';

const part = (page: Page, title: string) => page.getByRole('region', { name: title });
const pageOf = (id: string) => `/admin/orders/${id}`;

test('units are refunded, some of them put back on sale, and the page says what happened', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const place = { sql, stack };
  const lamp = await addProduct(place, 'Lamp of a refund', '40', 5);
  const order = await sold(place, [{ kind: 'product', id: lamp, quantity: 3 }]);
  await page.goto('/admin/orders?q=Lamp%20of%20a%20refund');
  const line = page.getByRole('row', { name: `#${order.number}` });
  await expect(line.getByText('Paid', { exact: true })).toBeVisible();
  await expect(line.getByText('€120.00')).toBeVisible();
  await line.getByRole('link', { name: `#${order.number}` }).click();
  await expect(page.getByRole('heading', { name: `Order ${order.number}`, level: 1 })).toBeVisible();

  // One unit, which stays off sale.
  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Refund order ${order.number}` });
  const units = dialog.getByRole('spinbutton', { name: 'Units of Lamp of a refund' });
  await expect(units).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Refund €120.00' })).toBeVisible();
  await units.fill('0');
  await dialog.getByRole('button', { name: 'Give back' }).click();
  await expect(dialog.getByText('Choose at least one unit.')).toBeVisible();
  await units.press('ArrowUp');
  await dialog.getByRole('switch', { name: 'Put the units back on sale' }).click();
  await expect(dialog.getByText('€40.00 goes back to ada@buyer.test.')).toBeVisible();
  await expect(dialog.getByText('1 unit stays off sale.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Refund €40.00' }).click();
  await expect(dialog).toBeHidden();
  const refunds = part(page, 'Refunds');
  await expect(refunds.getByText('Given back', { exact: true })).toBeVisible();
  await expect(part(page, 'Items').getByText('1 refunded')).toBeVisible();
  expect(await leftOf(place, lamp)).toBe(2);

  // The others, which are sold again; by the keyboard.
  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  await expect(dialog.getByText('2 units go on sale again.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(dialog).toBeHidden();
  await expect(part(page, 'Order').getByText('Refunded', { exact: true })).toBeVisible();
  await expect(part(page, 'Items').getByText('2 on sale again')).toBeVisible();
  await expect(part(page, 'What happened when').getByText('€80.00 given back')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toBeHidden();
  expect(await leftOf(place, lamp)).toBe(4);
});

test('a refund that fails needs somebody, stands on the overview, and is marked as dealt with', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const place = { sql, stack };
  const lamp = await addProduct(place, 'Lamp of a failed refund', '40', 1);
  const { id, number } = await sold(place, [{ kind: 'product', id: lamp, quantity: 1 }]);
  await page.goto(pageOf(id));
  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  await page.getByRole('button', { name: 'Refund €40.00' }).click();
  await expect(part(page, 'Order').getByText('Refunded', { exact: true })).toBeVisible();
  const [refund] = await sql<{ stripe: string }[]>`
    select stripe_refund_id as stripe from refunds where order_id = ${id}`;
  await fetch(`${stack.stripeUrl}/_tandem/refunds/${refund?.stripe ?? ''}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'failed' }),
  });
  await expect(async () => {
    await page.goto('/admin');
    await expect(part(page, 'Needs a person').getByRole('link', { name: `Order ${number}` })).toBeVisible({
      timeout: 2000,
    });
  }).toPass();
  await page.getByRole('link', { name: `Order ${number}` }).click();
  await expect(page.getByText('A refund has failed: the buyer does not have the money.')).toBeVisible();
  await part(page, 'Refunds').getByRole('button', { name: 'Mark as dealt with' }).click();
  await expect(part(page, 'Refunds').getByText('Dealt with', { exact: true })).toBeVisible();
  await expect(page.getByText('A refund has failed')).toBeHidden();
});

test('an open checkout is ended, and its unit is free at once', async ({ asAdmin: page, sql, stack }) => {
  const place = { sql, stack };
  const lamp = await addProduct(place, 'Lamp of an open checkout', '40', 1);
  const id = await buy(place, [{ kind: 'product', id: lamp, quantity: 1 }]);
  expect(await leftOf(place, lamp)).toBe(0);
  await page.goto(pageOf(id));
  await expect(part(page, 'Order').getByText('Checkout open')).toBeVisible();
  await page.getByRole('button', { name: 'End checkout' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText('the unit becomes free at once')).toBeVisible();
  await question.getByRole('button', { name: 'End checkout' }).click();
  await expect(part(page, 'Order').getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(part(page, 'What happened when').getByText('Cancelled, units free again')).toBeVisible();
  expect(await leftOf(place, lamp)).toBe(1);
});

test('an organiser sees the orders of their events alone, and lets each ticket in once', async ({
  asOrganiser: page,
  organisation,
  sql,
  stack,
}) => {
  const place = { sql, stack };
  const lamp = await addProduct(place, 'Lamp of nobody’s event', '40', 1);
  const others = await sold(place, [{ kind: 'product', id: lamp, quantity: 1 }]);
  const event = await addTicket(place, 'acct_storydoor', 'Evening at the door');
  const { id, number } = await sold(place, [{ kind: 'ticket', id: event.ticket, quantity: 2 }]);
  await sql`insert into organisation_members (organisation_id, user_id)
    select ${event.organisation}, user_id from organisation_members where organisation_id = ${organisation.id}`;
  const [ticket] = await sql<{ code: string }[]>`
    select code from ticket_codes where order_id = ${id} order by place`;
  const code = ticket?.code ?? '';

  await page.goto('/admin/orders');
  await expect(page.getByRole('row', { name: `#${number}` })).toBeVisible();
  await expect(page.getByText(`#${others.number}`, { exact: true })).toBeHidden();
  expect((await page.goto(pageOf(others.id)))?.status()).toBe(404);
  expect((await page.goto('/admin/notices'))?.status()).toBe(403);
  await page.goto(pageOf(id));
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toBeHidden();
  await expect(part(page, 'Items').getByText(code)).toBeVisible();

  await page.goto('/admin/check-in');
  const field = page.getByRole('textbox', { name: 'Ticket code' });
  await expect(field).toBeFocused();
  await page.keyboard.type(code.replaceAll('-', '').toLowerCase());
  await page.keyboard.press('Enter');
  const verdict = page.getByRole('status', { name: 'Outcome' });
  await expect(verdict.getByText('Checked in')).toBeVisible();
  await expect(verdict.getByText('Evening at the door')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(verdict.getByText('Used before')).toBeVisible();
  await page.keyboard.type('NOPE');
  await page.keyboard.press('Enter');
  await expect(verdict.getByText('Unknown code')).toBeVisible();
  await expect(part(page, 'Before that').getByRole('listitem')).toHaveCount(2);
  await page.goto(pageOf(id));
  await expect(part(page, 'Items').getByText('checked in')).toBeVisible();
});

test('W7: a failed notice is seen first, replayed, and done; a gap is told of', async ({
  asAdmin: page,
  sql,
}) => {
  await sql`insert into private.stripe_notices (id, type, object_id, is_live, created_at, state, attempts, error)
    values ('evt_story', 'refund.updated', 're_story', false, now(), 'failed', 16, '{"code": "internal", "detail": "Story."}')`;
  await sql`insert into private.notice_gaps (account, from_at, to_at, missed)
    values ('platform', now() - interval '40 minutes', now() - interval '10 minutes', 6)`;
  await page.goto('/admin/notices');
  await expect(page.getByText('6 notices did not arrive; they were fetched from Stripe.')).toBeVisible();
  await page.goto('/admin/notices?q=evt_story');
  const line = page.getByRole('row', { name: 'refund.updated' });
  await expect(line.getByText('Failed', { exact: true })).toBeVisible();
  await expect(line.getByText('Something failed on our side.')).toBeVisible();
  await line.getByRole('button', { name: 'Replay refund.updated' }).click();
  await expect(page.getByText('The notice is acted on again.')).toBeVisible();
  await expect(line.getByText('Failed', { exact: true })).toBeHidden();
});
