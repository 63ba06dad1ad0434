import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './ports';
import { readSettings } from './settings';
import { start, type Stack, type StackOptions } from './stack';

export type FreeStackOptions = {
  app?: 'production' | 'none';
  seed?: 'none' | 'sample';
  /** A Stripe that is there already; otherwise the stack starts an emulator. */
  stripeUrl?: string;
  show?: (line: string) => void;
  database?: StackOptions['database'];
};

/** A stack of its own, on free ports, in a folder that goes with it: for tests and measurements. */
export async function startFreeStack({
  app = 'none',
  seed = 'none',
  stripeUrl,
  show,
  database,
}: FreeStackOptions = {}): Promise<Stack> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-test-'));
  // As root, another account runs PostgreSQL and must be able to walk in here.
  chmodSync(folder, 0o711);
  const [appPort, api, db, stripe] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const ports = { PORT: appPort, SUPABASE_API_PORT: api, SUPABASE_DB_PORT: db, STRIPE_EMULATOR_PORT: stripe };
  const settings = readSettings({
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
    NODE_ENV: 'test',
    TANDEM_DATA: folder,
    TANDEM_SEED: seed,
    ...(stripeUrl === undefined ? {} : { STRIPE_API_BASE: stripeUrl }),
  });
  const stack = await start(settings, {
    app,
    say: () => undefined,
    ...(show ? { show } : {}),
    ...(database ? { database } : {}),
  });
  return {
    ...stack,
    async stop() {
      await stack.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
