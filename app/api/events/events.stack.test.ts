import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { faultsOf, TestApi, tokenOf } from '../../../local/test-api';
import { untilSynced } from '../../../local/test-catalogue';
import { requestsSince } from '../../../local/test-engine';
import { addSeller, amounts, eventShown, setAccount } from '../../../local/test-sellers';
import { takeUnits } from '../../../supabase/tests/orders';
import { eventRow, type EventRow } from '@/lib/schemas/event';
import { planAnswer } from '@/lib/schemas/sync';
import { ticketRow } from '@/lib/schemas/ticket';

let api: TestApi;
const ask: TestApi['ask'] = (...call) => api.ask(...call);
let seller: string;

beforeAll(async () => {
  api = await TestApi.open();
  seller = await addSeller(api.stack, 'acct_routes');
});
afterAll(() => api.stack.stop());

const full = { name: 'Full', price: '45.00', currency: 'aud' };
const member = { name: 'Member', price: '30.00', currency: 'aud', eligibility_criteria: 'Members only' };
const gala = () => ({
  organisation_id: seller,
  title: 'Gala',
  time_zone: 'Australia/Sydney',
  event_start: '2026-10-02T19:00',
  event_end: '2026-10-04T23:00',
  is_published: true,
  tickets: [full, member],
});

async function make(values: object = {}): Promise<EventRow> {
  const said = await ask('POST', '/api/events', { body: { ...gala(), ...values } });
  expect(said.status, JSON.stringify(said.errors)).toBe(201);
  return eventRow.parse(said.body);
}
const read = async (id: string) => eventRow.parse((await ask('GET', `/api/events/${id}`)).body);
const synced = (id: string) =>
  vi.waitFor(async () => expect((await read(id)).sync?.status).toBe('synced'), 20_000);

describe('an event over HTTP', () => {
  test('is made with its ticket types, and is in Stripe on its account seconds later', async () => {
    const event = await make();
    expect(event).toMatchObject({
      slug: 'gala',
      event_start: '2026-10-02T09:00:00.000Z',
      // Clocks in Sydney are put forward in the night before.
      event_end: '2026-10-04T12:00:00.000Z',
      tickets: [
        { name: 'Full', price: '45.00' },
        { name: 'Member', price: '30.00' },
      ],
    });
    await synced(event.event_id);
    const { active } = await eventShown(api.stack, 'acct_routes', event.event_id);
    expect(amounts(active)).toEqual(['3000 aud', '4500 aud']);
    expect((await read(event.event_id)).sync).toMatchObject({
      connectedAccountId: 'acct_routes',
      stripeProductId: `event_${event.event_id}`,
    });
  });

  test('keeps its wall time when it moves to another zone', async () => {
    const { event_id: id } = await make({ title: 'Moves' });
    const moved = await ask('PATCH', `/api/events/${id}`, { body: { time_zone: 'Europe/Paris' } });
    expect(eventRow.parse(moved.body)).toMatchObject({
      event_start: '2026-10-02T17:00:00.000Z',
      event_end: '2026-10-04T21:00:00.000Z',
    });
  });

  test('C16: the plan names exactly the writes that saving then makes', async () => {
    const event = await make({ title: 'Planned' });
    // What the stories before have left to do is no part of this one.
    await untilSynced(api.stack, 20_000);
    const body = {
      ...gala(),
      title: 'Planned anew',
      tickets: event.tickets.map(({ id, name, currency }) => ({
        ...{ id, name, currency, price: name === 'Full' ? '50.00' : '30.00' },
        ...{ description: null, total_capacity: null, is_active: true },
        eligibility_criteria: name === 'Member' ? 'Members only' : null,
      })),
      ...{ parent_event_id: null, slug: 'planned', description: null, type: 'general', image_url: null },
      capacity: null,
    };
    const planned = planAnswer.parse(
      (await ask('POST', `/api/events/${event.event_id}/plan`, { body })).body,
    );
    expect(planned).toMatchObject({ waits: null });
    expect(planned.steps.map(({ does, label }) => [does, label])).toEqual([
      ['create a price', 'Full'],
      ['update the product', null],
      ['archive the old price', 'Full'],
    ]);
    const { latest } = await requestsSince(api.stack, Number.MAX_SAFE_INTEGER);
    expect((await ask('PATCH', `/api/events/${event.event_id}`, { body })).status).toBe(200);
    await synced(event.event_id);
    const calls = (await requestsSince(api.stack, latest)).data.filter(({ method }) => method === 'POST');
    expect(calls.map(({ path }) => path.replace(/price_\w+/, ':price'))).toEqual([
      '/v1/prices',
      `/v1/products/event_${event.event_id}`,
      '/v1/prices/:price',
    ]);
  });

  test('P5: a save of what has moved on is refused, also when only a ticket type has', async () => {
    const event = await make({ title: 'Shared' });
    const [ticket] = event.tickets;
    await ask('PATCH', `/api/tickets/${ticket?.id ?? ''}`, { body: { price: '46.00' } });
    const late = await ask('PATCH', `/api/events/${event.event_id}`, {
      body: { title: 'Mine' },
      headers: { 'if-match': `"${event.revision}"` },
    });
    expect(late).toMatchObject({ status: 412, code: 'changed_meanwhile' });
  });

  test('a copy has its ticket types, is not published, and starts when it is told to', async () => {
    const { event_id: id } = await make({ title: 'Original' });
    const copy = { title: 'Original (copy)', event_start: '2026-10-09T19:00' };
    const said = await ask('POST', `/api/events/${id}/copies`, { body: copy });
    expect(said.status).toBe(201);
    expect(eventRow.parse(said.body)).toMatchObject({
      ...{ title: 'Original (copy)', slug: 'original-copy', is_published: false },
      // The next Friday, after the clock change: the same time on the wall, for as long by it.
      ...{ event_start: '2026-10-09T08:00:00.000Z', event_end: '2026-10-11T12:00:00.000Z' },
      tickets: [{ name: 'Full' }, { name: 'Member' }],
    });
  });

  test('ticket types have addresses of their own', async () => {
    const { event_id: id } = await make({ title: 'By tickets', tickets: [] });
    const added = await ask('POST', '/api/tickets', { body: { event_id: id, name: 'Late', price: '12.50' } });
    expect(added.status).toBe(201);
    const ticket = ticketRow.parse(added.body);
    expect(ticket).toMatchObject({ currency: 'eur', price: '12.50', is_active: true });
    await synced(id);
    const { stripe_price_id: price, sync } = ticketRow.parse(
      (await ask('GET', `/api/tickets/${ticket.id}`)).body,
    );
    expect(price).toMatch(/^price_/);
    expect(sync).toMatchObject({ status: 'synced', stripePriceId: price });
    expect(await ask('POST', `/api/tickets/${ticket.id}/sync`)).toMatchObject({ status: 200 });
    expect((await ask('DELETE', `/api/tickets/${ticket.id}`)).status).toBe(204);
    expect((await ask('GET', `/api/tickets/${ticket.id}`)).status).toBe(404);
  });
});

describe('bad input gets its own sentence at its field, and nothing is saved', () => {
  test.each([
    [{ event_end: '2026-10-01T19:00' }, 'event_end', 'ends_before_start'],
    [{ event_start: '2026-10-04T02:30' }, 'event_start', 'time_is_skipped'],
    [{ event_start: 'soon' }, 'event_start', 'not_a_time'],
    [{ time_zone: 'EST' }, 'time_zone', 'not_a_time_zone'],
    [{ slug: 'Not a slug' }, 'slug', 'not_a_slug'],
    [{ capacity: 0 }, 'capacity', 'too_small'],
    [{ title: ' ' }, 'title', 'required'],
    [{ tickets: [{ ...full, price: '0.20' }] }, 'tickets.0.price', 'under_minimum'],
    [{ tickets: [full, { ...full, price: '-1' }] }, 'tickets.1.price', 'negative'],
    [{ tickets: [{ ...full, currency: 'xyz' }] }, 'tickets.0.currency', 'not_a_currency'],
    [{ parent_event_id: '5a1e0000-0000-4000-8000-00000000dead' }, 'parent_event_id', 'not_found'],
  ])('case %#', async (fault, field, code) => {
    const count = async () => (await api.stack.sql`select count(*)::int from events`)[0];
    const before = await count();
    for (const language of ['en', 'fr']) {
      const said = await ask('POST', '/api/events', {
        body: { ...gala(), ...fault },
        headers: { 'accept-language': language },
      });
      expect(said.status).toBe(422);
      expect(faultsOf(said)).toContainEqual([field, code]);
      expect(said.errors[0]?.detail).toMatch(/\s|\.$/);
    }
    expect(await count()).toEqual(before);
  });

  test('free is allowed, and has no price in Stripe', async () => {
    const event = await make({ title: 'Free', tickets: [{ ...full, price: '0' }] });
    await synced(event.event_id);
    expect((await eventShown(api.stack, 'acct_routes', event.event_id)).prices).toEqual([]);
  });

  test('S10: a capacity below what is sold is refused with the numbers, at the ticket type that it is about', async () => {
    const event = await make({ title: 'Sold', tickets: [full, { ...member, total_capacity: 20 }] });
    const [first, second] = event.tickets.map(({ id }) => id);
    await takeUnits(api.stack.sql, second ?? '', 12, { isSold: true });
    const rest = { description: null, eligibility_criteria: null, is_active: true };
    const said = await ask('PATCH', `/api/events/${event.event_id}`, {
      body: {
        tickets: [
          { ...full, ...rest, id: first, total_capacity: null },
          { ...member, ...rest, id: second, total_capacity: 11 },
        ],
      },
    });
    expect(said).toMatchObject({ status: 422, code: 'capacity_below_sold' });
    expect(said.errors[0]).toMatchObject({ field: 'tickets.1.total_capacity', code: 'capacity_below_sold' });
    expect(said.errors[0]?.detail).toMatch(/12 .*12/);
    expect(await read(event.event_id)).toMatchObject({ tickets: [{}, { total_capacity: 20 }] });
  });

  test('an address that is taken, and a parent that would make a circle', async () => {
    const parent = await make({ title: 'Parent', slug: 'parent' });
    expect(faultsOf(await ask('POST', '/api/events', { body: { ...gala(), slug: 'parent' } }))).toEqual([
      ['slug', 'taken'],
    ]);
    const child = await make({ title: 'Child', parent_event_id: parent.event_id });
    const circle = await ask('PATCH', `/api/events/${parent.event_id}`, {
      body: { parent_event_id: child.event_id },
    });
    expect(circle.status).toBe(422);
    expect(faultsOf(circle)).toEqual([['parent_event_id', 'parent_circle']]);
    expect(await ask('DELETE', `/api/events/${parent.event_id}`)).toMatchObject({
      status: 409,
      code: 'in_use',
    });
  });
});

describe('who may', () => {
  test('a visitor and a stranger are refused; an organiser has their own events and nothing else', async () => {
    const event = await make({ title: 'Guarded' });
    const path = `/api/events/${event.event_id}`;
    expect((await ask('GET', path, { token: '' })).status).toBe(401);
    expect((await ask('GET', path, { token: api.stranger })).status).toBe(403);
    const other = await addSeller(api.stack, 'acct_others');
    await api.stack.sql`insert into organisation_members (organisation_id, user_id)
      select ${other}, id from auth.users where email = 'stranger@tandem.test'`;
    const organiser = await tokenOf(api.stack, 'stranger@tandem.test', 'stranger-demo');
    const theirs = await ask('POST', '/api/events', {
      token: organiser,
      body: { ...gala(), organisation_id: other, title: 'Theirs' },
    });
    expect(theirs.status).toBe(201);
    expect((await ask('PATCH', path, { token: organiser, body: { title: 'Stolen' } })).status).toBe(404);
    expect((await ask('DELETE', path, { token: organiser })).status).toBe(404);
    expect((await ask('POST', `${path}/sync`, { token: organiser })).status).toBe(403);
    const forbidden = ['/api/organisations', '/api/spaces', '/api/sync', '/api/sync/catalog'];
    for (const address of forbidden)
      expect((await ask('POST', address, { token: organiser, body: {} })).status).toBe(403);
    const moved = { organisation_id: seller };
    const id = eventRow.parse(theirs.body).event_id;
    expect((await ask('PATCH', `/api/events/${id}`, { token: organiser, body: moved })).status).toBe(403);
    await setAccount(api.stack, 'acct_others');
  });
});
