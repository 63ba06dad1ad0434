import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { readable } from '../currencies';
import type { Core } from '../endpoint';
import { Refusal } from '../errors';
import type { LineItemObject, SessionObject } from '../objects';
import { pay, sessionAnywhere } from '../payments';
import { notThere } from './catalogue';
import { words } from './checkout-words';
import { alert, answerPage } from './layout';
import { formOf } from './place';

type Shown = { email?: string | undefined; card?: string | undefined; refused?: string };

/** The page where buyers pay. */
export function checkoutPages(core: Core) {
  const app = new Hono();
  app.get('/c/pay/:id', (context) => {
    const found = sessionAnywhere(core, context.req.param('id'));
    if (!found) return notThere(undefined, 'This payment page does not exist.');
    const lines = found.act.space.tables.cart.get(found.session.id)?.lines ?? [];
    return show(context, found.session, lines, {});
  });
  app.post('/c/pay/:id', async (context) => {
    const found = sessionAnywhere(core, context.req.param('id'));
    if (!found) return notThere(undefined, 'This payment page does not exist.');
    const { act, session } = found;
    const { email, name, card = '', method } = await formOf(context);
    const lines = act.space.tables.cart.get(session.id)?.lines ?? [];
    if (session.status !== 'open') return show(context, session, lines, {});
    const chosen = method === 'delayed' ? 'delayed' : methodOf(card);
    const t = words(context, session.locale);
    if (chosen === undefined) return show(context, session, lines, { email, card, refused: t.invalidCard });
    try {
      return context.redirect(landing(pay(act, session, chosen, { email, name })), 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refused = error.body.code === 'card_declined' ? t.declined : error.message;
      return show(context, session, lines, { email, card, refused });
    }
  });
  app.get('/c/done/:id', (context) => {
    const t = words(context, null);
    const body = html`<h1>${t.thanks}</h1>
      <p>${t.doneText}</p>`;
    return answerPage({ title: t.thanks, body: html`<div class="narrow card">${body}</div>`, lang: t.lang });
  });
  return app;
}

// Cards that mean something: https://docs.stripe.com/testing. Others are told to be wrong.
function methodOf(card: string) {
  const digits = card.replace(/\D/g, '');
  if (digits === '4000000000000002') return 'declined';
  return /^(4242){4}$|^5555555555554444$/.test(digits) ? 'card' : undefined;
}

/** Where a buyer goes who is done. */
function landing({ id, success_url: url }: SessionObject) {
  return url === null ? `/c/done/${id}` : url.replaceAll('{CHECKOUT_SESSION_ID}', id);
}

function show(context: Context, session: SessionObject, lines: LineItemObject[], shown: Shown) {
  const t = words(context, session.locale);
  if (session.status !== 'open') return closed(session, t);
  const total = readable(session.amount_total ?? 0, session.currency ?? 'eur');
  const email = session.customer_email ?? shown.email ?? '';
  const back =
    session.cancel_url === null ? '' : html`<p><a href="${session.cancel_url}">${t.cancel}</a></p>`;
  const body = html`<div class="narrow">
    <h1>${t.title}</h1>
    <section class="card" aria-label="${t.summary}">
      <ul class="lines">
        ${lines.map((line) => html`<li><span>${line.description ?? ''} × ${line.quantity}</span> <span>${readable(line.amount_total, line.currency)}</span></li>`)}
      </ul>
      <p class="total"><span>${t.total}</span> <span>${total}</span></p>
    </section>
    ${alert(shown.refused)}
    <form method="post" class="card">
      <label for="email">${t.email}</label>
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="email"
        required
        value="${email}"
        ${session.customer_email === null ? '' : 'readonly'}
      />
      <fieldset>
        <legend>${t.method}</legend>
        <label class="choice"><input type="radio" name="method" value="card" checked /> ${t.card}</label>
        <label class="choice"><input type="radio" name="method" value="delayed" /> ${t.debit}</label>
      </fieldset>
      <label for="card">${t.cardNumber}</label>
      <input
        id="card"
        name="card"
        inputmode="numeric"
        autocomplete="off"
        value="${shown.card ?? '4242 4242 4242 4242'}"
        aria-describedby="hint"
      />
      <p id="hint" class="soft">${t.hint}</p>
      <label for="payer">${t.name}</label>
      <input id="payer" name="name" autocomplete="name" />
      <button class="main">${t.pay} ${total}</button>
    </form>
    ${back}
    <p class="soft">${t.testOnly}</p>
  </div>`;
  return answerPage({ title: t.title, body, lang: t.lang, status: shown.refused === undefined ? 200 : 402 });
}

function closed(session: SessionObject, t: ReturnType<typeof words>) {
  const isPaid = session.status === 'complete';
  const to = isPaid ? landing(session) : session.cancel_url;
  const body = html`<div class="narrow card">
    <h1>${isPaid ? t.alreadyDone : t.expired}</h1>
    <p>${isPaid ? t.alreadyText : t.expiredText}</p>
    ${to === null ? '' : html`<p><a href="${to}">${t.back}</a></p>`}
  </div>`;
  return answerPage({
    title: isPaid ? t.alreadyDone : t.expired,
    body,
    lang: t.lang,
    status: isPaid ? 200 : 410,
  });
}
