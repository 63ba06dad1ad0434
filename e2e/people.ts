import { randomUUID } from 'node:crypto';
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import postgres, { type Sql } from 'postgres';
import { ensurePerson } from '../local/people';
import type { LeverInput } from '../local/stripe/lever-shapes';

type Place = { appUrl: string; databaseUrl: string; stripeUrl: string };

/** Where the stack of this run answers. The app's address comes from Playwright's own setting. */
function placeOf(appUrl: string | undefined): Place {
  const { TANDEM_DATABASE_URL, TANDEM_STRIPE_URL } = process.env;
  if (!appUrl || !TANDEM_DATABASE_URL || !TANDEM_STRIPE_URL)
    throw new Error('The stack has not been started.');
  return { appUrl, databaseUrl: TANDEM_DATABASE_URL, stripeUrl: TANDEM_STRIPE_URL };
}

const admin = { email: 'admin@tandem.test', password: 'tandem-demo' };

/** Signs in through the page, as the admin of the sample shop unless somebody else is named. */
export async function signIn(page: Page, next = '/admin', { email, password } = admin) {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel(/^(E-mail|Adresse e-mail|E-mail address)/).fill(email);
  await page.getByLabel(/^(Password|Mot de passe)/).fill(password);
  await page.getByRole('button', { name: /^(Sign in|Se connecter)$/ }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/admin'));
}

/**
 * Lends a page for a story. Nothing may fail in it unsaid: a page that the browser has to draw anew, because it is not what the
 * server had sent, loses what was pressed meanwhile.
 */
async function lend(context: BrowserContext, page: Page, use: (page: Page) => Promise<void>) {
  const failures: string[] = [];
  context.on('weberror', (failure) => failures.push(failure.error().message));
  await use(page);
  await context.close();
  expect(failures).toEqual([]);
}

/** The sync badge of a row, while it says so. Its state is announced to screen readers too, in words of its own. */
export function badge(row: Locator, status: string) {
  return row.getByRole('button', { name: new RegExp(`^${status}`) });
}

type People = {
  stack: Place;
  /** Plain SQL, as somebody with psql would type it. */
  sql: Sql;
  /** Sets the levers of the emulator for this story; Stripe behaves again afterwards. */
  pull: (levers: LeverInput) => Promise<void>;
  asAdmin: Page;
  /** A second admin, in a browser of their own. */
  asOtherAdmin: Page;
  /** An organisation of the story's own, without an account at Stripe. */
  organisation: { id: string; name: string };
  /** A member of that organisation, who is no admin. */
  asOrganiser: Page;
  asVisitor: Page;
  /** Another shopper, in a browser of their own. */
  asOtherVisitor: Page;
};

type Kept = { adminState: Awaited<ReturnType<BrowserContext['storageState']>> };

/** Stories are told with people: a page that is signed in as somebody, or as nobody. */
export const test = base.extend<People, Kept>({
  adminState: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ locale: 'en-GB', baseURL: process.env.TANDEM_APP_URL });
      await signIn(await context.newPage());
      await use(await context.storageState());
      await context.close();
    },
    { scope: 'worker' },
  ],
  stack: async ({ baseURL }, use) => use(placeOf(baseURL)),
  sql: async ({ stack }, use) => {
    const sql = postgres(stack.databaseUrl, { max: 1, onnotice: () => undefined });
    await use(sql);
    await sql.end();
  },
  pull: async ({ stack }, use) => {
    const set = async (levers: LeverInput) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${stack.stripeUrl}/_tandem/levers`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(levers),
      });
      expect(answer.status).toBe(200);
    };
    await use(set);
    await set({});
  },
  asAdmin: async ({ browser, adminState, locale, colorScheme, viewport, baseURL }, use) => {
    const context = await browser.newContext({
      storageState: adminState,
      locale,
      colorScheme,
      viewport,
      baseURL,
    });
    await lend(context, await context.newPage(), use);
  },
  asOtherAdmin: async ({ browser, adminState, locale, baseURL }, use) => {
    const context = await browser.newContext({ storageState: adminState, locale, baseURL });
    await lend(context, await context.newPage(), use);
  },
  organisation: async ({ sql }, use) => {
    const name = `Organisation ${randomUUID().slice(0, 8)}`;
    const [row] = await sql<{ organisation_id: string }[]>`
      insert into organisations (name) values (${name}) returning organisation_id`;
    await use({ id: row?.organisation_id ?? '', name });
  },
  asOrganiser: async ({ browser, organisation, sql, locale, colorScheme, viewport, baseURL }, use) => {
    const person = { email: `organiser-${organisation.id}@tandem.test`, password: 'organiser-demo' };
    const id = await ensurePerson(sql, { ...person, isAdmin: false });
    await sql`insert into organisation_members (organisation_id, user_id) values (${organisation.id}, ${id})`;
    const context = await browser.newContext({ locale, colorScheme, viewport, baseURL });
    const page = await context.newPage();
    await signIn(page, '/admin', person);
    await lend(context, page, use);
  },
  asVisitor: async ({ browser, locale, colorScheme, viewport, baseURL }, use) => {
    const context = await browser.newContext({ locale, colorScheme, viewport, baseURL });
    await lend(context, await context.newPage(), use);
  },
  asOtherVisitor: async ({ browser, locale, baseURL }, use) => {
    const context = await browser.newContext({ locale, baseURL });
    await lend(context, await context.newPage(), use);
  },
});

export { expect };
