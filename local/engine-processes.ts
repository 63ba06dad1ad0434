import { spawn, type ChildProcess } from 'node:child_process';
import type { EngineOrder } from './engine-orders';
import { bundleEngine } from './engine-program';

/** An engine in a process of its own. */
export type EngineProcess = {
  /** Whether it died, or did all that it was told. Rejects with its last words when it ended in any other way. */
  ended: Promise<'died' | 'done'>;
  /** Ends it as a power cut would. */
  kill: () => void;
};

type Started = EngineProcess & { order: (order: EngineOrder) => void };

/**
 * Engines in processes of their own. Some are started ahead and wait for their order, since a start takes longer than what
 * they are ordered to do.
 */
export class EngineProcesses {
  readonly #engine = bundleEngine();
  readonly #waiting: Started[] = [];
  readonly #alive = new Set<Started>();

  constructor(
    private readonly environment: Record<string, string>,
    ahead: number,
  ) {
    for (let at = 0; at < ahead; at += 1) this.#waiting.push(this.#start());
  }

  /** Gives an order to one that waits, and starts another one in its place. */
  give(order: EngineOrder): EngineProcess {
    const next = this.#waiting.shift() ?? this.#start();
    this.#waiting.push(this.#start());
    next.order(order);
    return next;
  }

  /** Ends them all; resolves when they are gone. */
  async stop() {
    const ends = [...this.#alive].map(({ kill, ended }) => {
      kill();
      return ended;
    });
    await Promise.allSettled(ends);
    this.#engine.remove();
  }

  #start(): Started {
    // The input stays open for as long as this process lives: an engine that loses it ends by itself.
    const child = spawn(process.execPath, [this.#engine.program], {
      env: { ...this.environment, NODE_ENV: 'test' },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const started: Started = {
      ended: endOf(child).finally(() => this.#alive.delete(started)),
      kill: () => void child.kill('SIGKILL'),
      order: (order) => void child.stdin.write(`${JSON.stringify(order)}\n`),
    };
    // Those that nobody has waited for yet may have been ended by the stop.
    started.ended.catch(() => undefined);
    this.#alive.add(started);
    return started;
  }
}

function endOf(child: ChildProcess): Promise<'died' | 'done'> {
  const words: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString('utf8')));
  // An order that cannot be written any more is told by the end.
  child.stdin?.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve('died');
      else if (code === 0) resolve('done');
      else
        reject(new Error(`An engine process ended with ${code ?? signal ?? 'nothing'}.\n${words.join('')}`));
    });
  });
}
