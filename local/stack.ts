import { rmSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { notices } from '../lib/notices/registry.gen';
import { buildApp, nextProgram, projectRoot } from './build';
import { ENDS_WITH_PARENT, startChild, type Child } from './child';
import { startClock } from './clock';
import { claimFolder } from './folder';
import { migrate } from './migrations';
import { ensurePerson } from './people';
import { claimPort } from './ports';
import { dropPostgres, startPostgres } from './postgres';
import { loadSample, prepareSeller } from './sample';
import { KEYS_FILE, loadKeys, type Keys, type Settings } from './settings';
import { startEmulator } from './stripe/emulator';
import { prepareSupabase, startSupabase } from './supabase';

export type Stack = {
  appUrl: string;
  databaseUrl: string;
  supabaseUrl: string;
  stripeUrl: string;
  keys: Keys;
  /** What a program must be given to work with this stack. */
  environment: Record<string, string>;
  /** Whether the sample shop was loaded just now. */
  isNewSample: boolean;
  /** Resolves with the last words of a part that ended by itself. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

export type StackOptions = {
  app: 'production' | 'development' | 'none';
  say: (line: string) => void;
  show?: (line: string) => void;
  /** How the database differs from one that is kept. */
  database?: { flags?: string[]; template?: string | undefined };
};

/** Forgets everything that the stack of a data folder holds. */
export function resetStack(settings: Settings) {
  const release = claimFolder(settings.folder);
  dropPostgres(settings.folder);
  // Only what is ours: the folder may be one that somebody keeps other things in.
  for (const name of [JOURNAL, KEYS_FILE]) rmSync(path.join(settings.folder, name), { force: true });
  release();
}

async function claimPorts({ appPort, apiPort, dbPort, stripePort, stripe }: Settings, hasApp: boolean) {
  await claimPort(dbPort, 'PostgreSQL', 'SUPABASE_DB_PORT', '127.0.0.1');
  await claimPort(apiPort, 'the Supabase API', 'SUPABASE_API_PORT', '127.0.0.1');
  if (!stripe.apiBase)
    await claimPort(stripePort, 'the Stripe emulator', 'STRIPE_EMULATOR_PORT', '127.0.0.1');
  if (hasApp) await claimPort(appPort, 'the app', 'PORT', '127.0.0.1');
}

/** What the app is told; what the person has put into the environment goes before it. */
function environmentOf(settings: Settings, keys: Keys, stripeUrl: string): Record<string, string> {
  const chosen = {
    PORT: String(settings.appPort),
    NEXT_PUBLIC_APP_URL: settings.appUrl,
    NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${settings.apiPort}`,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    SUPABASE_SECRET_KEY: keys.secret,
    STRIPE_SECRET_KEY: settings.stripe.key,
    STRIPE_API_BASE: stripeUrl,
    STRIPE_WEBHOOK_SECRET: settings.stripe.webhookSecret,
    STRIPE_CONNECT_WEBHOOK_SECRET: settings.stripe.connectWebhookSecret,
    CRON_SECRET: keys.cron,
    NEXT_TELEMETRY_DISABLED: '1',
    LITE_TELEMETRY: '0',
  };
  const around = Object.entries(process.env).flatMap(([name, value]) =>
    value ? [[name, value] as const] : [],
  );
  return { ...Object.fromEntries(around), ...chosen, ...settings.given };
}

/** Starts a process of the app. What it is told else, and where the outside world is, stands in its environment. */
export function startApp(
  mode: 'production' | 'development',
  port: number,
  environment: Record<string, string>,
  show?: (line: string) => void,
): Child {
  // On this machine alone: the sign-in of the demo is no secret.
  const args = mode === 'production' ? ['start'] : ['dev'];
  const program = [...ENDS_WITH_PARENT, nextProgram, ...args, '-H', '127.0.0.1', '-p', String(port)];
  return startChild(process.execPath, program, {
    cwd: projectRoot,
    env: { ...environment, NODE_ENV: mode },
    ...(show ? { show } : {}),
  });
}

/** @returns whether the sample shop was loaded, which it is into a new database only. */
async function prepareDatabase(databaseUrl: string, settings: Settings, keys: Keys): Promise<boolean> {
  await prepareSupabase(databaseUrl, keys);
  await migrate(databaseUrl);
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await ensurePerson(sql, { ...settings.admin, isAdmin: true });
  const isSample = settings.seed === 'sample' && (await loadSample(sql, settings.appUrl));
  await sql.end();
  return isSample;
}

/** What the emulator remembers lies beside the database. */
const JOURNAL = 'stripe.jsonl';

/** The emulator calls the app as Stripe would: about the platform's account, and about connected ones. */
function startStripe({ stripePort, folder, stripe, appPort }: Settings, hasApp: boolean) {
  const url = `http://127.0.0.1:${appPort}/api/webhooks/stripe`;
  // The types that somebody here listens to, as one would choose them in the dashboard.
  const events = Object.keys(notices);
  const first = (secrets: string) => secrets.split(',')[0]?.trim() ?? '';
  const webhooks = [
    { url, secret: first(stripe.webhookSecret), events },
    { url, secret: first(stripe.connectWebhookSecret), connect: true, events },
  ];
  return startEmulator({
    port: stripePort,
    journal: path.join(folder, JOURNAL),
    ...(hasApp ? { webhooks } : {}),
  });
}

/**
 * Starts the outside world on this machine, and the app in it, part by part, each when the one before answers.
 * @throws Refusal in words for a person; whatever was started by then is stopped again.
 */
export async function start(
  settings: Settings,
  { app: mode, say, show, database: kind }: StackOptions,
): Promise<Stack> {
  process.env.LITE_TELEMETRY = '0';
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    stops.push(claimFolder(settings.folder));
    await claimPorts(settings, mode !== 'none');
    const keys = loadKeys(settings.folder);
    const database = await startPostgres({ folder: settings.folder, port: settings.dbPort, ...kind });
    stops.push(() => database.stop());
    const databaseUrl = database.url();
    const isSample = await prepareDatabase(databaseUrl, settings, keys);
    const supabase = await startSupabase({
      databaseUrl,
      port: settings.apiPort,
      keys,
      siteUrl: settings.appUrl,
    });
    stops.push(() => supabase.stop());
    let stripeUrl = settings.stripe.apiBase ?? '';
    if (!settings.stripe.apiBase) {
      const stripe = await startStripe(settings, mode !== 'none');
      stops.push(() => stripe.stop());
      stripeUrl = stripe.url;
      if (isSample) await prepareSeller(stripeUrl);
    }
    const environment = environmentOf(settings, keys, stripeUrl);
    const endings = [database.ended.then((words) => `PostgreSQL has ended.\n${words}`)];
    if (mode !== 'none') {
      if (mode === 'production') await buildApp(say);
      const app = startApp(mode, settings.appPort, environment, show);
      stops.push(() => app.stop());
      await app.says(/Ready in/);
      endings.push(app.ended.then((words) => `The app has ended.\n${words}`));
      const secret = environment.CRON_SECRET ?? keys.cron;
      const clock = await startClock({
        appUrl: `http://127.0.0.1:${settings.appPort}`,
        secret,
        databaseUrl,
        log: say,
      });
      stops.push(() => clock.stop());
    }
    const ended = Promise.race(endings);
    return {
      appUrl: settings.appUrl,
      databaseUrl,
      supabaseUrl: supabase.url,
      stripeUrl,
      keys,
      environment,
      isNewSample: isSample,
      ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
