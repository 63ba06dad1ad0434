import 'server-only';
import { cookies } from 'next/headers';
import type { NextResponse } from 'next/server';
import { z } from 'zod';
import type { Db } from '../db/db';
import { tokenDb, userDb } from '../db/user';
import { Problem } from '../errors';
import { isId } from '../paths';
import { refuse } from './answers';
import { readInput } from './input';
import { checkOrigin } from './origin';
import { personOf, type Person } from './person';
import { drainBehind, planBehind, walkBehind } from './world';

/** For routes that take no body. */
export const noInput = z.undefined().or(z.strictObject({}));

type Params = Record<string, string | undefined>;
type Call<Body> = { db: Db; body: Body; id: string; params: Params; person: Person; request: Request };
type Options = {
  /** What goes on behind the response of a write. */
  starts?: 'drain' | 'plan' | 'walk' | 'nothing';
  /** Whether members of an organisation may pass too: the database shows and lets them change their own rows only. */
  organisers?: boolean;
};
type Route<Body> = (call: Call<Body>) => Promise<NextResponse>;

/** The caller's own client: by the token of a script, or by the cookies of a browser. */
export async function openAs(request: Request): Promise<{ db: Db; person: Person | undefined }> {
  const token = /^Bearer (?<token>\S+)$/i.exec(request.headers.get('authorization') ?? '')?.groups?.token;
  if (token !== undefined) {
    const db = tokenDb(token);
    return { db, person: await personOf(db, token) };
  }
  checkOrigin(request);
  const jar = await cookies();
  const db = userDb({
    getAll: () => jar.getAll(),
    setAll: (list) => list.forEach(({ name, value, options }) => jar.set(name, value, options)),
  });
  return { db, person: await personOf(db) };
}

/**
 * The door for admins: who calls, whether the input is sound, and a client with their own rights. The route never gets
 * Stripe: what it writes marks rows, and behind its response a drain makes Stripe agree.
 */
export function adminDoor<Body>(schema: z.ZodType<Body>, route: Route<Body>, options: Options = {}) {
  return async (
    request: Request,
    context: { params: Promise<Params | undefined> },
  ): Promise<NextResponse> => {
    try {
      const { db, person } = await openAs(request);
      if (!person) throw new Problem('unauthenticated');
      if (!person.isAdmin && !(options.organisers && person.isOrganiser)) throw new Problem('forbidden');
      // A route without a parameter in its path is given none at all.
      const params = (await context.params) ?? {};
      if (!Object.values(params).every((each) => each !== undefined && isId(each)))
        throw new Problem('bad_id');
      const id = params.id ?? '';
      const body = await readInput(request, schema);
      const answer = await route({ db, body, id, params, person, request });
      if (request.method !== 'GET') startBehind(options.starts ?? 'drain');
      return answer;
    } catch (error) {
      return refuse(error, request);
    }
  };
}

function startBehind(what: 'drain' | 'plan' | 'walk' | 'nothing') {
  if (what === 'drain') drainBehind();
  if (what === 'plan') planBehind();
  if (what === 'walk') walkBehind();
}

/** The revision that the caller has seen, from `If-Match` (RFC 9110, 13.1.1); nothing when it does not mind. */
export function seenRevision(request: Request): number | undefined {
  const tag = request.headers.get('if-match');
  const digits = /^"(?<digits>\d+)"$/.exec(tag ?? '')?.groups?.digits;
  if (tag !== null && tag !== '*' && digits === undefined) throw new Problem('changed_meanwhile');
  return digits === undefined ? undefined : Number(digits);
}
