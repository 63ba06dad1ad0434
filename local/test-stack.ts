import postgres, { type Sql } from 'postgres';
import type { World } from '../lib/world';
import { startFreeStack, type FreeStackOptions } from './free-stack';
import type { Stack } from './stack';
import { testDatabase } from './test-template';

export type TestStack = Stack & {
  sql: Sql;
  /** The engine's world, with the secret key, over this stack. */
  world: World;
};

/** A stack for one test file, and what the tests need to look into it. */
export async function startTestStack(options: FreeStackOptions = {}): Promise<TestStack> {
  const stack = await startFreeStack({ database: testDatabase(), ...options });
  // The modules of the app read their environment from here, as they do in production.
  Object.assign(process.env, stack.environment);
  const { systemDb } = await import('../lib/db/system');
  const { systemStripe } = await import('../lib/stripe/system');
  const { log } = await import('../lib/log');
  log.level = 'silent';
  const db = systemDb();
  const sql = postgres(stack.databaseUrl, { max: 4, onnotice: () => undefined });
  return {
    ...stack,
    sql,
    world: { db, stripe: systemStripe(db), mode: 'test', log, random: () => 0 },
    async stop() {
      await sql.end();
      await stack.stop();
    },
  };
}
