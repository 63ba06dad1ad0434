import { startFreeStack } from '../local/free-stack';
import { shortLived } from '../local/postgres';

/** One stack with the sample shop for all stories; each story makes the rows that it works on. */
export default async function startStack() {
  const stack = await startFreeStack({
    app: 'production',
    seed: 'sample',
    database: { flags: shortLived },
  });
  // Playwright hands these to the workers that it starts after this.
  process.env.TANDEM_APP_URL = stack.appUrl;
  process.env.TANDEM_DATABASE_URL = stack.databaseUrl;
  process.env.TANDEM_STRIPE_URL = stack.stripeUrl;
  process.env.TANDEM_CRON_SECRET = stack.environment.CRON_SECRET ?? stack.keys.cron;
  return () => stack.stop();
}
