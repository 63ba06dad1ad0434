import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Sql } from 'postgres';
import { z } from 'zod';

const catalogue = z.object({ products: z.array(z.looseObject({ id: z.string(), isOnSale: z.boolean() })) });
const programme = z.object({
  events: z.array(
    z.looseObject({ id: z.string(), ticketTypes: z.array(z.looseObject({ isOnSale: z.boolean() })) }),
  ),
});

/** A product of a story's own, on sale at Stripe. */
export async function sellProduct(
  sql: Sql,
  appUrl: string,
  name: string,
  values: { price?: string; stock?: number } = {},
) {
  const slug = `story-${randomUUID().slice(0, 8)}`;
  const [row] = await sql<{ id: string }[]>`
    insert into products (name, slug, price, stock) values (${name}, ${slug}, ${values.price ?? '40.00'}, ${values.stock ?? 1})
    returning id`;
  const id = row?.id ?? '';
  await expect
    .poll(async () => {
      const { products } = catalogue.parse(await (await fetch(`${appUrl}/api/products`)).json());
      return products.find((each) => each.id === id)?.isOnSale;
    })
    .toBe(true);
  return { id, slug, name };
}

/** The sample shop's seller, in Sydney. */
const SELLER = '5a1e0000-0000-4000-8000-000000000101';

/** An event of a story's own with one ticket type, on sale on its seller's account. */
export async function sellEvent(sql: Sql, appUrl: string, title: string) {
  const slug = `story-${randomUUID().slice(0, 8)}`;
  const [row] = await sql<{ event_id: string }[]>`
    insert into events (organisation_id, title, slug, event_start, event_end, time_zone, is_published)
    values (${SELLER}, ${title}, ${slug}, now() + interval '60 days', now() + interval '61 days', 'Australia/Sydney', true)
    returning event_id`;
  const id = row?.event_id ?? '';
  await sql`insert into event_tickets (event_id, name, price, currency, total_capacity)
    values (${id}, 'Evening ticket', 30, 'aud', 50)`;
  await expect
    .poll(async () => {
      const { events } = programme.parse(await (await fetch(`${appUrl}/api/events`)).json());
      return events.find((each) => each.id === id)?.ticketTypes[0]?.isOnSale;
    })
    .toBe(true);
  return { id, slug, title };
}

/** The cart beside the page. */
export const cartOf = (page: Page) => page.getByRole('dialog', { name: /Your cart|Votre panier/ });

/** Adds what a page, or a part of one, is about; the cart opens. */
export async function addToCart(from: Page | Locator) {
  await from.getByRole('button', { name: /^(Add to cart|Ajouter au panier)/ }).click();
  const page = 'page' in from ? from.page() : from;
  await expect(cartOf(page)).toBeVisible();
}

/** Goes to Stripe's page by the button of the cart. Where that does not lead there, the failure shows what the cart says. */
export async function goToPay(page: Page) {
  await page.getByRole('button', { name: /^(Pay|Payer) / }).click();
  const where = async () =>
    page.url().includes('/c/pay/') ? 'at Stripe' : await page.locator('body').innerText();
  await expect.poll(where).toBe('at Stripe');
}

/** Pays on Stripe's page and comes back to the order. */
export async function payAtStripe(page: Page, email = 'buyer@example.com') {
  await page.getByLabel(/^E-?mail$/).fill(email);
  await page.getByRole('button', { name: /^(Pay|Payer) / }).click();
  await page.waitForURL(/\/orders\//);
}

/** Holds back what a page asks for at an address. @returns what lets it through. */
export async function holdBack(page: Page, address: string): Promise<() => void> {
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}
