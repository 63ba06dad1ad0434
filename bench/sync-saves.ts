import { chromium, type Page } from '@playwright/test';
import { fetchBrowser, findBrowser } from '../local/browser';
import { pull } from '../local/test-engine';
import { startTestStack, type TestStack } from '../local/test-stack';
import { percentile, print } from './figures';

const LATENCY_MS = 150;
const SAVES = 20;

/** How long a person waits from the click to Synced. */
export async function benchSaves() {
  fetchBrowser((line) => console.log(line));
  const stack = await startTestStack({ app: 'production' });
  await timeSaves(stack);
  await stack.stop();
}

async function signIn(page: Page, stack: TestStack) {
  await page.goto(`${stack.appUrl}/sign-in`);
  await page.getByLabel('E-mail').fill('admin@tandem.test');
  await page.getByLabel('Password', { exact: true }).fill('tandem-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/admin/);
}

/** From the click on the button to the word "Synced" in the table, as a person sees it. */
async function timeSaves(stack: TestStack) {
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage();
  await signIn(page, stack);
  await pull(stack, { latency_ms: LATENCY_MS });
  const waits: number[] = [];
  for (let at = 0; at < SAVES; at += 1) {
    const name = `Desk ${at} of the bench`;
    await page.goto(`${stack.appUrl}/admin/spaces?space=new`);
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Price per hour').fill('25.00');
    const started = performance.now();
    await page.getByRole('button', { name: 'Create space' }).click();
    await page
      .getByRole('row', { name })
      .getByRole('button', { name: /^Synced/ })
      .waitFor();
    waits.push(performance.now() - started);
  }
  await browser.close();
  const limit = `Stripe itself: 2 calls of ${LATENCY_MS} ms`;
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const wait = percentile(waits, share);
    print(
      `From save to Synced on the page, ${name} of ${SAVES}`,
      `${Math.round(wait)} ms`,
      `${limit}; ${(wait / (2 * LATENCY_MS)).toFixed(1)} times that`,
    );
  }
}
