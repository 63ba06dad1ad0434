import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { startFreeStack } from '../local/free-stack';
import { shortLived } from '../local/postgres';

/** Beside the traces of what failed. */
const LOG = path.resolve('test-results', 'app.log');

/** One stack with the sample shop for all stories; each story makes the rows that it works on. */
export default async function startStack() {
  mkdirSync(path.dirname(LOG), { recursive: true });
  const log = createWriteStream(LOG);
  const stack = await startFreeStack({
    app: 'production',
    seed: 'sample',
    show: (line) => log.write(`${line}\n`),
    database: { flags: shortLived },
  });
  // Playwright hands these to the workers that it starts after this.
  process.env.TANDEM_APP_URL = stack.appUrl;
  process.env.TANDEM_DATABASE_URL = stack.databaseUrl;
  process.env.TANDEM_STRIPE_URL = stack.stripeUrl;
  process.env.TANDEM_CRON_SECRET = stack.environment.CRON_SECRET ?? stack.keys.cron;
  return async () => {
    await stack.stop();
    log.end();
  };
}
