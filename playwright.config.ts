import { defineConfig } from '@playwright/test';
import { findBrowser } from './local/browser';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'e2e',
  // Two people work at a time: the stories share one stack, each with rows of its own.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  globalSetup: './e2e/stack.ts',
  projects: [
    { name: 'stories', testIgnore: 'bad-days.spec.ts' },
    // These make Stripe fail for everybody, so they wait until the others are done.
    { name: 'bad days', testMatch: 'bad-days.spec.ts', dependencies: ['stories'] },
  ],
  use: {
    // Known to the workers, which start when the stack has been started.
    baseURL: process.env.TANDEM_APP_URL,
    locale: 'en-GB',
    // Without pictures of every moment: drawing them takes longer than the stories.
    trace: { mode: 'retain-on-failure', screenshots: false },
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
