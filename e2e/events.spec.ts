import type { Page } from '@playwright/test';
import { addEvent, choose, header, openEvent, save, sellerOn, tickets } from './events';
import { badge, expect, test } from './people';
import { setAccount, stripeProducts } from './stripe';

async function addTicket(page: Page, name: string, price: string) {
  await page.getByRole('button', { name: 'Add a ticket type' }).click();
  const card = tickets(page).last();
  await expect(card.getByLabel('Name', { exact: true })).toBeFocused();
  await card.getByLabel('Name', { exact: true }).fill(name);
  await card.getByLabel('Price', { exact: true }).fill(price);
}

test('an event with three ticket types is on its organisation’s account seconds later, and one price is replaced alone', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const account = 'acct_eventstory';
  const title = 'Lanterns of the story';
  await sellerOn(account, 'Lantern makers', { sql, stripeUrl: stack.stripeUrl });
  await page.goto('/admin/events');
  await page.getByRole('link', { name: 'New event' }).first().click();
  await page.getByLabel('Title', { exact: true }).fill(title);
  await expect(page.getByLabel('Address in the shop')).toHaveValue('lanterns-of-the-story');
  await choose(page, 'Organisation', 'Lantern makers');
  await choose(page, 'Time zone', 'Australia/Sydney');
  await page.getByLabel('Start').fill('2027-06-21T19:30');
  await page.getByLabel('End').fill('2027-06-21T23:00');
  await addTicket(page, 'Early bird', '45');
  await addTicket(page, 'Full price', '120');
  await addTicket(page, 'Volunteers', '');
  await page.getByRole('button', { name: 'Move “Full price” up' }).click();
  await page.getByLabel('Published').check();

  // What will be written is shown before anything is saved.
  await expect(page.getByText(/Create the product with its price A\$120.00 \(Full price\)/)).toBeVisible();
  await expect(page.getByText(/Create the price A\$45.00 \(Early bird\)/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.waitForURL(/\/admin\/events\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(badge(header(page), 'Synced').first()).toBeVisible();
  for (const place of [0, 1, 2]) await expect(tickets(page).nth(place).getByText('Synced')).toBeVisible();
  await expect(tickets(page).nth(2).getByText('Free: no price in Stripe')).toBeVisible();

  const [product] = await stripeProducts(stack.stripeUrl, title, account);
  expect(product).toMatchObject({
    active: true,
    metadata: { event_slug: 'lanterns-of-the-story', event_start: '2027-06-21T09:30:00.000Z' },
    active_amounts: [4500, 12000],
  });
  expect(await stripeProducts(stack.stripeUrl, title)).toEqual([]);

  const early = tickets(page).nth(1);
  await early.getByLabel('Price', { exact: true }).fill('50');
  await expect(page.getByText(/Archive the old price A\$45.00/)).toBeVisible();
  await save(page).click();
  await expect(page.getByText(`“${title}” saved.`)).toBeVisible();
  await expect
    .poll(async () => (await stripeProducts(stack.stripeUrl, title, account))[0]?.active_amounts)
    .toEqual([5000, 12000]);
  const [after] = await stripeProducts(stack.stripeUrl, title, account);
  expect(after?.id).toBe(product?.id);
  const kept = after?.active_prices.filter((id) => product?.active_prices.includes(id));
  expect(kept).toHaveLength(1);
  await expect(early.getByText('Synced')).toBeVisible();

  // The list tells the same, in the event's own zone.
  await page.goto(`/admin/events?q=${encodeURIComponent(title)}`);
  const row = page.getByRole('row', { name: title });
  await expect(row.getByText('Free – A$120.00')).toBeVisible();
  await expect(row.getByText(/19:30 · Australia\/Sydney/)).toBeVisible();
  await expect(badge(row, 'Synced')).toBeVisible();
});

test('an event is published and taken back with one press each, and Stripe follows', async ({
  asAdmin: page,
  sql,
  stack,
}) => {
  const account = 'acct_publishstory';
  const title = 'Draft of the story';
  const organisation = await sellerOn(account, 'Publishers', { sql, stripeUrl: stack.stripeUrl });
  const id = await addEvent(sql, organisation, { title, is_published: false });
  const product = async () => (await stripeProducts(stack.stripeUrl, title, account))[0];
  await openEvent(page, id);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText(/“Draft of the story” published\. \d writes to Stripe\./)).toBeVisible();
  await expect.poll(product).toMatchObject({ active: true, active_amounts: [2000] });
  await page.getByRole('button', { name: 'Unpublish' }).click();
  await expect(page.getByText(/“Draft of the story” is a draft again\./)).toBeVisible();
  await expect.poll(product).toMatchObject({ active: false });

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete event' }).click();
  await page.waitForURL(/\/admin\/events$/);
  await page.goto(`/admin/events/${id}`);
  await expect(page.getByText('This event does not exist')).toBeVisible();
});

test('an event whose organisation has no account says why it waits, and goes on by itself', async ({
  asAdmin: page,
  organisation,
  sql,
  stack,
}) => {
  const account = 'acct_waitingstory';
  const title = `Waiting ${organisation.id}`;
  const id = await addEvent(sql, organisation.id, { title });
  await page.goto(`/admin/events/${id}`);
  await expect(page.getByText('The organisation has no Stripe account yet.')).toBeVisible();
  await badge(header(page), 'Skipped').first().click();
  const panel = page.getByRole('dialog', { name: 'In Stripe' });
  await expect(panel.getByText('The organisation has no Stripe account yet.')).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Open the organisation' })).toBeVisible();
  await page.keyboard.press('Escape');

  await setAccount(stack.stripeUrl, account, { state: 'ready', country: 'AU' });
  await sql`update organisations set stripe_onbehalfof = ${account} where organisation_id = ${organisation.id}`;
  await expect(badge(header(page), 'Synced').first()).toBeVisible();
  await expect(tickets(page).first().getByText('Synced')).toBeVisible();
  await expect
    .poll(async () => (await stripeProducts(stack.stripeUrl, title, account))[0]?.active_amounts)
    .toEqual([2000]);
});
