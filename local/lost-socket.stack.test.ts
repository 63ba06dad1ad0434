import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStack, type TestStack } from './test-stack';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

/** Runs the program that loses its connection, and tells how it ended and what it said. */
async function run(does: 'survives' | 'dies' | 'fails') {
  const program = path.resolve(import.meta.dirname, 'lost-socket-program.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, stack.databaseUrl, does]);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, said, complained] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, said: said.trim(), complained };
}

test('a connection that is lost between two words does not end the process', async () => {
  expect(await run('survives')).toEqual({ code: 0, said: 'goes on', complained: '' });
});

test('twin: without the protection it does', async () => {
  expect(await run('dies')).toMatchObject({ code: 1, complained: expect.stringContaining('nextWrite') });
});

test('any other failure ends it as ever, and is printed', async () => {
  expect(await run('fails')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('a failure of its own'),
  });
});
