import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import {
  authorise,
  changeAccount,
  createAccount,
  deauthorise,
  incompleteAccount,
  readyAccount,
} from '../account-making';
import type { Act, Core } from '../endpoint';
import type { AccountObject } from '../objects';
import { platform } from '../store';
import { alert, answerPage, badge, button, table, time } from './layout';
import { bases, formOf, goBack, isConnected, placeOf, type Place } from './place';

/** Connected accounts: who they are, whether they may sell, and leaving. */
export function accountPages(core: Core) {
  const app = new Hono();
  for (const base of bases) {
    app.get(`${base}/accounts`, (context) => show(context, onPlatform(core, placeOf(core, context))));
    app.post(`${base}/accounts`, async (context) => {
      const place = onPlatform(core, placeOf(core, context));
      const { does = '', id = '' } = await formOf(context);
      return goBack(context, `${place.base}/accounts`, () => change(place.act, id, does));
    });
  }
  return app;
}

function onPlatform(core: Core, { act, base }: Place): Place {
  const space = core.store.space(act.space.livemode, platform);
  return { act: { ...act, space }, base: base.replace(/\/acct_\w+$/, '') };
}

function show(context: Context, { act, base }: Place) {
  const accounts = [...act.space.tables.account.walk()].filter((account) => account.id !== platform);
  const body = html`<h1>Connected accounts</h1>
    ${alert(context.req.query('refused'))}
    ${table(
      'Accounts',
      ['Account', 'State', 'Due', 'Created', 'Actions'],
      accounts.map((account) => row(act, account, base)),
    )}
    ${button(`${base}/accounts`, 'New account, ready to sell', { does: 'create' })}`;
  return answerPage({ title: 'Accounts', body, base });
}

function row(act: Act, account: AccountObject, base: string) {
  const isThere = isConnected(act, account.id);
  const here = `${base}/accounts`;
  const state = isThere ? (account.charges_enabled ? 'enabled' : 'restricted') : 'revoked';
  const deeds = isThere
    ? html`${button(here, 'Make ready', { does: 'ready', id: account.id })}
      ${button(here, 'Leave something due', { does: 'due', id: account.id })}
      ${button(here, 'Deauthorise', { does: 'leave', id: account.id }, 'danger')}`
    : button(here, 'Connect again', { does: 'return', id: account.id });
  return html`<tr>
    <td>
      <a href="${base}/${account.id}/products">${account.business_profile.name ?? account.id}</a><br /><code
        >${account.id}</code
      >
    </td>
    <td>${badge(state)}</td>
    <td>${account.requirements.currently_due?.join(', ') ?? ''}</td>
    <td>${time(account.created)}</td>
    <td>${deeds}</td>
  </tr>`;
}

function change(act: Act, id: string, does: string) {
  const account =
    does === 'create' ? createAccount(act, { type: 'standard' }) : act.space.tables.account.get(id);
  if (!account) return;
  if (does === 'create' || does === 'ready') changeAccount(act, account.id, readyAccount(account));
  if (does === 'due') changeAccount(act, account.id, incompleteAccount());
  if (does === 'leave') deauthorise(act, account.id);
  if (does === 'return') authorise(act, account.id);
}
