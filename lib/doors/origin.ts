import 'server-only';
import { env } from '../env';
import { Problem } from '../errors';

/**
 * Refuses a write that another site's page sends with the cookies of somebody who is signed in here (P3). Browsers say
 * where a request comes from (https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site); programs say nothing.
 */
export function checkOrigin(request: Request) {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new Problem('foreign_origin');
  const origin = request.headers.get('origin');
  if (origin === null) return;
  const own = [new URL(env().appUrl).host, request.headers.get('host')];
  if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw new Problem('foreign_origin');
}
