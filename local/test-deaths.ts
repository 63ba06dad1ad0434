import { vi } from 'vitest';
import { EngineProcesses } from './engine-processes';
import { drainNow, letTimePass, requestsSince } from './test-engine';
import type { TestStack } from './test-stack';

/** A story with real deaths takes about half a minute; a busy machine takes longer. */
export const STORY_MS = 300_000;

/** Engines that die for real at a boundary, and the life after them. */
export class Deaths {
  private constructor(
    private readonly stack: TestStack,
    private readonly engines: EngineProcesses,
  ) {}

  static async open(stack: TestStack, accounts: string[]): Promise<Deaths> {
    // The deaths are many, and the limit of a sandbox is not what they are about.
    for (const account of accounts)
      await stack.sql`insert into private.stripe_budgets (account, mode, calls_per_second, endpoint_calls_per_second)
        values (${account}, 'test', 1000, 1000)`;
    return new Deaths(stack, new EngineProcesses(stack.environment, 3));
  }

  /** Drains in a process that dies for real at a boundary, unless it has come to its end before. */
  async drainUntil(diesAt: number): Promise<'died' | 'done'> {
    await letTimePass(this.stack);
    const { latest } = await requestsSince(this.stack, Number.MAX_SAFE_INTEGER);
    const end = await this.engines.give({ does: 'drain once', dies_at: diesAt }).ended;
    // A lease is longer than any call may take: what the dead had sent is over when the next one begins.
    await vi.waitUntil(async () =>
      (await requestsSince(this.stack, latest)).data.every(({ status }) => status !== null),
    );
    return end;
  }

  /** Lets time pass, and this process work, until the row is not behind any more on any account. */
  async recover(kind: string, id: string) {
    for (let round = 0; round < 10; round += 1) {
      await letTimePass(this.stack);
      await drainNow(this.stack);
      const behind = await this.stack.sql`
        select from private.sync_marks where kind = ${kind} and row_id = ${id} and wanted > synced`;
      if (behind.length === 0) return;
    }
  }

  close() {
    return this.engines.stop();
  }
}
