import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Cron } from 'croner';
import postgres from 'postgres';
import { z } from 'zod';
import { oneAtATime } from '../lib/one-at-a-time';

const schedule = z.object({ crons: z.array(z.object({ path: z.string(), schedule: z.string() })) });

type Options = { appUrl: string; secret: string; databaseUrl: string; log: (line: string) => void };

/** Calls the crons of vercel.json as Vercel would (GET, in UTC), and the sync whenever the database asks for it. */
export async function startClock({
  appUrl,
  secret,
  databaseUrl,
  log,
}: Options): Promise<{ stop(): Promise<void> }> {
  const file = path.resolve(import.meta.dirname, '..', 'vercel.json');
  const { crons } = schedule.parse(JSON.parse(readFileSync(file, 'utf8')));
  const open = new AbortController();
  const call = async (method: string, address: string) => {
    try {
      const response = await fetch(new URL(address, appUrl), {
        method,
        headers: { authorization: `Bearer ${secret}` },
        signal: open.signal,
      });
      await response.arrayBuffer();
      if (!response.ok) log(`${address} answered ${response.status}`);
    } catch (error) {
      // The next tick asks again; a call that the stop has ended is no news.
      if (!open.signal.aborted)
        log(`${address} could not be called: ${error instanceof Error ? error.message : ''}`);
    }
  };
  const jobs = crons.map(
    (cron) => new Cron(cron.schedule, { timezone: 'UTC', protect: true }, () => call('GET', cron.path)),
  );
  // However often the database asks while a call is under way, one more follows.
  const wake = oneAtATime(() => call('POST', '/api/sync'));
  const poke = () => void wake();
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  // LISTEN comes back by itself when the connection was lost; what was missed meanwhile is caught up with at once.
  await sql.listen('tandem_sync', poke, poke);
  return {
    async stop() {
      jobs.forEach((job) => job.stop());
      open.abort();
      await sql.end({ timeout: 1 });
    },
  };
}
