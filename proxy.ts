import { NextResponse, type NextRequest } from 'next/server';
import { refreshSession } from './lib/doors/session';

/** Keeps the session of whoever is signed in fresh, and tells the page which address was asked for. */
export async function proxy(request: NextRequest) {
  return refreshSession(request, () => {
    // Read anew each time: the refreshed cookies stand in the request's headers by then.
    const headers = new Headers(request.headers);
    headers.set('x-tandem-path', request.nextUrl.pathname + request.nextUrl.search);
    return NextResponse.next({ request: { headers } });
  });
}

export const config = {
  // Pages. Routes under api/ look at the session themselves, and files have none.
  matcher: ['/((?!_next/|api/|sample/|favicon|icon|unavailable).*)'],
};
