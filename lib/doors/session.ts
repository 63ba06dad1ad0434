import 'server-only';
import { NextResponse, type NextRequest } from 'next/server';
import { userDb } from '../db/user';
import { log } from '../log';
import { personOf } from './person';

/**
 * Refreshes a session whose access token has ended and hands the new cookies to the page and to the browser. While
 * Supabase does not answer, the page that was asked for gives way to one that says so, with status 503: a page itself
 * cannot set its status.
 */
export async function refreshSession(request: NextRequest, next: () => NextResponse): Promise<NextResponse> {
  if (!request.cookies.getAll().some(({ name }) => name.startsWith('sb-'))) return next();
  let response = next();
  const db = userDb({
    getAll: () => request.cookies.getAll(),
    setAll: (list, headers) => {
      for (const { name, value } of list) request.cookies.set(name, value);
      response = next();
      for (const { name, value, options } of list) response.cookies.set(name, value, options);
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    },
  });
  try {
    await personOf(db);
  } catch (error) {
    log.error({ path: request.nextUrl.pathname, error }, 'who is signed in could not be asked');
    return NextResponse.rewrite(new URL('/unavailable', request.url), { status: 503 });
  }
  return response;
}
