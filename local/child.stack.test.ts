import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

/** Starts a child as the stack starts the app, and prints its process id. */
const parent = `
  import { ENDS_WITH_PARENT, startChild } from '${path.resolve(import.meta.dirname, 'child.ts')}';
  const works = 'console.log(process.pid); setInterval(() => undefined, 1000)';
  startChild(process.execPath, [...ENDS_WITH_PARENT, '-e', works], { show: (line) => console.log(line) });
`;

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('what the stack has started ends with it, even when it is killed', async () => {
  const stack = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', parent]);
  const pid = await new Promise<number>((resolve) => {
    createInterface(stack.stdout).once('line', (line) => resolve(Number(line)));
  });
  expect(isAlive(pid)).toBe(true);
  stack.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});
