import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { Core } from '../endpoint';
import { page } from '../lists';
import type { DeliveryRecord, EventObject } from '../objects';
import { platform } from '../store';
import { notThere } from './catalogue';
import { answerPage, badge, button, everything, more, table, time } from './layout';
import { bases, goBack, olderThan, placeOf, type Place } from './place';

/** What went in and out: events, their deliveries, and the calls to the API. */
export function trafficPages(core: Core) {
  const app = new Hono();
  for (const base of bases) {
    app.get(`${base}/events`, (context) => showEvents(context, placeOf(core, context)));
    app.get(`${base}/events/:id`, (context) => showEvent(placeOf(core, context), context.req.param('id')));
    app.get(`${base}/deliveries`, (context) => showDeliveries(core, context, placeOf(core, context)));
    app.post(`${base}/deliveries/:id`, (context) => {
      const id = context.req.param('id');
      return goBack(context, `${placeOf(core, context).base}/deliveries`, () => core.deliveries.resend(id));
    });
    app.get(`${base}/requests`, (context) => showRequests(core, context, placeOf(core, context)));
  }
  return app;
}

function showEvents(context: Context, { act, base }: Place) {
  const paging = { limit: 50, starting_after: context.req.query('after') };
  const list = page({ table: act.space.tables.event, noun: 'event', url: '', paging });
  const rows = list.data.map((event) => {
    const { id } = event.data.object;
    return html`<tr>
      <td><a href="${base}/events/${event.id}">${event.type}</a></td>
      <td><code>${typeof id === 'string' ? id.slice(0, 32) : ''}</code></td>
      <td>${undelivered(event)}</td>
      <td>${event.request?.id ?? 'not a call'}</td>
      <td>${time(event.created)}</td>
    </tr>`;
  });
  const body = html`<h1>Events</h1>
    ${table('Events', ['Type', 'About', 'Deliveries', 'Cause', 'Created'], rows)}
    ${more(olderThan(context, list))}`;
  return answerPage({ title: 'Events', body, base });
}

function undelivered({ pending_webhooks: count }: EventObject) {
  return count === 0 ? badge('delivered') : badge(`${count} pending`);
}

function showEvent({ act, base }: Place, id: string) {
  const event = act.space.tables.event.get(id);
  if (!event) return notThere(base, `There is no event ${id} here.`);
  const { delivery } = act.core.store.space(false, platform).tables;
  const rows = [...delivery.walk({ within: { index: 'event', value: id } })].map((row) =>
    deliveryRow(row, base),
  );
  const body = html`<h1>${event.type}</h1>
    <p><code>${id}</code> ${time(event.created)}</p>
    <h2>Deliveries</h2>
    ${table('Deliveries', deliveryHeads, rows)}
    <h2>What was said</h2>
    ${everything(event)}`;
  return answerPage({ title: event.type, body, base });
}

const deliveryHeads = ['Event', 'To', 'State', 'Attempts', 'Created', 'Again'];

function showDeliveries(core: Core, context: Context, { base }: Place) {
  const paging = { limit: 50, starting_after: context.req.query('after') };
  const list = page({
    table: core.store.space(false, platform).tables.delivery,
    noun: 'delivery',
    url: '',
    paging,
  });
  const rows = list.data.map((row) => deliveryRow(row, base));
  const body = html`<h1>Deliveries</h1>
    <p class="soft">What was sent to webhook endpoints, of all accounts.</p>
    ${table('Deliveries', deliveryHeads, rows)} ${more(olderThan(context, list))}`;
  return answerPage({ title: 'Deliveries', body, base });
}

function deliveryRow(row: DeliveryRecord, base: string) {
  const last = row.attempts.at(-1);
  const next = row.next_at === null ? '' : html`<br />next ${time(Math.floor(row.next_at / 1000))}`;
  return html`<tr>
    <td>${row.event_type}<br /><code>${row.account ?? platform}</code></td>
    <td>${row.url}</td>
    <td>${badge(row.status)}</td>
    <td>
      ${row.attempts.length}${last ? html`, last ${last.status ?? last.error} in ${last.duration_ms} ms` : ''}
      ${next}
    </td>
    <td>${time(row.created)}</td>
    <td>${button(`${base}/deliveries/${row.id}`, 'Resend')}</td>
  </tr>`;
}

function showRequests(core: Core, context: Context, { base }: Place) {
  const wanted = context.req.query('all') === 'yes' ? 1000 : 100;
  const log = core.requests.since(Math.max(0, core.requests.latest - wanted)).reverse();
  const rows = log.map(
    (row) =>
      html`<tr id="${row.id}">
        <td>
          ${badge(row.status === null ? 'running' : row.status === 0 ? 'broken off' : String(row.status))}
        </td>
        <td>${row.method} <code>${row.path}</code> ${row.is_replayed ? badge('replayed') : ''}</td>
        <td><code>${row.account}</code></td>
        <td>${row.duration_ms === null ? '' : `${row.duration_ms} ms`}</td>
        <td>${row.started_at.slice(0, 19).replace('T', ' ')}</td>
        <td>
          ${everything({ id: row.id, idempotency_key: row.idempotency_key, params: row.params, error: row.error })}
        </td>
      </tr>`,
  );
  const body = html`<h1>Requests</h1>
    <p class="soft">${core.requests.latest} since the start. <a href="?all=yes">The last thousand</a></p>
    ${table('Requests', ['Status', 'Call', 'Account', 'Took', 'Started', 'More'], rows)}`;
  return answerPage({ title: 'Requests', body, base });
}
