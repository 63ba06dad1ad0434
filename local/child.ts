import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A program that the stack runs: it can be stopped, and it tells when it has ended by itself. */
export type Child = {
  /** Ends the program and everything that it started; resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Resolves with the last words of a program that ended although nobody stopped it. */
  ended: Promise<string>;
  /** Resolves when the program has written a line that matches. Rejects with its last words if it ends first. */
  says(pattern: RegExp): Promise<void>;
};

/** What is put before a Node program's own arguments so that it does not outlive a stack that is killed. */
export const ENDS_WITH_PARENT = [
  '--import',
  pathToFileURL(path.resolve(import.meta.dirname, 'end-with-parent.mjs')).href,
];

const LAST_WORDS = 40;
const STOP_GRACE_MS = 10_000;

function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    // The group may have ended between the check and the call; nothing is left to signal then.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only the stack, which then stops its
 * children in order, and so that a child's own children are ended with it.
 */
export function startChild(
  command: string,
  args: string[],
  options: SpawnOptions & { show?: (line: string) => void } = {},
): Child {
  const { show, ...rest } = options;
  const child = spawn(command, args, {
    ...rest,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const words: string[] = [];
  const waiting = new Set<{ pattern: RegExp; done: () => void }>();
  let isStopping = false;

  const hear = (chunk: Buffer) => {
    for (const line of chunk.toString('utf8').split('\n')) {
      if (line.trim() === '') continue;
      words.push(line);
      if (words.length > LAST_WORDS) words.shift();
      show?.(line);
      for (const entry of waiting) if (entry.pattern.test(line)) entry.done();
    }
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);

  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      words.push(error.message);
      resolve();
    });
  });
  const ended = gone.then(() => (isStopping ? new Promise<string>(() => undefined) : words.join('\n')));

  return {
    ended,
    says: (pattern) =>
      new Promise<void>((resolve, reject) => {
        const entry = { pattern, done: resolve };
        waiting.add(entry);
        if (words.some((line) => pattern.test(line))) resolve();
        void gone.then(() => reject(new Error(words.join('\n'))));
      }),
    async stop(signal = 'SIGTERM') {
      isStopping = true;
      signalGroup(child, signal);
      const late = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_GRACE_MS);
      await gone;
      clearTimeout(late);
    },
  };
}
