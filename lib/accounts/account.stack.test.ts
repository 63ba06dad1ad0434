import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf, drainNow } from '../../local/test-engine';
import {
  addEvent,
  addOrganisation,
  addSeller,
  amounts,
  eventShown,
  eventState,
  setAccount,
  threeTickets,
} from '../../local/test-sellers';
import { startTestStack, type TestStack } from '../../local/test-stack';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

describe('A2: before its account may sell, an event is skipped', () => {
  test('with the reason, and syncs by itself once there is an account that may', async () => {
    const seller = await addOrganisation(stack, null);
    const event = await addEvent(stack, seller, threeTickets);
    const { writes } = await callsOf(stack, () => drainNow(stack));
    expect(writes).toEqual([]);
    expect(await eventState(stack, event.id)).toMatchObject({
      status: 'skipped',
      error: { code: 'no_account' },
      connectedAccountId: null,
      nextAttemptAt: null,
    });
    await setAccount(stack, 'acct_late', { state: 'incomplete' });
    await stack.sql`update organisations set stripe_onbehalfof = 'acct_late' where organisation_id = ${seller}`;
    expect(await eventState(stack, event.id)).toMatchObject({
      status: 'skipped',
      error: { code: 'account_unread' },
    });
    await drainNow(stack);
    expect(await eventState(stack, event.id)).toMatchObject({
      status: 'skipped',
      error: { code: 'account_not_ready' },
    });
    await setAccount(stack, 'acct_late', { state: 'ready' });
    await stack.sql`select public.account_ask('acct_late')`;
    await drainNow(stack);
    expect(await eventState(stack, event.id)).toMatchObject({
      status: 'synced',
      connectedAccountId: 'acct_late',
    });
    expect(amounts((await eventShown(stack, 'acct_late', event.id)).active)).toEqual([
      '3000 eur',
      '4500 eur',
    ]);
  });

  test('and one that is not ready is read again by itself, with no hint at all', async () => {
    await setAccount(stack, 'acct_quiet', { state: 'incomplete' });
    const event = await addEvent(stack, await addOrganisation(stack, 'acct_quiet'), threeTickets);
    await drainNow(stack);
    await setAccount(stack, 'acct_quiet', { state: 'ready' });
    expect((await callsOf(stack, () => drainNow(stack))).reads).toEqual([]);
    await stack.sql`update private.stripe_accounts set next_read_at = next_read_at - interval '1 minute'
      where account = 'acct_quiet'`;
    await drainNow(stack);
    expect((await eventState(stack, event.id)).status).toBe('synced');
  });
});

describe('A3: an organisation that moves to another account', () => {
  test('takes its events along: new objects there, the old ones archived here; and back again', async () => {
    const seller = await addSeller(stack, 'acct_old');
    const event = await addEvent(stack, seller, threeTickets);
    await drainNow(stack);
    const old = await eventShown(stack, 'acct_old', event.id);
    await addSeller(stack, 'acct_new');
    await stack.sql`update organisations set stripe_onbehalfof = null where stripe_onbehalfof = 'acct_new'`;
    await stack.sql`update organisations set stripe_onbehalfof = 'acct_new' where organisation_id = ${seller}`;
    const [ticket] =
      await stack.sql`select stripe_price_id from event_tickets where id = ${event.tickets.Full ?? ''}`;
    expect(ticket).toEqual({ stripe_price_id: null });
    await drainNow(stack);
    expect(await eventShown(stack, 'acct_old', event.id)).toMatchObject({
      product: { active: false },
      active: [],
    });
    const there = await eventShown(stack, 'acct_new', event.id);
    expect(there).toMatchObject({ products: 1, product: { active: true } });
    expect(amounts(there.active)).toEqual(['3000 eur', '4500 eur']);
    expect(await eventState(stack, event.id)).toMatchObject({
      status: 'synced',
      connectedAccountId: 'acct_new',
    });

    await stack.sql`update organisations set stripe_onbehalfof = 'acct_old' where organisation_id = ${seller}`;
    await drainNow(stack);
    expect(await eventShown(stack, 'acct_new', event.id)).toMatchObject({
      product: { active: false },
      active: [],
    });
    const back = await eventShown(stack, 'acct_old', event.id);
    expect(back.active.map(({ id }) => id).sort()).toEqual(old.active.map(({ id }) => id).sort());
  });

  test('leaves nothing behind where nothing was', async () => {
    const seller = await addOrganisation(stack, null);
    const event = await addEvent(stack, seller, threeTickets);
    await addSeller(stack, 'acct_first');
    await stack.sql`update organisations set stripe_onbehalfof = null where stripe_onbehalfof = 'acct_first'`;
    await stack.sql`update organisations set stripe_onbehalfof = 'acct_first' where organisation_id = ${seller}`;
    await drainNow(stack);
    const marks = await stack.sql`select account from private.sync_marks where row_id = ${event.id}`;
    expect(marks).toEqual([{ account: 'acct_first' }]);
  });
});

describe('A4: an account that takes its leave', () => {
  test('is found out by the next write, and its events say so', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_left'), threeTickets);
    await drainNow(stack);
    await setAccount(stack, 'acct_left', { is_deauthorised: true });
    await stack.sql`update events set title = 'Too late' where event_id = ${event.id}`;
    await drainNow(stack);
    await drainNow(stack);
    expect(await eventState(stack, event.id)).toMatchObject({
      status: 'skipped',
      error: { code: 'account_gone' },
    });
  });
});
