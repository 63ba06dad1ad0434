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
    return await unavailable(request);
  }
  return response;
}

/** The page that says so, in the visitor's language. Next keeps the status of a page that is rewritten to, so it is fetched. */
async function unavailable(request: NextRequest): Promise<NextResponse> {
  const headers = new Headers();
  for (const name of ['cookie', 'accept-language']) headers.set(name, request.headers.get(name) ?? '');
  const page = await fetch(new URL('/unavailable', request.url), { headers });
  return new NextResponse(await page.text(), {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'retry-after': '5' },
  });
}
