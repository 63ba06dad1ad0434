import type { MiddlewareHandler } from 'hono';

/** Refuses what another site's page tries to do; programs send neither header, the emulator's own pages send their own origin. */
export const refuseOtherSites: MiddlewareHandler = async (context, next) => {
  const { method } = context.req;
  const isReading = method === 'GET' || method === 'HEAD';
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  const isForeign =
    origin !== undefined && origin !== 'null' && hostOf(origin) !== context.req.header('host');
  const isCrossSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (!isReading && (isForeign || origin === 'null' || isCrossSite)) {
    return context.text('This form was sent from another site, so nothing was done.', 403);
  }
  return next();
};

function hostOf(origin: string) {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
