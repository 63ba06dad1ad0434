import 'server-only';
import { NextResponse } from 'next/server';
import { problemOf } from '../errors';
import { log } from '../log';
import { countBehind } from '../sync/mark';
import { openAs } from './admin';
import { isMachine } from './machine';
import { openWorld } from './world';

type Check = { name: string; status: 'ok' | 'failed'; details?: Record<string, number | string | null> };

async function checkDatabase(): Promise<Check> {
  try {
    const { behind, dueInSeconds } = await countBehind(openWorld());
    return { name: 'database', status: 'ok', details: { behind, dueInSeconds } };
  } catch (error) {
    const { code } = problemOf(error);
    log.error({ code, error }, 'the database does not answer');
    return { name: 'database', status: 'failed', details: { code } };
  }
}

async function isAdmin(request: Request): Promise<boolean> {
  try {
    return (await openAs(request)).person?.isAdmin ?? false;
  } catch (error) {
    log.warn({ code: problemOf(error).code }, 'who asks for the health could not be told');
    return false;
  }
}

/** Whether the app can do its work: 200 or 503. Figures are for machines and admins only. */
export async function healthDoor(request: Request): Promise<NextResponse> {
  const checks = [await checkDatabase()];
  const isFine = checks.every(({ status }) => status === 'ok');
  const mayKnow = isMachine(request) || (isFine && (await isAdmin(request)));
  const shown = mayKnow ? checks : checks.map(({ name, status }) => ({ name, status }));
  return NextResponse.json(
    { status: isFine ? 'ok' : 'failed', checks: shown },
    { status: isFine ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
