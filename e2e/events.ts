import { expect, type Page } from '@playwright/test';
import type { Sql } from 'postgres';
import { setAccount } from './stripe';

/** An organisation that sells in Australian dollars on an account of its own, which is ready to. */
export async function sellerOn(account: string, name: string, place: { sql: Sql; stripeUrl: string }) {
  const { sql, stripeUrl } = place;
  await setAccount(stripeUrl, account, { state: 'ready', country: 'AU' });
  const [row] = await sql<{ organisation_id: string }[]>`
    insert into organisations (name, default_currency, stripe_onbehalfof)
    values (${name}, 'aud', ${account}) returning organisation_id`;
  // The app reads the account by itself; until then its events wait.
  await expect
    .poll(() => sql`select charges_enabled from private.stripe_accounts where account = ${account}`)
    .toEqual([{ charges_enabled: true }]);
  return row?.organisation_id ?? '';
}

type EventColumns = {
  title: string;
  is_published?: boolean;
  time_zone?: string;
  start?: string;
  end?: string;
};

/** An event with one ticket type, as a script would write it. */
export async function addEvent(sql: Sql, organisation: string, columns: EventColumns, price = '20') {
  const { title, is_published = true, time_zone = 'Australia/Sydney', start = null, end = null } = columns;
  const [row] = await sql<{ event_id: string }[]>`
    insert into events (organisation_id, title, is_published, time_zone, event_start, event_end)
    values (${organisation}, ${title}, ${is_published}, ${time_zone}, ${start}, ${end}) returning event_id`;
  const id = row?.event_id ?? '';
  await sql`insert into event_tickets (event_id, name, price) values (${id}, 'Full price', ${price})`;
  return id;
}

/** The cards of the ticket types in the editor. */
export const tickets = (page: Page) =>
  page.getByRole('region', { name: 'Ticket types' }).getByRole('listitem');
/** The page without its frame. */
export const header = (page: Page) => page.locator('main');
export const save = (page: Page) => page.getByRole('button', { name: 'Save event' });

/** Opens the editor of an event, and waits until it can be typed into. */
export async function openEvent(page: Page, id: string) {
  await page.goto(`/admin/events/${id}`);
  await expect(page.getByLabel('Title', { exact: true })).toBeVisible();
  await expect(page.locator('form[inert]')).toHaveCount(0);
}

/** Picks an option of a list that one types in to find it. */
export async function choose(page: Page, field: string, words: string) {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('combobox', { name: 'Search the list' }).fill(words);
  await page.getByRole('option', { name: words }).click();
}
