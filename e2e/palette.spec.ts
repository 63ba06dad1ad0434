import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { addEvent } from './events';
import { expect, test } from './people';

/** Opens the palette, types, and goes where the first of what is found leads. */
async function find(page: Page, typed: string, name: string) {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(typed);
  await expect(page.getByRole('option', { name })).toBeVisible();
  await page.keyboard.press('Enter');
}

test('a space, an event and an organisation are found by a part of their name, from any page', async ({
  asAdmin: page,
  organisation,
  sql,
}) => {
  const mark = randomUUID().slice(0, 8);
  const [space] = await sql<{ id: string }[]>`
    insert into spaces (name) values (${`100% Room ${mark}`}) returning id`;
  const event = await addEvent(sql, organisation.id, { title: `Evening ${mark}`, is_published: false });

  await page.goto('/admin');
  await find(page, `100% room ${mark}`, `100% Room ${mark}`);
  await expect(page).toHaveURL(new RegExp(`/admin/spaces\\?space=${space?.id ?? 'none'}$`));
  // A panel that opens takes the keys to itself: it is there before it is left.
  const panel = page.getByRole('dialog', { name: `100% Room ${mark}` });
  await expect(panel.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await find(page, `evening ${mark}`, `Evening ${mark}`);
  await expect(page).toHaveURL(new RegExp(`/admin/events/${event}$`));
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(`Evening ${mark}`);
  await find(page, organisation.name.toLowerCase(), organisation.name);
  await expect(page).toHaveURL(new RegExp(`/admin/organisations/${organisation.id}$`));

  // A letter that stands for others in a pattern stands for itself.
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(`100_ room ${mark}`);
  await expect(page.getByText('Nothing matches.')).toBeVisible();
});

test('P1: a member of an organisation finds its events, and nothing else', async ({
  asOrganiser: page,
  organisation,
  sql,
}) => {
  const mark = randomUUID().slice(0, 8);
  await sql`insert into spaces (name) values (${`Not theirs ${mark}`})`;
  await addEvent(sql, organisation.id, { title: `Theirs ${mark}` });
  const [other] = await sql<{ organisation_id: string }[]>`
    insert into organisations (name) values (${`Not theirs ${mark}`}) returning organisation_id`;
  await addEvent(sql, other?.organisation_id ?? '', { title: `Not theirs ${mark}`, is_published: false });
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(`theirs ${mark}`);
  await expect(page.getByRole('option', { name: `Theirs ${mark}`, exact: true })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
});
