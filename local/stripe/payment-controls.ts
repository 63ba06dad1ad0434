import { Hono } from 'hono';
import { z } from 'zod';
import { bodyOf, explainControl } from './control-body';
import { closeDispute, openDispute } from './disputes';
import type { Act, Core } from './endpoint';
import { missing } from './errors';
import { answerDebit, pay, sessionAnywhere } from './payments';
import { settleRefund } from './refunds';
import type { Space } from './store';

const payment = z.strictObject({
  method: z.enum(['card', 'declined', 'delayed']).default('card'),
  email: z.string().optional(),
  name: z.string().optional(),
});
const debit = z.strictObject({ outcome: z.enum(['succeed', 'fail']) });
const settling = z.strictObject({
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
});
const dispute = z.strictObject({ status: z.enum(['open', 'won', 'lost']) });

/** What buyers and banks do: paying, answering debits, settling refunds, disputing charges. */
export function paymentControls(core: Core) {
  const app = new Hono();
  app.onError(explainControl);
  app.post('/_tandem/sessions/:id/pay', async (context) => {
    const { method, ...payer } = await bodyOf(context, payment);
    const { act, session } = found(core, context.req.param('id'));
    return context.json(pay(act, session, method, payer));
  });
  app.post('/_tandem/sessions/:id/async', async (context) => {
    const { outcome } = await bodyOf(context, debit);
    const { act, session } = found(core, context.req.param('id'));
    return context.json(answerDebit(act, session, outcome === 'succeed'));
  });
  app.post('/_tandem/refunds/:id', async (context) => {
    const { status } = await bodyOf(context, settling);
    const id = context.req.param('id');
    const { act, row } = anywhere(core, (space) => space.tables.refund.get(id), 'refund', id);
    return context.json(settleRefund(act, row, status));
  });
  app.post('/_tandem/charges/:id/dispute', async (context) => {
    const { status } = await bodyOf(context, dispute);
    const id = context.req.param('id');
    const { act, row } = anywhere(core, (space) => space.tables.charge.get(id), 'charge', id);
    const open = act.space.tables.dispute.find('charge', id);
    if (status === 'open' || !open) return context.json(openDispute(act, row));
    return context.json(closeDispute(act, open, status));
  });
  return app;
}

function found(core: Core, id: string) {
  const there = sessionAnywhere(core, id);
  if (!there) throw missing('checkout.session', id);
  return there;
}

function anywhere<Row>(
  core: Core,
  look: (space: Space) => Row | undefined,
  noun: string,
  id: string,
): { act: Act; row: Row } {
  for (const space of core.store.spaces()) {
    const row = look(space);
    if (row !== undefined) return { act: { core, space, request: null }, row };
  }
  throw missing(noun, id);
}
