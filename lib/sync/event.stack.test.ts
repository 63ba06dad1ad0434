import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callsOf, drainNow, pull, stripeHolds } from '../../local/test-engine';
import { addEvent, addSeller, amounts, eventShown, eventState, threeTickets } from '../../local/test-sellers';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { syncNow } from './now';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(() => pull(stack));
afterAll(() => stack.stop());

describe('an event', () => {
  test('A1: is one product with a price per ticket type that costs something, in its organisation’s account alone', async () => {
    const seller = await addSeller(stack, 'acct_sydney');
    const event = await addEvent(stack, seller, threeTickets, {
      title: 'Festival of Lights',
      description: 'Lanterns on the river. '.repeat(40),
      event_start: '2026-12-08T18:00:00Z',
      event_end: '2026-12-08T22:00:00Z',
      time_zone: 'Australia/Sydney',
    });
    await stack.sql`update event_tickets set eligibility_criteria = '{"description": "Members only", "rank": "any"}',
      total_capacity = 80 where id = ${event.tickets.Member ?? ''}`;
    await drainNow(stack);
    const { product, products, active } = await eventShown(stack, 'acct_sydney', event.id);
    expect(products).toBe(1);
    expect(product).toMatchObject({
      name: 'Festival of Lights',
      active: true,
      metadata: {
        event_id: event.id,
        organisation_id: seller,
        type: 'general',
        event_slug: 'festival-of-lights',
        event_start: '2026-12-08T18:00:00.000Z',
        event_end: '2026-12-08T22:00:00.000Z',
      },
    });
    expect(product?.metadata).not.toHaveProperty('parent_event_id');
    expect(product?.description).toMatch(/^Lanterns .*\w\.?…$/);
    expect(product?.description?.length).toBeLessThanOrEqual(500);
    expect(amounts(active)).toEqual(['3000 eur', '4500 eur']);
    const member = active.find(({ unit_amount }) => unit_amount === 3000);
    expect(member?.metadata).toMatchObject({
      ticket_id: event.tickets.Member,
      ticket_name: 'Member',
      event_id: event.id,
      total_capacity: '80',
      eligibility: 'Members only; rank: any',
    });
    expect((await stripeHolds(stack)).product.filter(({ id }) => id.startsWith('event_'))).toEqual([]);
  });

  test('its ids are written back, and the log has a line for it and for each ticket type', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_lines'), threeTickets);
    await drainNow(stack);
    const { active } = await eventShown(stack, 'acct_lines', event.id);
    const [row] = await stack.sql`select stripe_product_id from events where event_id = ${event.id}`;
    expect(row).toEqual({ stripe_product_id: `event_${event.id}` });
    const sold = await stack.sql`
      select name, stripe_price_id from event_tickets where event_id = ${event.id} order by position`;
    const priceOf = (amount: number) => active.find(({ unit_amount }) => unit_amount === amount)?.id;
    expect(sold).toEqual([
      { name: 'Full', stripe_price_id: priceOf(4500) },
      { name: 'Member', stripe_price_id: priceOf(3000) },
      { name: 'Child', stripe_price_id: null },
    ]);
    const log = await stack.sql`
      select entity_type, entity_id, action, status, connected_account_id from stripe_sync_log
      where connected_account_id = 'acct_lines' order by entity_type, stripe_object_id`;
    const common = { action: 'create', status: 'success', connected_account_id: 'acct_lines' };
    expect(log).toHaveLength(3);
    expect(log).toContainEqual({ ...common, entity_type: 'event', entity_id: event.id });
    expect(log).toContainEqual({ ...common, entity_type: 'ticket', entity_id: event.tickets.Full });
    expect(log).toContainEqual({ ...common, entity_type: 'ticket', entity_id: event.tickets.Member });
  });

  test('C3: one price changed is one price replaced; the others are not written to', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_price'), threeTickets);
    await drainNow(stack);
    const before = await eventShown(stack, 'acct_price', event.id);
    await stack.sql`update event_tickets set price = 35 where id = ${event.tickets.Member ?? ''}`;
    const { writes, reads } = await callsOf(stack, () => drainNow(stack));
    expect(writes).toHaveLength(2);
    expect(reads).toEqual([]);
    const after = await eventShown(stack, 'acct_price', event.id);
    expect(amounts(after.active)).toEqual(['3500 eur', '4500 eur']);
    const kept = before.active.find(({ unit_amount }) => unit_amount === 4500);
    expect(after.active).toContainEqual(kept);
    const [line] = await stack.sql`
      select action from stripe_sync_log where entity_id = ${event.tickets.Member ?? ''} order by created_at desc limit 1`;
    expect(line).toEqual({ action: 'update' });
  });

  test('C2: a save that changes nothing, a capacity, or an order of the same first ticket writes nothing', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_same'), threeTickets);
    await drainNow(stack);
    await stack.sql`update events set title = title, capacity = 500 where event_id = ${event.id}`;
    await stack.sql`update event_tickets set description = 'Doors at seven', position = position * 2
      where event_id = ${event.id}`;
    expect((await callsOf(stack, () => drainNow(stack))).writes).toEqual([]);
  });

  test('C4 and C13: a ticket type that is taken off sale is archived, and comes back with the same price', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_back'), threeTickets);
    await drainNow(stack);
    const [full = ''] = [event.tickets.Full];
    const before = await eventShown(stack, 'acct_back', event.id);
    await stack.sql`update event_tickets set is_active = false where id = ${full}`;
    await drainNow(stack);
    expect(amounts((await eventShown(stack, 'acct_back', event.id)).active)).toEqual(['3000 eur']);
    await stack.sql`update event_tickets set is_active = true where id = ${full}`;
    await drainNow(stack);
    const after = await eventShown(stack, 'acct_back', event.id);
    expect(after.active.map(({ id }) => id).sort()).toEqual(before.active.map(({ id }) => id).sort());
    expect(after.prices).toHaveLength(2);
  });

  test('C13: unpublished or deleted, it is archived with its prices; published again, it is the same product', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_gone'), threeTickets);
    await drainNow(stack);
    await stack.sql`update events set is_published = false where event_id = ${event.id}`;
    await drainNow(stack);
    expect(await eventShown(stack, 'acct_gone', event.id)).toMatchObject({
      product: { active: false },
      active: [],
    });
    await stack.sql`update events set is_published = true where event_id = ${event.id}`;
    await drainNow(stack);
    const again = await eventShown(stack, 'acct_gone', event.id);
    expect(again).toMatchObject({ products: 1, product: { active: true } });
    expect(again.prices).toHaveLength(2);
    await stack.sql`delete from events where event_id = ${event.id}`;
    await drainNow(stack);
    expect(await eventShown(stack, 'acct_gone', event.id)).toMatchObject({
      product: { active: false },
      active: [],
    });
  });

  test('C12: a ticket type cheaper than Stripe’s minimum is refused at its field; the event is saved', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_cheap'), [
      { name: 'Full', price: '0.20' },
    ]);
    await drainNow(stack);
    expect(await eventState(stack, event.id)).toMatchObject({
      status: 'failed',
      error: { code: 'under_minimum', field: `tickets.${event.tickets.Full ?? ''}.price` },
    });
  });

  test('a draft stays out of Stripe', async () => {
    const seller = await addSeller(stack, 'acct_draft');
    const event = await addEvent(stack, seller, threeTickets, { is_published: false });
    expect((await callsOf(stack, () => drainNow(stack))).writes).toEqual([]);
    expect((await eventState(stack, event.id)).status).toBe('synced');
  });
});

describe('“sync now” as the seed asks for it', () => {
  test('answers for an event and for a ticket type, with the account', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_now'), threeTickets);
    const asked = await syncNow(stack.world, { type: 'event', id: event.id });
    const product = `event_${event.id}`;
    expect(asked).toMatchObject({ success: true, status: 'synced', stripeProductId: product });
    const { active } = await eventShown(stack, 'acct_now', event.id);
    const member = active.find(({ unit_amount }) => unit_amount === 3000)?.id;
    const ticket = { type: 'ticket', id: event.tickets.Member ?? '' } as const;
    expect(await syncNow(stack.world, { ...ticket, connectedAccountId: 'acct_now' })).toMatchObject({
      status: 'synced',
      stripeProductId: product,
      stripePriceId: member,
      connectedAccountId: 'acct_now',
    });
    await stack.sql`delete from event_tickets where id = ${ticket.id}`;
    expect(await syncNow(stack.world, ticket)).toMatchObject({ status: 'synced', stripePriceId: null });
  });

  test('A1: of another account than the row’s own is refused, and nothing is written there', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_own'), threeTickets);
    await addSeller(stack, 'acct_stranger');
    const asked = { type: 'event', id: event.id, connectedAccountId: 'acct_stranger' } as const;
    await expect(syncNow(stack.world, asked)).rejects.toMatchObject({ code: 'wrong_account' });
    await drainNow(stack);
    expect((await eventShown(stack, 'acct_stranger', event.id)).products).toBe(0);
  });
});
