import 'server-only';
import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { connection } from 'next/server';
import type { Db } from '../db/db';
import { userDb } from '../db/user';
import { publicEnv, type PublicEnv } from '../env';
import { ownPath, paths } from '../paths';
import { personOf, type Person } from './person';

/** The door for pages that anyone may see. */
export async function visitorPage(): Promise<{ env: PublicEnv }> {
  // The environment is that of the running server, not of the machine that made the build.
  await connection();
  return { env: publicEnv() };
}

/**
 * The door for the admin's pages: a client with their rights. Visitors are sent to sign in and come back, others are told
 * that the page is not for them. @throws Problem `unavailable` when Supabase does not answer.
 * @param options.organisers whether members of an organisation may see it too; the database shows them their own rows only.
 */
export async function adminPage(options: { organisers?: boolean } = {}): Promise<{ db: Db; person: Person }> {
  const jar = await cookies();
  // Pages cannot set cookies; the proxy has refreshed the session before the page is drawn.
  const db = userDb({ getAll: () => jar.getAll() });
  const person = await personOf(db);
  if (!person) redirect(paths.signIn(ownPath((await headers()).get('x-tandem-path'))));
  if (!person.isAdmin && !(options.organisers && person.isOrganiser)) forbidden();
  return { db, person };
}
