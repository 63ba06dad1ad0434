import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './child';
import { Refusal } from './settings';

const root = path.resolve(import.meta.dirname, '..');
const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
const sources = [
  'app',
  'components',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'lib',
  'messages',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
];

function newest(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Whether the production build is older than what it is made of. */
function isStale(): boolean {
  const stamp = path.join(root, '.next', 'BUILD_ID');
  return (
    !existsSync(stamp) ||
    Math.max(...sources.map((name) => newest(path.join(root, name)))) > statSync(stamp).mtimeMs
  );
}

/** Makes the production build, unless the last one is still good. @throws Refusal with the builder's own words. */
export async function buildApp(say: (line: string) => void) {
  if (!isStale()) return;
  say('Building the app; this takes a moment…');
  const child = startChild(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const words = await child.ended;
  if (isStale()) throw new Refusal(`The app could not be built:\n${words}`);
}

export { next as nextProgram, root as projectRoot };
