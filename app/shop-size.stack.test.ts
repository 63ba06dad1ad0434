import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startFreeStack } from '../local/free-stack';
import type { Stack } from '../local/stack';

const root = path.resolve(import.meta.dirname, '..');
/** So much more than a plain page with React Query may a first page load. */
const ALLOWANCE = 15 * 1024;

const sizeOf = (script: string | Buffer) => gzipSync(script, { level: 9 }).length;
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

/** What Next itself loads on every page: its runtime, React, and what puts layouts together. */
function frameworkSize() {
  const text = (...file: string[]) => readFileSync(path.join(root, '.next', ...file), 'utf8');
  const { rootMainFiles } = z
    .object({ rootMainFiles: z.array(z.string()) })
    .parse(JSON.parse(text('build-manifest.json')));
  // The page that Next brings along for what is not found has nothing of ours on it but the root layout.
  const plain = text('server', 'app', '_not-found', 'page_client-reference-manifest.js');
  const modules = [
    ...plain.matchAll(/"\[project\]\/(?<name>[^"]+)":\{"id":[^{}]*"chunks":\[(?<chunks>[^\]]*)\]/gu),
  ];
  const own = modules.filter(({ groups }) => groups?.name?.startsWith('node_modules/next/'));
  const files = new Set([...rootMainFiles, ...own.flatMap(({ groups }) => named(groups?.chunks ?? ''))]);
  return [...files].reduce((sum, file) => sum + sizeOf(readFileSync(path.join(root, '.next', file))), 0);
}

/** What a page needs of React Query to read something and keep it fresh, without React itself. */
async function reactQuerySize() {
  const contents = `export { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022' },
    external: ['react', 'react/jsx-runtime'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return sizeOf(outputFiles[0]?.text ?? '');
}

/** Every script that a page loads by itself, those included that its parts name; old browsers' own are left out. */
async function scriptsOf(url: string): Promise<string[]> {
  const html = await (await fetch(url)).text();
  const old = new Set([...html.matchAll(/<script[^>]* noModule[^>]*>/giu)].flatMap(([tag]) => named(tag)));
  return [...new Set(named(html))].filter((name) => !old.has(name));
}

const named = (html: string) => [...html.matchAll(/static\/chunks\/[\w.~-]+\.js/gu)].map(([name]) => name);

let stack: Stack;
beforeAll(async () => {
  stack = await startFreeStack({ app: 'production', seed: 'sample' });
});
afterAll(() => stack.stop());

test('the first page of the shop loads at most 15 KB more script than a plain page with React Query', async () => {
  const [framework, reactQuery] = [frameworkSize(), await reactQuerySize()];
  const plain = framework + reactQuery;
  for (const page of ['/', '/products', '/products/lampe-verriere', '/events/harbour-lights-festival']) {
    const scripts = await scriptsOf(new URL(page, stack.appUrl).href);
    expect(scripts.length, page).toBeGreaterThan(4);
    const sizes = scripts.map((name) => sizeOf(readFileSync(path.join(root, '.next', name))));
    const all = sizes.reduce((sum, size) => sum + size, 0);
    process.stdout.write(
      `${page} loads ${kilobytes(all)} of script in ${scripts.length} files, gzipped: ${kilobytes(framework)} Next and ` +
        `React, ${kilobytes(reactQuery)} React Query, ${kilobytes(all - plain)} of ${kilobytes(ALLOWANCE)} of its own.\n`,
    );
    expect(all, page).toBeLessThanOrEqual(plain + ALLOWANCE);
  }
});
