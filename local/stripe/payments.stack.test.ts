import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshEmulator } from './testing';

const stripeAccount = 'acct_club';
let at: Awaited<ReturnType<typeof freshEmulator>>;
beforeEach(async () => {
  at = await freshEmulator();
  await at.post(`/accounts/${stripeAccount}`, { name: 'Club' });
});
afterEach(() => at.emulator.stop());

/** An order of 50.00 EUR at the club, of which 5.00 are the platform's. */
async function order(extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const price_data = { currency: 'eur', unit_amount: 2500, product_data: { name: 'Ticket' } };
  return at.stripe.checkout.sessions.create(
    {
      mode: 'payment',
      line_items: [{ price_data, quantity: 2 }],
      success_url: 'http://shop.test/done?s={CHECKOUT_SESSION_ID}',
      cancel_url: 'http://shop.test/cart',
      payment_intent_data: { application_fee_amount: 500, metadata: { order_id: '1' } },
      ...extra,
    },
    { stripeAccount },
  );
}

async function paidOrder() {
  const { id } = await order();
  await at.post(`/sessions/${id}/pay`, { method: 'card' });
  const session = await at.stripe.checkout.sessions.retrieve(id, {}, { stripeAccount });
  return typeof session.payment_intent === 'string' ? session.payment_intent : '';
}

async function types() {
  const events = await at.stripe.events.list({ limit: 100 }, { stripeAccount });
  return events.data.map((event) => event.type).reverse();
}

const retrieve = (id: string, expand: string[] = []) =>
  at.stripe.checkout.sessions.retrieve(id, { expand }, { stripeAccount });
const refund = (params: Stripe.RefundCreateParams) => at.stripe.refunds.create(params, { stripeAccount });

describe('paying', () => {
  test('by card: complete and paid, with the fee on the platform', async () => {
    const { id } = await order();
    await at.post(`/sessions/${id}/pay`, { method: 'card' });
    const session = await retrieve(id, ['payment_intent.latest_charge']);
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      payment_intent: {
        status: 'succeeded',
        metadata: { order_id: '1' },
        latest_charge: { paid: true, application_fee_amount: 500 },
      },
    });
    expect((await at.stripe.applicationFees.list()).data).toMatchObject([
      { amount: 500, account: stripeAccount },
    ]);
    expect(await types()).toEqual(
      expect.arrayContaining([
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'checkout.session.completed',
      ]),
    );
  });

  test('a declined card leaves the session open, and another card pays it', async () => {
    const { id } = await order();
    expect(await at.post(`/sessions/${id}/pay`, { method: 'declined' })).toMatchObject({
      error: { code: 'card_declined' },
    });
    const open = await retrieve(id, ['payment_intent']);
    expect(open).toMatchObject({
      status: 'open',
      payment_intent: { last_payment_error: { code: 'card_declined' } },
    });
    await at.post(`/sessions/${id}/pay`, { method: 'card' });
    expect(await retrieve(id)).toMatchObject({ status: 'complete', payment_status: 'paid' });
  });

  test.each([
    ['succeed', 'paid', 'checkout.session.async_payment_succeeded'],
    ['fail', 'unpaid', 'checkout.session.async_payment_failed'],
  ])(
    'by bank debit: complete and unpaid, until the bank lets it %s',
    async (outcome, payment_status, type) => {
      const { id } = await order();
      await at.post(`/sessions/${id}/pay`, { method: 'delayed' });
      expect(await retrieve(id)).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
      await at.post(`/sessions/${id}/async`, { outcome });
      expect(await retrieve(id)).toMatchObject({ status: 'complete', payment_status });
      expect(await types()).toContain(type);
    },
  );

  test('a session is paid once, and not after it has expired', async () => {
    const { id } = await order();
    await at.post(`/sessions/${id}/pay`);
    expect(await at.post(`/sessions/${id}/pay`)).toHaveProperty('error');
    const { id: late } = await order();
    await at.post('/clock', { advance_seconds: 24 * 3600 + 1 });
    expect(await retrieve(late)).toMatchObject({ status: 'expired', url: null });
    expect(await at.post(`/sessions/${late}/pay`)).toHaveProperty('error');
    expect(await types()).toContain('checkout.session.expired');
  });

  test('a refused session leaves nothing behind', async () => {
    const price_data = { currency: 'eur', unit_amount: 10, product_data: { name: 'Cheap' } };
    await expect(order({ line_items: [{ price_data, quantity: 1 }] })).rejects.toMatchObject({
      code: 'amount_too_small',
    });
    await expect(order({ payment_intent_data: { application_fee_amount: 5001 } })).rejects.toMatchObject({
      statusCode: 400,
    });
    expect(await at.look(`/state?account=${stripeAccount}`)).toMatchObject({ product: [], price: [] });
  });

  test('an account that may not charge sells nothing', async () => {
    await at.post(`/accounts/${stripeAccount}`, { state: 'incomplete' });
    await expect(order()).rejects.toMatchObject({ statusCode: 400 });
    await at.post(`/accounts/${stripeAccount}`, { is_deauthorised: true });
    await expect(order()).rejects.toMatchObject({ statusCode: 403 });
  });
});

describe('refunding', () => {
  test('in parts, never more than was paid, with the fee if asked', async () => {
    const payment_intent = await paidOrder();
    expect(await refund({ payment_intent, amount: 2000, refund_application_fee: true })).toMatchObject({
      status: 'succeeded',
      amount: 2000,
    });
    await expect(refund({ payment_intent, amount: 3001 })).rejects.toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    await refund({ payment_intent });
    await expect(refund({ payment_intent })).rejects.toMatchObject({ code: 'charge_already_refunded' });
    expect((await at.stripe.applicationFees.list()).data).toMatchObject([
      { amount: 500, amount_refunded: 200 },
    ]);
    const { data } = await at.stripe.charges.list({ payment_intent }, { stripeAccount });
    expect(data).toMatchObject([{ amount_refunded: 5000, refunded: true }]);
  });

  test('what is pending counts, and what fails later counts no more', async () => {
    await at.pull({ refund_status: 'pending' });
    const payment_intent = await paidOrder();
    const { id, status } = await refund({ payment_intent });
    expect(status).toBe('pending');
    await expect(refund({ payment_intent, amount: 1 })).rejects.toMatchObject({ statusCode: 400 });
    await at.post(`/refunds/${id}`, { status: 'succeeded' });
    await at.post(`/refunds/${id}`, { status: 'failed' });
    expect(await at.stripe.refunds.retrieve(id, {}, { stripeAccount })).toMatchObject({
      status: 'failed',
      failure_reason: 'lost_or_stolen_card',
    });
    expect(await refund({ payment_intent })).toMatchObject({ amount: 5000 });
    expect(await types()).toEqual(
      expect.arrayContaining(['refund.created', 'charge.refunded', 'refund.updated', 'refund.failed']),
    );
  });

  test('not while a dispute is open or lost, again when it is won', async () => {
    const payment_intent = await paidOrder();
    const { data } = await at.stripe.charges.list({ payment_intent }, { stripeAccount });
    const charge = data[0]?.id ?? '';
    await at.post(`/charges/${charge}/dispute`, { status: 'open' });
    await expect(refund({ charge })).rejects.toMatchObject({ code: 'charge_disputed' });
    await at.post(`/charges/${charge}/dispute`, { status: 'won' });
    expect(await refund({ charge })).toMatchObject({ status: 'succeeded' });
  });
});

describe('the pages', () => {
  const send = (path: string, fields: Record<string, string>) =>
    fetch(new URL(path, at.emulator.url), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
    });

  test('a buyer pays at the address of the session and lands where the shop said', async () => {
    const { id, url } = await order();
    const shown = await (await fetch(url ?? '')).text();
    expect(shown).toContain('50.00 EUR');
    const declined = await send(url ?? '', { email: 'b@example.com', card: '4000 0000 0000 0002' });
    expect(declined.status).toBe(402);
    const paid = await send(url ?? '', { email: 'b@example.com', card: '4242 4242 4242 4242' });
    expect(paid.headers.get('location')).toBe(`http://shop.test/done?s=${id}`);
    expect(await retrieve(id)).toMatchObject({
      payment_status: 'paid',
      customer_details: { email: 'b@example.com' },
    });
  });

  test('a seller finishes onboarding, once per link', async () => {
    const { id } = await at.stripe.accounts.create({ type: 'express' });
    expect(await at.stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: false,
      details_submitted: false,
    });
    const back = { refresh_url: 'http://shop.test/again', return_url: 'http://shop.test/back' };
    const { url } = await at.stripe.accountLinks.create({ account: id, type: 'account_onboarding', ...back });
    expect((await send(url, { does: 'finish' })).headers.get('location')).toBe(back.return_url);
    expect((await send(url, { does: 'finish' })).headers.get('location')).toBe(back.refresh_url);
    expect(await at.stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: true,
      requirements: { currently_due: [] },
    });
  });

  test('an edit in the dashboard changes the product and makes an event of no call', async () => {
    const { id } = await at.stripe.products.create({ name: '<script>alert(1)</script>' });
    expect(await (await fetch(`${at.emulator.url}/dashboard/products/${id}`)).text()).not.toContain(
      '<script>',
    );
    await send(`/dashboard/products/${id}`, { does: 'edit', name: 'Renamed', description: '' });
    expect(await at.stripe.products.retrieve(id)).toMatchObject({ name: 'Renamed' });
    const events = await at.stripe.events.list({ type: 'product.updated' });
    expect(events.data).toMatchObject([
      { request: null, data: { previous_attributes: { name: '<script>alert(1)</script>' } } },
    ]);
  });
});
