import { Hono } from 'hono';
import { html } from 'hono/html';
import { findOnboarding, isFresh } from '../account-links';
import { changeAccount, findAccount, incompleteAccount, readyAccount } from '../account-making';
import type { Core } from '../endpoint';
import { notThere } from './catalogue';
import { answerPage, button } from './layout';
import { formOf } from './place';

/** The hosted onboarding of a connected account: three buttons instead of forty fields. */
export function onboardingPages(core: Core) {
  const app = new Hono();
  app.get('/setup/:account/:id', (context) => {
    const found = findOnboarding(core, context.req.param('id'));
    if (!found) return notThere(undefined, 'This link leads nowhere.');
    // A link that was used or is too old sends people back for a new one, as Stripe does.
    if (!isFresh(core, found.link)) return context.redirect(found.link.refresh_url, 303);
    const { id, email } = findAccount(found.act, found.link.account);
    const here = context.req.path;
    const body = html`<div class="narrow card">
      <h1>Set up payments</h1>
      <p>Account <code>${id}</code>${email === null ? '' : html` (${email})`}</p>
      <p class="soft">On Stripe's page the seller would now tell who they are and where the money goes.</p>
      ${button(here, 'Finish everything', { does: 'finish' }, 'main')}
      ${button(here, 'Leave information due', { does: 'leave' })}
      ${button(here, 'Let this link expire', { does: 'expire' })}
    </div>`;
    return answerPage({ title: 'Set up payments', body });
  });
  app.post('/setup/:account/:id', async (context) => {
    const found = findOnboarding(core, context.req.param('id'));
    if (!found) return notThere(undefined, 'This link leads nowhere.');
    const { act, link } = found;
    if (!isFresh(core, link)) return context.redirect(link.refresh_url, 303);
    const { does } = await formOf(context);
    act.space.tables.onboarding.put({ ...link, is_used: true });
    if (does === 'expire') return context.redirect(link.refresh_url, 303);
    const account = findAccount(act, link.account);
    changeAccount(act, account.id, does === 'finish' ? readyAccount(account) : incompleteAccount());
    return context.redirect(link.return_url, 303);
  });
  return app;
}
