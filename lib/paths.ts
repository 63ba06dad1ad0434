import { z } from 'zod';

/** Addresses of the app's own pages. */
export const paths = {
  admin: '/admin',
  spaces: '/admin/spaces',
  space: (id: string) => `/admin/spaces?space=${id}`,
  newSpace: '/admin/spaces?space=new',
  sync: '/admin/sync',
  syncLog: '/admin/sync/log',
  syncLogOf: (rowId: string) => `/admin/sync/log?row=${rowId}`,
  syncRun: (id: string) => `/admin/sync/runs/${id}`,
  signIn: (next: string) => `/sign-in?next=${encodeURIComponent(next)}`,
};

const here = 'https://here.invalid';

/**
 * The path to go to after signing in: a path of this site, or the admin's start. Other sites, schemes and
 * protocol-relative addresses are refused, since a link could otherwise lead a signed-in person anywhere.
 */
export function ownPath(next: string | null | undefined): string {
  if (!next || !URL.canParse(next, here)) return paths.admin;
  const url = new URL(next, here);
  return url.origin === here && next.startsWith('/') ? url.pathname + url.search + url.hash : paths.admin;
}

/** A Stripe object's page in the dashboard, or in the emulator's own pages. */
export function stripePage(
  dashboardUrl: string,
  kind: 'products' | 'prices',
  id: string,
  account?: string,
): string {
  return [dashboardUrl, ...(account ? [account] : []), kind, id].join('/');
}

/** Whether a text is a UUID; an id that is none cannot name anything. */
export function isId(text: string): boolean {
  return z.guid().safeParse(text).success;
}
