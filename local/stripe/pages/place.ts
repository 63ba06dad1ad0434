import type { Context } from 'hono';
import type { Act, Core } from '../endpoint';
import { Refusal } from '../errors';
import { hasAccess } from '../keys';
import type { Page } from '../lists';
import { platform } from '../store';

/** Whose objects a page shows: the platform's, or a connected account's; test ones, unless the address says live. */
export type Place = { act: Act; base: string };

const optional = ['', '/live', '/test'];

/** The addresses under which every page of the dashboard stands. */
export const bases = optional.flatMap((mode) => [
  `/dashboard${mode}`,
  `/dashboard${mode}/:account{acct_[A-Za-z0-9_]+}`,
]);

/** Reads the place out of the address. */
export function placeOf(core: Core, context: Context): Place {
  const livemode = context.req.path.startsWith('/dashboard/live/');
  const asked = context.req.param('account') ?? platform;
  const base = `/dashboard${livemode ? '/live' : ''}${asked === platform ? '' : `/${asked}`}`;
  return { act: { core, space: core.store.space(livemode, asked), request: null }, base };
}

/** What stands beside a connected account's name when it has left. */
export function isConnected({ core, space }: Act, account: string) {
  return account === platform || hasAccess(core, space.livemode, account);
}

/** Does what a form asks for and goes back to a page; a refusal is shown there. */
export async function goBack(context: Context, to: string, run: () => unknown) {
  try {
    await run();
    return context.redirect(to, 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const mark = to.includes('?') ? '&' : '?';
    return context.redirect(`${to}${mark}refused=${encodeURIComponent(error.message)}`, 303);
  }
}

/** The address of the next page of a list, if there is one. */
export function olderThan<Row extends { id: string }>(context: Context, page: Page<Row>) {
  const last = page.data.at(-1);
  if (!page.has_more || !last) return undefined;
  const query = new URLSearchParams(context.req.query());
  query.set('after', last.id);
  return `?${query.toString()}`;
}

/** A form's fields as text; files are left out. */
export async function formOf(context: Context): Promise<Record<string, string>> {
  const body = new URLSearchParams(await context.req.text());
  return Object.fromEntries(body);
}
