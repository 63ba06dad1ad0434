import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { readable } from '../currencies';
import { closeDispute, openDispute } from '../disputes';
import type { Act, Core } from '../endpoint';
import { expireSession } from '../expiry';
import { page } from '../lists';
import type { ChargeObject, RefundObject, SessionObject } from '../objects';
import { answerDebit, pay } from '../payments';
import { refund, settleRefund } from '../refunds';
import { notThere } from './catalogue';
import { alert, answerPage, badge, button, everything, more, table, time } from './layout';
import { bases, formOf, goBack, olderThan, placeOf, type Place } from './place';

/** Sessions and what was paid, with what buyers and banks may do about it. */
export function moneyPages(core: Core) {
  const app = new Hono();
  for (const base of bases) {
    app.get(`${base}/payments`, (context) => showPayments(context, placeOf(core, context)));
    app.get(`${base}/payments/:id`, (context) =>
      showPayment(context, placeOf(core, context), context.req.param('id')),
    );
    app.get(`${base}/sessions/:id`, (context) =>
      showSession(context, placeOf(core, context), context.req.param('id')),
    );
    app.post(`${base}/sessions/:id`, async (context) => {
      const { act, base: place } = placeOf(core, context);
      const id = context.req.param('id');
      const { does = '', id: refundId = '' } = await formOf(context);
      return goBack(context, `${place}/sessions/${id}`, () => change(act, id, does, refundId));
    });
  }
  return app;
}

function showPayments(context: Context, { act, base }: Place) {
  const paging = { limit: 50, starting_after: context.req.query('after') };
  const list = page({ table: act.space.tables['checkout.session'], noun: 'session', url: '', paging });
  const rows = list.data.map(
    (row) =>
      html`<tr>
        <td><a href="${base}/sessions/${row.id}">${amountOf(row)}</a></td>
        <td>${badge(row.status)}</td>
        <td>${badge(row.payment_status)}</td>
        <td>${row.customer_details?.email ?? '—'}</td>
        <td>${time(row.created)}</td>
        <td><code>${row.id.slice(0, 24)}…</code></td>
      </tr>`,
  );
  const body = html`<h1>Payments</h1>
    ${table('Checkout sessions', ['Amount', 'Session', 'Payment', 'Buyer', 'Created', 'Id'], rows)}
    ${more(olderThan(context, list))}`;
  return answerPage({ title: 'Payments', body, base });
}

/** A payment is shown with the session that it came by. */
function showPayment(context: Context, { act, base }: Place, id: string) {
  for (const session of act.space.tables['checkout.session'].walk())
    if (session.payment_intent === id) return context.redirect(`${base}/sessions/${session.id}`);
  return notThere(base, `There is no payment ${id} here.`);
}

function showSession(context: Context, { act, base }: Place, id: string) {
  const session = act.space.tables['checkout.session'].get(id);
  if (!session) return notThere(base, `There is no session ${id} here.`);
  const charge = chargeOf(act, session);
  const here = `${base}/sessions/${id}`;
  const lines = act.space.tables.cart.get(id)?.lines ?? [];
  const body = html`<h1>${amountOf(session)}</h1>
    ${alert(context.req.query('refused'))}
    <div class="card">
      <dl>
        <dt>Session</dt>
        <dd>${badge(session.status)} <code>${session.id}</code></dd>
        <dt>Payment</dt>
        <dd>${badge(session.payment_status)} <code>${session.payment_intent ?? ''}</code></dd>
        <dt>Expires</dt>
        <dd>${time(session.expires_at)}</dd>
        <dt>Metadata</dt>
        <dd>
          ${Object.entries(session.metadata ?? {}).map(([key, value]) => html`<code>${key}: ${value}</code><br />`)}
        </dd>
      </dl>
      <ul class="lines">
        ${lines.map((line) => html`<li><span>${line.description} × ${line.quantity}</span> <span>${readable(line.amount_total, line.currency)}</span></li>`)}
      </ul>
    </div>
    ${actions(act, session, charge, here)} ${charge ? refundsOf(act, charge, here) : ''}
    ${everything(session)} ${charge ? everything(charge) : ''}`;
  return answerPage({ title: `Session ${amountOf(session)}`, body, base });
}

function actions(act: Act, session: SessionObject, charge: ChargeObject | undefined, here: string) {
  if (session.status === 'open') {
    const page = session.url === null ? '' : html`<p><a href="${session.url}">Open the payment page</a></p>`;
    return html`${page} ${button(here, 'Pay by card', { does: 'card' })}
    ${button(here, 'Try a declined card', { does: 'declined' })}
    ${button(here, 'Pay by bank debit', { does: 'delayed' })}
    ${button(here, 'Expire', { does: 'expire' }, 'danger')}`;
  }
  if (charge?.status === 'pending') {
    return html`${button(here, 'The bank pays', { does: 'succeed' })}
    ${button(here, 'The bank refuses', { does: 'fail' }, 'danger')}`;
  }
  if (charge?.status !== 'succeeded') return '';
  const dispute = act.space.tables.dispute.find('charge', charge.id);
  const open = button(here, 'Dispute the charge', { does: 'dispute' }, 'danger');
  const close = html`<p>Dispute: ${badge(dispute?.status ?? null)}</p>
    ${button(here, 'Dispute won', { does: 'won' })} ${button(here, 'Dispute lost', { does: 'lost' })}`;
  return html`${charge.refunded ? '' : button(here, 'Refund the rest', { does: 'refund' })}
  ${dispute ? close : open}`;
}

function refundsOf({ space }: Act, charge: ChargeObject, here: string) {
  const rows = [...space.tables.refund.walk({ within: { index: 'charge', value: charge.id } })].map((row) =>
    refundRow(row, here),
  );
  return html`<h2>Refunds</h2>
    ${table('Refunds', ['Amount', 'State', 'Created', 'Id', 'Becomes'], rows)}`;
}

function refundRow(row: RefundObject, here: string) {
  const others = ['pending', 'succeeded', 'failed'].filter((status) => status !== row.status);
  return html`<tr>
    <td>${readable(row.amount, row.currency)}</td>
    <td>${badge(row.status)}</td>
    <td>${time(row.created)}</td>
    <td><code>${row.id}</code></td>
    <td>${others.map((status) => button(here, status, { does: `refund ${status}`, id: row.id }))}</td>
  </tr>`;
}

function change(act: Act, id: string, does: string, refundId: string) {
  const session = act.space.tables['checkout.session'].get(id);
  if (!session) return;
  const charge = chargeOf(act, session);
  const dispute = charge && act.space.tables.dispute.find('charge', charge.id);
  const made = act.space.tables.refund.get(refundId);
  if (does === 'card' || does === 'declined' || does === 'delayed') pay(act, session, does);
  if (does === 'expire') expireSession(act, session);
  if (does === 'succeed' || does === 'fail') answerDebit(act, session, does === 'succeed');
  if (does === 'refund' && charge) refund(act, { charge: charge.id });
  if (does === 'dispute' && charge) openDispute(act, charge);
  if ((does === 'won' || does === 'lost') && dispute) closeDispute(act, dispute, does);
  if (!made) return;
  if (does === 'refund pending') settleRefund(act, made, 'pending');
  if (does === 'refund succeeded') settleRefund(act, made, 'succeeded');
  if (does === 'refund failed') settleRefund(act, made, 'failed');
}

function chargeOf({ space }: Act, { payment_intent: id }: SessionObject) {
  const intent = id === null ? undefined : space.tables.payment_intent.get(id);
  return space.tables.charge.get(intent?.latest_charge ?? '');
}

function amountOf({ amount_total: amount, currency }: SessionObject) {
  return readable(amount ?? 0, currency ?? 'eur');
}
