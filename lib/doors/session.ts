import 'server-only';
import type { NextRequest, NextResponse } from 'next/server';
import { userDb } from '../db/user';
import { log } from '../log';

/**
 * Refreshes a session whose access token has ended and hands the new cookies to the page and to the browser.
 * An unreachable Supabase is left for the page to say; it has the words for it.
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
  const { error } = await db.auth.getSession();
  if (error) log.warn({ code: error.code }, 'a session could not be refreshed');
  return response;
}
