import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admin } from './admin';
import type { Variables } from './doctor/target';
import { ensurePerson } from './people';
import { freePort } from './ports';
import { startTestStack, type TestStack } from './test-stack';

let stack: TestStack;
let good: Variables;

beforeAll(async () => {
  stack = await startTestStack();
  good = { NEXT_PUBLIC_SUPABASE_URL: stack.supabaseUrl, SUPABASE_SECRET_KEY: stack.keys.secret };
  await ensurePerson(stack.sql, { email: 'bob@tandem.test', password: 'correct-horse', isAdmin: false });
});
afterAll(() => stack.stop());

test('the right is given, shown and taken away', async () => {
  expect(await admin(['grant', 'Bob@tandem.test'], good)).toBe('Bob@tandem.test is an admin now.');
  expect(await admin(['list'], good)).toBe('admin@tandem.test\nbob@tandem.test');
  expect(await admin(['revoke', 'bob@tandem.test'], good)).toBe('bob@tandem.test is no admin any more.');
  expect(await admin(['list'], good)).toBe('admin@tandem.test');
});

test('what cannot be done is said in a sentence', async () => {
  const says = (args: string[], variables: Variables = good) => expect(admin(args, variables)).rejects;
  for (const args of [
    [],
    ['make', 'bob@tandem.test'],
    ['grant'],
    ['list', 'bob@tandem.test'],
    ['grant', 'a', 'b'],
  ])
    await says(args).toThrow(/^Say who: npm run admin/);
  await says(['grant', 'bob']).toThrow(/"bob" is no e-mail address/);
  await says(['grant', 'nobody@tandem.test']).toThrow(
    /Nobody has the e-mail address .* Create the user first/,
  );
  const elsewhere = { ...good, NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${await freePort()}` };
  await says(['list'], elsewhere).toThrow(/Supabase does not answer at .* \(ECONNREFUSED\)/);
  await says(['list'], { ...good, SUPABASE_SECRET_KEY: 'sb_secret_wrong' }).toThrow(/refuses the key/);
  await says(['list'], { ...good, SUPABASE_SECRET_KEY: stack.keys.publishable }).toThrow(/refuses the key/);
  await says(['list'], { TANDEM_DATA: '/nowhere' }).toThrow(/not known which Supabase/);
});

/** Runs the program as `npm run admin` does. */
function run(args: string[], variables: Variables): Promise<{ code: number | null; words: string }> {
  const program = path.resolve(import.meta.dirname, 'admin.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...variables },
  });
  let words = '';
  child.stdout.on('data', (chunk: Buffer) => (words += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString('utf8')));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, words: words.trim() })));
}

test('the program finds the local stack by itself, and its exit code tells how it went', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-admin-'));
  writeFileSync(path.join(folder, 'keys.json'), JSON.stringify(stack.keys));
  const local = { TANDEM_DATA: folder, SUPABASE_API_PORT: new URL(stack.supabaseUrl).port };
  expect(await run(['list'], local)).toEqual({ code: 0, words: 'admin@tandem.test' });
  const failed = await run(['grant', 'nobody@tandem.test'], local);
  rmSync(folder, { recursive: true });
  expect(failed.code).toBe(1);
  expect(failed.words).toMatch(/^Nobody has the e-mail address nobody@tandem\.test\./);
});
