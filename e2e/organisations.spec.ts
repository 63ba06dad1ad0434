import type { Page } from '@playwright/test';
import { ensurePerson } from '../local/people';
import { expect, test } from './people';
import { setAccount } from './stripe';

const part = (page: Page, title: string) => page.getByRole('region', { name: title });
const pageOf = (id: string) => `/admin/organisations/${id}`;

test('an organisation is made, goes through the onboarding, and comes back able to sell', async ({
  asAdmin: page,
  sql,
}) => {
  const name = 'Story of an onboarding';
  await page.goto('/admin/organisations');
  await page.getByRole('button', { name: 'New organisation' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New organisation' });
  await dialog.getByRole('button', { name: 'Create organisation' }).click();
  await expect(dialog.getByText('Required.')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create organisation' }).click();

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  const account = part(page, 'Stripe account');
  await expect(account.getByText('Not connected')).toBeVisible();
  await account.getByLabel('Country of the organisation').click();
  await page.getByRole('option', { name: 'Australia' }).click();
  await account.getByRole('button', { name: 'Connect with Stripe' }).click();
  await page.getByRole('button', { name: 'Leave information due' }).click();

  await expect(account.getByText('Something is still missing')).toBeVisible();
  await expect(account.getByText('Information due')).toBeVisible();
  await expect(account.getByText('Bank account for payouts')).toBeVisible();
  await expect(account.getByText('Identity document of the account holder')).toBeVisible();
  await expect(account.getByText('Australia')).toBeVisible();

  await account.getByRole('button', { name: 'Go on at Stripe' }).click();
  await page.getByRole('button', { name: 'Finish everything' }).click();
  await expect(account.getByText('All is set: the organisation can sell and is paid out.')).toBeVisible();
  await expect(account.getByText('Bank account for payouts')).toBeHidden();
  await account.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page).toHaveURL(/\/admin\/organisations\/[0-9a-f-]+$/);

  const [row] = await sql<{ stripe_onbehalfof: string }[]>`
    select stripe_onbehalfof from organisations where name = ${name}`;
  await page.goto('/admin/organisations?state=may_be_paid_out&q=of%20an%20onboarding');
  const line = page.getByRole('row', { name });
  await expect(line.getByText('Sells and is paid out')).toBeVisible();
  await expect(line.getByRole('link', { name: row?.stripe_onbehalfof })).toHaveAttribute(
    'href',
    new RegExp(`/dashboard/${row?.stripe_onbehalfof}/`),
  );
});

test('a link to Stripe that ran out says so, and another one leads on', async ({
  asAdmin: page,
  organisation,
}) => {
  await page.goto(pageOf(organisation.id));
  const account = part(page, 'Stripe account');
  await account.getByRole('button', { name: 'Connect with Stripe' }).click();
  await page.getByRole('button', { name: 'Let this link expire' }).click();
  const note = account.getByRole('status').filter({ hasText: 'The link to Stripe had run out.' });
  await note.getByRole('button', { name: 'Go on at Stripe' }).click();
  await page.getByRole('button', { name: 'Finish everything' }).click();
  await expect(account.getByText('Sells and is paid out')).toBeVisible();
});

test('an existing account is taken over; one of another platform is refused at its field', async ({
  asAdmin: page,
  organisation,
  stack,
  sql,
}) => {
  await setAccount(stack.stripeUrl, 'acct_storyexisting', { state: 'ready', country: 'AU' });
  await page.goto(pageOf(organisation.id));
  await page.getByRole('button', { name: 'Give an existing account id' }).click();
  const dialog = page.getByRole('dialog', { name: organisation.name });
  const field = dialog.getByLabel('Stripe account id');
  await expect(field).toBeFocused();
  await field.fill('prod_1');
  await dialog.getByRole('button', { name: 'Save organisation' }).click();
  await expect(dialog.getByText('A Stripe account id begins with acct_.')).toBeVisible();

  await dialog.getByLabel('Name', { exact: true }).fill('Never saved');
  await field.fill('acct_storystranger');
  await dialog.getByRole('button', { name: 'Save organisation' }).click();
  await expect(dialog.getByText('This Stripe account is not connected to this platform.')).toBeVisible();
  await expect(field).toBeFocused();
  const saved = () => sql`
    select name, stripe_onbehalfof from organisations where organisation_id = ${organisation.id}`;
  expect(await saved()).toMatchObject([{ name: organisation.name, stripe_onbehalfof: null }]);

  await dialog.getByLabel('Name', { exact: true }).fill(organisation.name);
  await field.fill('acct_storyexisting');
  await dialog.getByRole('button', { name: 'Save organisation' }).click();
  await expect(dialog).toBeHidden();
  await expect(part(page, 'Stripe account').getByText('Sells and is paid out')).toBeVisible();
  expect(await saved()).toMatchObject([{ stripe_onbehalfof: 'acct_storyexisting' }]);
});

test('before an account with events is changed or left, the page says what becomes of them', async ({
  asAdmin: page,
  organisation,
  stack,
  sql,
}) => {
  for (const account of ['acct_storyold', 'acct_storynew'])
    await setAccount(stack.stripeUrl, account, { state: 'ready' });
  await sql`update organisations set stripe_onbehalfof = 'acct_storyold' where organisation_id = ${organisation.id}`;
  await sql`insert into events (organisation_id, title) values (${organisation.id}, 'Story of a move')`;
  await page.goto(`${pageOf(organisation.id)}?edit=stripe_onbehalfof`);
  const dialog = page.getByRole('dialog', { name: organisation.name });
  await dialog.getByLabel('Stripe account id').fill('acct_storynew');
  await expect(
    dialog.getByText('Its event is made anew on acct_storynew and archived on acct_storyold.'),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Save organisation' }).click();
  await expect(dialog).toBeHidden();

  const account = part(page, 'Stripe account');
  await expect(account.getByRole('link', { name: 'acct_storynew' })).toBeVisible();
  await account.getByRole('button', { name: 'Disconnect' }).click();
  const ask = page.getByRole('alertdialog');
  await expect(
    ask.getByText('Its event is archived on acct_storynew and no longer sold.', { exact: true }),
  ).toBeVisible();
  await ask.getByRole('button', { name: 'Disconnect' }).click();
  await expect(account.getByText('Not connected')).toBeVisible();

  // It cannot be deleted with its event, and is told so; without it, it can.
  await page.getByRole('button', { name: 'Delete organisation' }).click();
  const refusal = page.getByRole('dialog', { name: `“${organisation.name}” cannot be deleted yet` });
  await expect(refusal.getByText('It still has an event.')).toBeVisible();
  await refusal.getByRole('button', { name: 'Close' }).last().click();
  await sql`delete from events where organisation_id = ${organisation.id}`;
  await page.reload();
  await page.getByRole('button', { name: 'Delete organisation' }).click();
  await ask.getByRole('button', { name: 'Delete organisation' }).click();
  await expect(page).toHaveURL(/\/admin\/organisations$/);
  expect((await page.goto(pageOf(organisation.id)))?.status()).toBe(404);
});

test('an account that has withdrawn its access says so, and what to do', async ({
  asAdmin: page,
  organisation,
  stack,
  sql,
}) => {
  await setAccount(stack.stripeUrl, 'acct_storyleaves', { state: 'ready' });
  await sql`update organisations set stripe_onbehalfof = 'acct_storyleaves' where organisation_id = ${organisation.id}`;
  await page.goto(pageOf(organisation.id));
  const account = part(page, 'Stripe account');
  await expect(account.getByText('Sells and is paid out')).toBeVisible();
  await setAccount(stack.stripeUrl, 'acct_storyleaves', { is_deauthorised: true });
  await account.getByRole('button', { name: 'Check again' }).click();
  await expect(account.getByText('Access withdrawn')).toBeVisible();
  await expect(account.getByText('Its tickets are not sold')).toBeVisible();
  await expect(account.getByRole('button', { name: 'Give another account id' })).toBeVisible();
});

test('members are added by their address and taken out again', async ({
  asAdmin: page,
  organisation,
  sql,
}) => {
  const email = 'story-of-a-member@tandem.test';
  await page.goto(pageOf(organisation.id));
  const members = part(page, 'Members');
  await members.getByRole('button', { name: 'Add member' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add member' });
  await dialog.getByLabel('E-mail address').fill(email);
  await dialog.getByRole('button', { name: 'Add member' }).click();
  await expect(dialog.getByText('Nobody has signed up with this address yet.')).toBeVisible();

  await ensurePerson(sql, { email, password: 'member-demo', isAdmin: false });
  await dialog.getByRole('button', { name: 'Add member' }).click();
  await expect(dialog).toBeHidden();
  await expect(members.getByText(email)).toBeVisible();

  await members.getByRole('button', { name: `Remove ${email}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove member' }).click();
  await expect(members.getByText('No members.')).toBeVisible();
});

test('P5: the second of two admins on one organisation is shown the difference', async ({
  asAdmin,
  asOtherAdmin,
  organisation,
  sql,
}) => {
  const open = async (page: Page) => {
    await page.goto(`${pageOf(organisation.id)}?edit=name`);
    return page.getByRole('dialog', { name: organisation.name });
  };
  const [first, second] = [await open(asAdmin), await open(asOtherAdmin)];
  await second.getByLabel('Name', { exact: true }).fill(`${organisation.name} of the second`);
  await first.getByLabel('Name', { exact: true }).fill(`${organisation.name} of the first`);
  await first.getByRole('button', { name: 'Save organisation' }).click();
  await expect(first).toBeHidden();
  await second.getByRole('button', { name: 'Save organisation' }).click();
  const conflict = asOtherAdmin.getByRole('dialog', { name: 'Changed by somebody else' });
  await expect(conflict.getByText(`${organisation.name} of the first`)).toBeVisible();
  await conflict.getByRole('button', { name: 'Save organisation' }).click();
  await expect(conflict).toBeHidden();
  await expect
    .poll(() => sql`select name from organisations where organisation_id = ${organisation.id}`)
    .toMatchObject([{ name: `${organisation.name} of the second` }]);
});

test('a member sees and edits the organisation’s events, and nothing else', async ({
  asOrganiser: page,
  organisation,
  sql,
}) => {
  const other = await sql<{ organisation_id: string }[]>`
    insert into organisations (name) values ('Somebody else’s') returning organisation_id`;
  for (const [id, title] of [
    [organisation.id, 'Our evening'],
    [other[0]?.organisation_id ?? '', 'Their evening'],
  ] as const)
    await sql`insert into events (organisation_id, title) values (${id}, ${title})`;

  await page.goto('/admin');
  await expect(page).toHaveURL(/\/admin\/events$/);
  const sections = page.getByRole('navigation', { name: 'Sections' }).getByRole('listitem');
  await expect(sections).toHaveText(['Events', 'Orders']);
  await expect(page.getByRole('row', { name: 'Our evening' })).toBeVisible();
  await expect(page.getByText('Their evening')).toBeHidden();
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('option', { name: 'New event' })).toBeVisible();
  for (const command of ['New space', 'New organisation', 'Sync the whole catalogue', 'Sync log'])
    await expect(page.getByRole('option', { name: command })).toBeHidden();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Our evening' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Our morning');
  await page.getByRole('button', { name: 'Save event' }).click();
  await expect
    .poll(() => sql`select title from events where organisation_id = ${organisation.id}`)
    .toMatchObject([{ title: 'Our morning' }]);

  for (const path of ['/admin/spaces', '/admin/sync', '/admin/organisations', pageOf(organisation.id)]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.getByText('This account is not an admin')).toBeVisible();
  }
});
