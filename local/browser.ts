import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Chromium without a window of its own: a third of the work for the same pages. */
const shell = '/usr/bin/chromium-headless-shell';
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The browser that is there: the leanest, Playwright's own, or the system's. Nothing when there is none. */
export function findBrowser(): string | undefined {
  return [shell, chromium.executablePath(), ...installed].find((file) => existsSync(file));
}

/**
 * Makes sure that a browser is there for the tests: what is installed, else Playwright's download, else the system's
 * package manager. Says what it does. @throws Error when none of these works.
 */
export function fetchBrowser(say: (line: string) => void) {
  if (findBrowser()) return;
  say('There is no browser for the tests; fetching Chromium with Playwright…');
  spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], { stdio: 'ignore' });
  if (findBrowser()) return;
  say('That did not work; installing Debian’s package "chromium-headless-shell"…');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const step of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium-headless-shell'],
  ]) {
    const [command = '', ...args] = [...asRoot, ...step];
    execFileSync(command, args, { stdio: 'ignore' });
  }
  if (!findBrowser())
    throw new Error('No browser could be installed; install Chromium by hand and run the tests again.');
}
