import { Hono } from 'hono';
import { explainControl } from './control-body';
import type { Core } from './endpoint';
import { missing } from './errors';
import { platform } from './store';

/** What was sent to webhook endpoints, and sending it again. */
export function deliveryControls(core: Core) {
  const app = new Hono();
  app.onError(explainControl);
  const rows = () => core.store.space(false, platform).tables.delivery;
  app.get('/_tandem/deliveries', (context) => {
    const event = context.req.query('event');
    const within = event === undefined ? undefined : { index: 'event', value: event };
    return context.json({ data: [...rows().walk({ direction: 'oldest', within })] });
  });
  // Answers once nothing is on its way any more, so that a test has something to await.
  app.post('/_tandem/deliveries/settle', async (context) => {
    await core.deliveries.idle();
    return context.json({ settled: true });
  });
  app.post('/_tandem/deliveries/:id/resend', (context) => {
    const id = context.req.param('id');
    if (!core.deliveries.resend(id)) throw missing('delivery', id);
    return context.json({ resent: id });
  });
  return app;
}
