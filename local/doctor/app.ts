import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ask, type Answer } from './ask';
import { ok, unknown, wrong, type Finding } from './report';
import type { Variables } from './target';

const schedule = z.object({ crons: z.array(z.object({ path: z.string() })) });

// The sync may be busy for most of a minute before it answers.
const SYNC_PATIENCE_MS = 60_000;
const SYNC = '/api/cron/sync';

function closed(job: string, { status, reason }: Answer): Finding | undefined {
  if (status === 401) return undefined;
  const about = `Cron ${job}`;
  if (status === 0) return wrong(about, `it did not answer (${reason}).`);
  if (status === 404)
    return wrong(about, 'the app does not have it; deploy the version that this vercel.json belongs to.');
  return wrong(about, `without a secret it answered ${status} instead of 401; look into the app's log.`);
}

/**
 * Whether the app has the jobs of vercel.json, keeps them closed, and takes the secret. Only the sync is really run, as
 * the clock does every minute; the others are asked without a secret, which they refuse before they begin.
 */
export async function checkCrons(variables: Variables): Promise<Finding[]> {
  const appUrl = (variables.NEXT_PUBLIC_APP_URL ?? '').replace(/\/$/, '');
  if (!URL.canParse(appUrl)) return [unknown('Crons', 'not known without NEXT_PUBLIC_APP_URL')];
  const reached = await ask(`${appUrl}${SYNC}`);
  if (reached.status === 0)
    return [unknown('Crons', `not known while the app does not answer at ${appUrl} (${reached.reason})`)];
  const file = path.resolve(import.meta.dirname, '..', '..', 'vercel.json');
  const { crons } = schedule.parse(JSON.parse(readFileSync(file, 'utf8')));
  const findings: Finding[] = [];
  for (const { path: job } of crons) {
    const fault = closed(job, job === SYNC ? reached : await ask(`${appUrl}${job}`));
    if (fault) findings.push(fault);
    else
      findings.push(
        job === SYNC ? await checkSecret(appUrl, variables) : ok(`Cron ${job}`, 'is there and closed'),
      );
  }
  return findings;
}

async function checkSecret(appUrl: string, { CRON_SECRET: secret }: Variables): Promise<Finding> {
  const about = `Cron ${SYNC}`;
  if (!secret)
    return unknown(
      about,
      'is there and closed; whether it takes the secret is not known without CRON_SECRET',
    );
  const headers = { authorization: `Bearer ${secret}` };
  const { status, reason } = await ask(`${appUrl}${SYNC}`, { headers, patienceMs: SYNC_PATIENCE_MS });
  if (status === 200) return ok(about, 'runs with the secret');
  if (status === 401)
    return wrong(about, 'the app has another secret; set the same CRON_SECRET here and at the host.');
  return wrong(
    about,
    `with the secret it answered ${status}${reason && ` (${reason})`}; look into the app's log.`,
  );
}
