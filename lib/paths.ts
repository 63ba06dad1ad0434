import { shopPaths } from './shop-paths';

/** Addresses of the app's own pages. */
export const paths = {
  ...shopPaths,
  admin: '/admin',
  spaces: '/admin/spaces',
  space: (id: string) => `/admin/spaces?space=${id}`,
  newSpace: '/admin/spaces?space=new',
  products: '/admin/products',
  product: (id: string) => `/admin/products?product=${id}`,
  newProduct: '/admin/products?product=new',
  events: '/admin/events',
  event: (id: string) => `/admin/events/${id}`,
  newEvent: '/admin/events/new',
  newSubEvent: (parent: string, organisation: string) =>
    `/admin/events/new?parent=${parent}&organisation=${organisation}`,
  eventsOf: (organisation: string) => `/admin/events?organisation=${organisation}`,
  orders: '/admin/orders',
  ordersThatNeedSomebody: '/admin/orders?needs=true',
  adminOrder: (id: string) => `/admin/orders/${id}`,
  revenue: '/admin/revenue',
  checkIn: '/admin/check-in',
  catalogue: '/admin/stripe/catalogue',
  catalogueOf: (project: string) => `/admin/stripe/catalogue?project=${encodeURIComponent(project)}`,
  catalogueProduct: (id: string) => `/admin/stripe/catalogue/${id}`,
  drift: '/admin/stripe/drift',
  stripeRuns: '/admin/stripe/runs',
  notices: '/admin/notices',
  noticesOf: (state: string) => `/admin/notices?state=${state}`,
  organisations: '/admin/organisations',
  organisation: (id: string) => `/admin/organisations/${id}`,
  newOrganisation: '/admin/organisations?organisation=new',
  sync: '/admin/sync',
  syncOf: (...statuses: string[]) => `/admin/sync?status=${statuses.join(',')}#rows`,
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
  kind: 'products' | 'prices' | 'payments' | 'events',
  id: string,
  account?: string,
): string {
  return [accountDashboard(dashboardUrl, account), kind, id].join('/');
}

/** Where the dashboard shows what lives in a connected account: Stripe's own names the account before the mode. */
function accountDashboard(dashboardUrl: string, account: string | undefined): string {
  if (account === undefined) return dashboardUrl;
  const { origin, hostname, pathname } = new URL(dashboardUrl);
  return hostname.endsWith('.stripe.com')
    ? `${origin}/${account}${pathname.replace(/\/$/, '')}`
    : `${dashboardUrl}/${account}`;
}

/** The page of a connected account in the platform's dashboard, or its catalogue among the emulator's pages. */
export function stripeAccountPage(dashboardUrl: string, account: string): string {
  return new URL(dashboardUrl).hostname.endsWith('.stripe.com')
    ? `${dashboardUrl}/connect/accounts/${account}`
    : `${dashboardUrl}/${account}/products`;
}

/** A call's page in the dashboard's log of calls, or among those of the emulator. */
export function stripeRequestPage(dashboardUrl: string, id: string, account?: string): string {
  const base = accountDashboard(dashboardUrl, account);
  return new URL(dashboardUrl).hostname.endsWith('.stripe.com')
    ? `${base}/logs/${id}`
    : `${base}/requests#${id}`;
}

const rowPages: Record<string, (id: string) => string> = {
  space: paths.space,
  product: paths.product,
  event: paths.event,
};

/** The page that a row of a kind is changed on, opened at a field; nothing for a kind that has none yet. */
export function rowPage(kind: string, id: string, field?: string): string | undefined {
  const page = rowPages[kind]?.(id);
  if (page === undefined || field === undefined) return page;
  return `${page}${page.includes('?') ? '&' : '?'}field=${field}`;
}

/** Whether a text is a UUID; an id that is none cannot name anything. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
