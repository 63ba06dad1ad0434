import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { NextResponse } from 'next/server';
import type { z } from 'zod';
import { env } from '../env';
import { Problem } from '../errors';
import type { World } from '../world';
import { openAs } from './admin';
import { refuse } from './answers';
import { readInput } from './input';
import { openWorld } from './world';

type Route<Body> = (call: { world: World; body: Body; request: Request }) => Promise<NextResponse>;

/** Compares in constant time: both sides are hashed first, so their lengths do not matter. */
function isSecret(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

/** Whether a request carries the secret of the clock and of other machines. */
export function isMachine(request: Request): boolean {
  const given = /^Bearer (?<given>.+)$/i.exec(request.headers.get('authorization') ?? '')?.groups?.given;
  const { cronSecret } = env();
  return given !== undefined && cronSecret !== undefined && isSecret(given, cronSecret);
}

/** The door for the clock and other machines, which admins may pass where the route says so. */
export function machineDoor<Body>(
  schema: z.ZodType<Body>,
  route: Route<Body>,
  also: { admins: boolean } = { admins: false },
) {
  return async (request: Request): Promise<NextResponse> => {
    try {
      if (!isMachine(request)) {
        const { person } = also.admins ? await openAs(request) : { person: undefined };
        if (!person) throw new Problem('unauthenticated');
        if (!person.isAdmin) throw new Problem('forbidden');
      }
      const body = await readInput(request, schema);
      return await route({ world: openWorld(), body, request });
    } catch (error) {
      return refuse(error, request);
    }
  };
}
