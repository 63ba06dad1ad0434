import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What axe finds against a page as it stands: each rule with the elements that break it. */
async function violationsOf(page: Page) {
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document);
    return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 160)) }));
  });
}

/** Each theme and each kind of screen once: colours do not depend on the width, nor the layout on the theme. */
const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const;

/** Looks at a page that has come, in either theme and on either kind of screen, which change under it as they do for people. */
export async function expectAccessible(page: Page) {
  await page.evaluate(source);
  for (const { colorScheme, width } of looks) {
    // Without motion no colour is looked at on its way to another one.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toContainClass(colorScheme);
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const look = `${page.url()}, ${colorScheme}, ${width} px`;
    expect(await violationsOf(page), look).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, look).toBeLessThanOrEqual(0);
  }
}
