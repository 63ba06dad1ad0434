import { expect, signIn, test } from './people';

test('a visitor is asked to sign in, and comes back to where they wanted to go', async ({
  asVisitor: page,
}) => {
  await page.goto('/admin/spaces?q=salle');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail').fill('admin@tandem.test');
  await page.getByLabel('Password', { exact: true }).fill('wrong-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill('tandem-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/admin\/spaces\?q=salle/);
});

test('signing in never leads to another site', async ({ asVisitor: page, baseURL }) => {
  await signIn(page, 'https://evil.test/admin');
  expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
});

test('signing out closes the door', async ({ asVisitor: page }) => {
  await signIn(page);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('who is no admin is told so, with status 403', async ({ asVisitor: page, sql }) => {
  const { ensurePerson } = await import('../local/people');
  await ensurePerson(sql, { email: 'buyer@tandem.test', password: 'buyer-demo', isAdmin: false });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('buyer@tandem.test');
  await page.getByLabel('Password', { exact: true }).fill('buyer-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This account is not an admin')).toBeVisible();
  expect((await page.goto('/admin/spaces'))?.status()).toBe(403);
});

test('the language is the browser’s, can be switched, and is remembered', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'fr-FR', baseURL });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible();
  await page.getByRole('button', { name: 'Langue' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});
