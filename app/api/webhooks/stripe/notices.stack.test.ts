import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TestApi } from '../../../../local/test-api';
import {
  addEvent,
  addOrganisation,
  addSeller,
  eventState,
  setAccount,
  threeTickets,
} from '../../../../local/test-sellers';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const stateOf = async (account: string): Promise<unknown> => {
  const [row] = await api.stack.sql`select private.account_state(${account}) ->> 'state' as state`;
  return row?.state;
};
const becomes = (account: string, state: string) =>
  vi.waitFor(async () => expect(await stateOf(account)).toBe(state), 20_000);

test('A2: an account that becomes ready says so by a notice, and its events sync by themselves', async () => {
  await setAccount(api.stack, 'acct_soon', { state: 'incomplete' });
  const event = await addEvent(api.stack, await addOrganisation(api.stack, 'acct_soon'), threeTickets);
  await becomes('acct_soon', 'information_due');
  expect(await eventState(api.stack, event.id)).toMatchObject({ status: 'skipped' });
  await setAccount(api.stack, 'acct_soon', { state: 'ready' });
  await becomes('acct_soon', 'may_be_paid_out');
  await vi.waitFor(
    async () => expect(await eventState(api.stack, event.id)).toMatchObject({ status: 'synced' }),
    20_000,
  );
});

test('A4: an account that takes its leave is known to within one notice, and its events say so', async () => {
  const event = await addEvent(api.stack, await addSeller(api.stack, 'acct_leaves'), threeTickets);
  await vi.waitFor(
    async () => expect(await eventState(api.stack, event.id)).toMatchObject({ status: 'synced' }),
    20_000,
  );
  await setAccount(api.stack, 'acct_leaves', { is_deauthorised: true });
  await becomes('acct_leaves', 'deauthorised');
  expect(await eventState(api.stack, event.id)).toMatchObject({
    status: 'skipped',
    error: { code: 'account_gone' },
  });
});

const payload = (change: object = {}) =>
  JSON.stringify({
    ...{ id: 'evt_mine', object: 'event', type: 'account.updated', account: 'acct_x', livemode: false },
    ...{ created: 1_700_000_000, api_version: null, pending_webhooks: 1, request: null },
    data: { object: { id: 'acct_x', object: 'account' } },
    ...change,
  });
const signed = (text: string, secret: string, at = Math.floor(Date.now() / 1000)) =>
  Stripe.webhooks.generateTestHeaderString({ payload: text, secret, timestamp: at });

async function post(text: string, signature: string | undefined) {
  const { status } = await fetch(`${api.stack.appUrl}/api/webhooks/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature ? { 'stripe-signature': signature } : {}) },
    body: text,
  });
  return status;
}
const kept = async () =>
  (await api.stack.sql`select count(*)::int from private.stripe_notices where id like 'evt_mine%'`)[0];

test('W1: unsigned, wrongly signed, too old or too large a call is refused, and nothing is kept', async () => {
  const text = payload();
  expect(await post(text, undefined)).toBe(400);
  expect(await post(text, signed(text, 'whsec_forged'))).toBe(400);
  expect(await post(text, signed(text, ''))).toBe(400);
  expect(await post(text, signed(text, 'whsec_tandem', Math.floor(Date.now() / 1000) - 301))).toBe(400);
  expect(await post(payload({ account: 'acct_y' }), signed(text, 'whsec_tandem'))).toBe(400);
  const large = payload({ padding: 'x'.repeat(1024 * 1024) });
  expect(await post(large, signed(large, 'whsec_tandem'))).toBe(413);
  expect(await kept()).toEqual({ count: 0 });
});

test('W2: twenty deliveries at once are all answered, and kept once', async () => {
  const text = payload();
  const signature = signed(text, 'whsec_tandem_connect');
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(text, signature)));
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(await kept()).toEqual({ count: 1 });
  await vi.waitFor(
    async () =>
      expect(
        (await api.stack.sql`select state from private.stripe_notices where id = 'evt_mine'`)[0],
      ).toEqual({
        state: 'done',
      }),
    20_000,
  );
});

test('W4: a type that nobody listens to is answered and not kept', async () => {
  const text = payload({ id: 'evt_mine_unknown', type: 'topup.created' });
  expect(await post(text, signed(text, 'whsec_tandem'))).toBe(200);
  expect(await kept()).toEqual({ count: 1 });
});

test('W5: a live notice is kept and not acted on by what works in test mode', async () => {
  const text = payload({ id: 'evt_mine_live', livemode: true });
  expect(await post(text, signed(text, 'whsec_tandem'))).toBe(200);
  const after = payload({ id: 'evt_mine_test' });
  expect(await post(after, signed(after, 'whsec_tandem'))).toBe(200);
  const states = () =>
    api.stack
      .sql`select id, state from private.stripe_notices where id in ('evt_mine_live', 'evt_mine_test') order by id`;
  await vi.waitFor(
    async () =>
      expect(await states()).toEqual([
        { id: 'evt_mine_live', state: 'waiting' },
        { id: 'evt_mine_test', state: 'done' },
      ]),
    20_000,
  );
});
