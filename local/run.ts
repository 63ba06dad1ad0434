import { makeSampleOrders } from './sample-orders';
import { readSettings, Refusal } from './settings';
import { resetStack, start } from './stack';

const say = (line: string) => console.log(line);

/** Runs the stack until it is told to end; the only program that a person starts. */
async function run(mode: 'production' | 'development', isReset: boolean) {
  const settings = readSettings();
  if (isReset) resetStack(settings);
  say('Starting PostgreSQL, the Supabase API and the Stripe emulator…');
  const show = mode === 'development' ? say : undefined;
  const stack = await start(settings, { app: mode, say, ...(show ? { show } : {}) });
  say(`
Tandem is ready.

  The app        ${stack.appUrl}
  Sign in as     ${settings.admin.email} / ${settings.admin.password}
  Stripe         ${stack.stripeUrl}${settings.stripe.apiBase ? '' : '  (the emulator; look inside with a browser)'}
  Supabase API   ${stack.supabaseUrl}
  PostgreSQL     ${stack.databaseUrl}

Ctrl-C stops everything. The data stays in ${settings.folder}.
`);
  // A shop that has sold before: nobody has to wait for it.
  if (stack.isNewSample && !settings.stripe.apiBase)
    makeSampleOrders(stack).catch((error: unknown) => {
      say(
        `The past orders of the sample shop could not be made: ${error instanceof Error ? error.message : ''}`,
      );
    });
  const told = new Promise<'told'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('told'));
  });
  const reason = await Promise.race([told, stack.ended]);
  if (reason !== 'told') console.error(`\n${reason}`);
  say('Stopping…');
  await stack.stop();
  process.exitCode = reason === 'told' ? 0 : 1;
}

const [mode, ...flags] = process.argv.slice(2);
try {
  await run(mode === 'dev' ? 'development' : 'production', flags.includes('--reset'));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
