import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { backfill } from '../lib/backfill/daily';
import { log } from '../lib/log';
import { planCatalog } from '../lib/sync/catalog';
import { drain } from '../lib/sync/drain';
import { counted, Meter } from './meter';

// The engine in a process of its own, as the app is one: what the database's API and the emulator need is not its cost.

const measured = z.object({ counted, ms: z.number(), peakMiB: z.number() });
type Measured = z.infer<typeof measured>;

const HOUR_MS = 3_600_000;
const works = {
  drain: ({ world }: Meter) => drain(world, { budgetMs: HOUR_MS, patienceMs: 60_000 }),
  plan: ({ world }: Meter) => planCatalog(world, { budgetMs: HOUR_MS }),
  backfill: ({ world }: Meter) => backfill(world, { budgetMs: HOUR_MS }),
};

/** Lets an engine do its work on a stack, and answers what it took. */
export async function measure(
  work: keyof typeof works,
  environment: Record<string, string>,
): Promise<Measured> {
  const program = ['--conditions=react-server', '--import', 'tsx', import.meta.filename, work];
  const { stdout } = await promisify(execFile)(process.execPath, program, {
    env: { ...environment, NODE_ENV: 'production' },
    cwd: path.resolve(import.meta.dirname, '..'),
  });
  return measured.parse(JSON.parse(stdout));
}

function workNamed(name: string): keyof typeof works {
  return name === 'plan' || name === 'backfill' ? name : 'drain';
}

async function work(name: string): Promise<Measured> {
  log.level = 'silent';
  // As in production: the client for Stripe takes a stack trace with every call, and reading maps for it costs as much as
  // the call.
  process.setSourceMapsEnabled(false);
  const meter = new Meter(process.env);
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 100);
  const started = performance.now();
  await works[workNamed(name)](meter);
  const ms = performance.now() - started;
  clearInterval(timer);
  look();
  return { counted: meter.counted, ms, peakMiB: Math.round(peak / 2 ** 20) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify(await work(process.argv[2] ?? '')));
  process.exit(0);
}
