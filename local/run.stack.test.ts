import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimPort, freePort } from './ports';

let folder: string;
let environment: NodeJS.ProcessEnv;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-run-'));
  chmodSync(folder, 0o711);
  const [app, api, db, stripe] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    TANDEM_DATA: folder,
    PORT: String(app),
    SUPABASE_API_PORT: String(api),
    SUPABASE_DB_PORT: String(db),
    STRIPE_EMULATOR_PORT: String(stripe),
  };
});
afterEach(async () => {
  // Not SIGKILL: the stack must have the time to stop what it started.
  await Promise.all([...running].map((child) => ended(child, 'SIGTERM')));
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm run demo`, without npm in between. */
function demo(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/run.ts', 'demo'], {
    env: { ...environment, ...more },
  });
  running.add(child);
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, exit, words: () => said.join('') };
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill(signal);
  });
}

const ready = (run: ReturnType<typeof demo>) =>
  vi.waitFor(() => expect(run.words()).toContain('Tandem is ready'), { timeout: 60_000, interval: 100 });

const databaseUrl = () => `postgresql://postgres:postgres@127.0.0.1:${environment.SUPABASE_DB_PORT}/postgres`;

async function freePorts() {
  for (const name of ['PORT', 'SUPABASE_API_PORT', 'SUPABASE_DB_PORT', 'STRIPE_EMULATOR_PORT']) {
    await claimPort(Number(environment[name]), name, name, '127.0.0.1');
  }
}

test('the demo says where it is, shares its folder with no other one, keeps its data, and ends with its parts', async () => {
  const first = demo();
  await ready(first);
  expect(first.words()).toContain(`http://localhost:${environment.PORT}`);
  expect(first.words()).toContain('admin@tandem.test / tandem-demo');
  const sql = postgres(databaseUrl(), { max: 1 });
  await sql`insert into spaces (name, price_per_hour) values ('Kept', 9)`;
  await sql.end();

  const [app, api, db, stripe] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const other = demo({
    PORT: String(app),
    SUPABASE_API_PORT: String(api),
    SUPABASE_DB_PORT: String(db),
    STRIPE_EMULATOR_PORT: String(stripe),
  });
  expect(await other.exit).toBe(1);
  expect(other.words()).toMatch(/already runs on .*Stop it first/);

  first.child.kill('SIGINT');
  expect(await first.exit).toBe(0);
  await freePorts();

  const second = demo();
  await ready(second);
  const again = postgres(databaseUrl(), { max: 1 });
  expect(await again`select count(*)::int as kept from spaces where name = 'Kept'`).toMatchObject([
    { kept: 1 },
  ]);
  await again.end();

  const [pid] = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  // Fast shutdown: clients are not waited for (https://www.postgresql.org/docs/current/server-shutdown.html).
  process.kill(Number(pid), 'SIGINT');
  expect(await second.exit).toBe(1);
  expect(second.words()).toContain('PostgreSQL has ended');
  expect(second.words()).toContain('database system is shut down');
  await freePorts();
}, 180_000);

test('a taken port is named with its variable, in one sentence', async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(Number(environment.PORT), () => resolve()));
  const run = demo();
  expect(await run.exit).toBe(1);
  squatter.close();
  expect(run.words()).toContain(`Port ${environment.PORT} (the app) is taken.`);
  expect(run.words()).toContain('PORT');
  expect(run.words()).not.toContain('    at ');
}, 60_000);

test('a variable that cannot be used is named, in one sentence', async () => {
  const run = demo({ PORT: 'http' });
  expect(await run.exit).toBe(1);
  expect(run.words()).toMatch(/PORT must be a port number/);
  expect(run.words()).not.toContain('    at ');
}, 60_000);
