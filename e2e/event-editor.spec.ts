import type { Page } from '@playwright/test';
import { addEvent, choose, openEvent, save, tickets } from './events';
import { expect, test } from './people';

test.describe('in New York', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('an event in Paris keeps its wall time when it is duplicated and moved across a clock change', async ({
    asAdmin: page,
    organisation,
    sql,
  }) => {
    const title = `Across the change ${organisation.id}`;
    // The last Saturday before clocks are put forward in Paris: 19:30 is 18:30 in UTC.
    const times = { start: '2027-03-27T18:30Z', end: '2027-03-27T20:30Z', time_zone: 'Europe/Paris' };
    const id = await addEvent(sql, organisation.id, { title, is_published: false, ...times });
    const startOf = async (name: string) => {
      const [row] = await sql<{ start: Date; ending: Date }[]>`
        select event_start as start, event_end as ending from events where title = ${name}`;
      return [row?.start.toISOString(), row?.ending.toISOString()];
    };
    await openEvent(page, id);
    await expect(page.getByLabel('Start')).toHaveValue('2027-03-27T19:30');
    await expect(page.getByText('For you: Sat, 27 Mar 2027, 14:30 – 16:30')).toBeVisible();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate…' }).click();
    const dialog = page.getByRole('dialog', { name: `Duplicate “${title}”` });
    await expect(dialog.getByLabel('Start')).toHaveValue('2027-04-03T19:30');
    await expect(dialog.getByText('It then ends Sat, 3 Apr 2027, 21:30.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Duplicate event' }).click();
    await expect(page.getByRole('heading', { name: `${title} (copy)`, level: 1 })).toBeVisible();
    await expect(page.getByLabel('Start')).toHaveValue('2027-04-03T19:30');
    await expect(tickets(page)).toHaveCount(1);
    expect(await startOf(`${title} (copy)`)).toEqual([
      '2027-04-03T17:30:00.000Z',
      '2027-04-03T19:30:00.000Z',
    ]);

    await openEvent(page, id);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Move dates…' }).click();
    const move = page.getByRole('dialog', { name: `Move the dates of “${title}”` });
    await expect(move.getByLabel('Days')).toBeFocused();
    await move.getByLabel('Days').fill('14');
    await expect(move.getByText('To Sat, 10 Apr 2027, 19:30')).toBeVisible();
    await move.getByRole('button', { name: 'Move dates' }).click();
    await expect(page.getByLabel('Start')).toHaveValue('2027-04-10T19:30');
    await save(page).click();
    await expect.poll(() => startOf(title)).toEqual(['2027-04-10T17:30:00.000Z', '2027-04-10T19:30:00.000Z']);
  });
});

test('each mistake has its sentence at its field, and nothing is saved', async ({
  asAdmin: page,
  organisation,
  sql,
}) => {
  const taken = await addEvent(sql, organisation.id, { title: `Taken ${organisation.id}` });
  const [{ slug } = { slug: '' }] = await sql<{ slug: string }[]>`
    select slug from events where event_id = ${taken}`;
  await openEvent(page, `new?organisation=${organisation.id}`);
  await page.getByRole('button', { name: 'Create event' }).click();
  await expect(page.getByText('Required.').first()).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
  const title = `Mistaken ${organisation.id}`;
  await page.getByLabel('Title', { exact: true }).fill(title);
  await page.getByLabel('Start').fill('2027-03-28T02:30');
  await choose(page, 'Time zone', 'Europe/Paris');
  await page.getByLabel('End').fill('2027-03-27T20:00');
  await page.getByLabel('Address in the shop').fill('Not An Address');
  await tickets(page).first().getByLabel('Name', { exact: true }).fill('Cheap');
  await tickets(page).first().getByLabel('Price', { exact: true }).fill('0.10');
  await page.getByRole('button', { name: 'Create event' }).click();
  await expect(page.getByText(/This time does not exist in Europe\/Paris/)).toBeVisible();
  await expect(page.getByText(/Use small letters, digits and single hyphens only/)).toBeVisible();
  await expect(page.getByText(/Stripe charges no less/)).toBeVisible();
  await expect(page.getByLabel('Address in the shop')).toBeFocused();
  await page.getByLabel('Start').fill('2027-03-28T19:30');
  await expect(page.getByText('The end must be after the start.')).toBeVisible();

  // What only the database can know is said at its field as well.
  await page.getByLabel('End').fill('2027-03-28T22:00');
  await tickets(page).first().getByLabel('Price', { exact: true }).fill('10');
  await page.getByLabel('Address in the shop').fill(slug);
  await page.getByRole('button', { name: 'Create event' }).click();
  await expect(page.getByText('Already in use.')).toBeVisible();
  await expect(page.getByLabel('Address in the shop')).toBeFocused();
  const [count] = await sql<{ count: string }[]>`select count(*) from events where title = ${title}`;
  expect(count?.count).toBe('0');

  // Leaving asks first, since something would be lost.
  await page.getByRole('link', { name: 'Spaces' }).click();
  await expect(page.getByText('Discard your changes?')).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
});

test('P5: the second of two people on one event is shown the difference, ticket by ticket', async ({
  asAdmin,
  asOrganiser,
  organisation,
  sql,
}) => {
  const title = `For two ${organisation.id}`;
  const id = await addEvent(sql, organisation.id, { title });
  for (const page of [asAdmin, asOrganiser]) {
    await openEvent(page, id);
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
  }
  const price = (page: Page) => tickets(page).first().getByLabel('Price', { exact: true });
  await price(asOrganiser).fill('22');
  await asOrganiser.getByLabel('Description').first().fill('Under the stars');
  await price(asAdmin).fill('21');
  await save(asAdmin).click();
  await expect(asAdmin.getByText(`“${title}” saved.`)).toBeVisible();
  await save(asOrganiser).click();
  const dialog = asOrganiser.getByRole('dialog', { name: 'Changed by somebody else' });
  const row = dialog.getByRole('group', { name: 'Full price: Price' });
  await expect(row.getByText('Both of you changed this.')).toBeVisible();
  await expect(row.getByText('€21.00')).toBeVisible();
  const stored = () => sql`
    select price::text, events.description from event_tickets join events using (event_id) where event_id = ${id}`;
  expect(await stored()).toMatchObject([{ price: '21.000', description: null }]);
  await row.getByLabel(/Theirs/).check();
  await dialog.getByRole('button', { name: 'Save event' }).click();
  await expect(dialog).toBeHidden();
  expect(await stored()).toMatchObject([{ price: '21.000', description: 'Under the stars' }]);
});
