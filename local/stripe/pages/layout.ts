import { html, raw } from 'hono/html';
import { css } from './css';

export type Markup = ReturnType<typeof html>;

type Page = { title: string; body: Markup | Promise<Markup>; base?: string; status?: number; lang?: string };

const sections = [
  ['products', 'Products'],
  ['payments', 'Payments'],
  ['accounts', 'Accounts'],
  ['events', 'Events'],
  ['deliveries', 'Deliveries'],
  ['requests', 'Requests'],
  ['levers', 'Levers'],
] as const;

/** A page of the emulator as an answer. No script runs on it, whatever a name in it says. */
export async function answerPage({ title, body, base, status = 200, lang = 'en' }: Page) {
  const nav = base === undefined ? '' : navigation(base);
  const page = await html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(css)}
        </style>
      </head>
      <body>
        ${nav}
        <main>${body}</main>
      </body>
    </html>`;
  return new Response(page.toString(), { status, headers });
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

function navigation(base: string) {
  const account = /acct_\w+/.exec(base)?.[0];
  const mode = base.includes('/live') ? 'live' : 'test';
  return html`<header>
    <a class="brand" href="/">Stripe emulator</a>
    <span class="badge">${mode}</span>
    ${account === undefined ? '' : html`<span class="badge on">${account}</span> <a href="${base.replace(`/${account}`, '')}/products">to the platform</a>`}
    <nav aria-label="Sections">
      ${sections.map(([path, name]) => html`<a href="${base}/${path}">${name}</a> `)}
    </nav>
  </header>`;
}

/** A table that scrolls by itself where the page is narrow. */
export function table(label: string, heads: string[], rows: (Markup | Promise<Markup>)[]) {
  if (rows.length === 0) return html`<p class="empty">Nothing here yet.</p>`;
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A form of one button. */
export function button(action: string, label: string, fields: Record<string, string> = {}, kind = '') {
  return html`<form method="post" action="${action}" class="inline">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="${kind}">${label}</button>
  </form>`;
}

/** A word in a pill; green, red or plain. */
export function badge(word: string | null) {
  const good = ['active', 'paid', 'succeeded', 'complete', 'delivered', 'default', 'enabled', 'won'];
  const bad = ['failed', 'expired', 'canceled', 'dropped', 'unpaid', 'revoked', 'lost', 'declined'];
  const kind = good.includes(word ?? '') ? 'on' : bad.includes(word ?? '') ? 'off' : '';
  return html`<span class="badge ${kind}">${word ?? 'none'}</span>`;
}

/** A time of the emulator, to the second. */
export function time(seconds: number) {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}

/** An object as it is, for those who want to see all of it. */
export function everything(value: unknown) {
  return html`<details>
    <summary>As JSON</summary>
    <pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>
  </details>`;
}

/** Something that went wrong, said where it is seen. */
export function alert(message: string | undefined) {
  return message === undefined || message === ''
    ? html``
    : html`<p role="alert" class="alert">${message}</p>`;
}

/** Where the next page is. */
export function more(href: string | undefined) {
  return href === undefined ? html`` : html`<p><a href="${href}">Older ones</a></p>`;
}
