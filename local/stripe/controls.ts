import { Hono } from 'hono';
import { z } from 'zod';
import {
  authorise,
  changeAccount,
  createAccount,
  deauthorise,
  incompleteAccount,
  readyAccount,
  requirements,
} from './account-making';
import { bodyOf, explainControl } from './control-body';
import { deliveryControls } from './delivery-controls';
import type { Act, Core } from './endpoint';
import { paymentControls } from './payment-controls';
import { createProduct } from './products';
import { platform } from './store';

const accountShape = z.strictObject({
  livemode: z.boolean().default(false),
  /** `ready` may sell, `incomplete` has something due, `new` has told nothing. */
  state: z.enum(['ready', 'incomplete', 'new']).optional(),
  requirements_due: z.array(z.string()).optional(),
  charges_enabled: z.boolean().optional(),
  payouts_enabled: z.boolean().optional(),
  details_submitted: z.boolean().optional(),
  is_deauthorised: z.boolean().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  country: z.string().optional(),
  default_currency: z.string().optional(),
});

/** Many products at once, each with a default price and no events, as a catalogue of long ago. */
const fillShape = z.strictObject({
  account: z.string().default(platform),
  products: z.number().int().min(1).max(200_000),
  prefix: z.string().default('filled_'),
  metadata: z.record(z.string(), z.string()).default({}),
  /** Over how many seconds before now they were made, evenly; all of them now, unless it is told. */
  span_seconds: z.number().int().min(0).default(0),
});

const clockShape = z.strictObject({ advance_seconds: z.number().min(0) });

/** What a test or a person does to the emulator itself. Documented on its start page. */
export function controls(core: Core, reset: () => void) {
  const app = new Hono();
  app.route('/', paymentControls(core));
  app.route('/', deliveryControls(core));
  app.onError(explainControl);
  app.get('/_tandem/levers', (context) => context.json(core.levers.set));
  app.put('/_tandem/levers', async (context) => {
    core.levers.put(await bodyOf(context, z.looseObject({})));
    return context.json(core.levers.set);
  });
  app.delete('/_tandem/levers', (context) => {
    core.levers.put({});
    return context.json(core.levers.set);
  });
  app.post('/_tandem/reset', (context) => {
    reset();
    return context.json({ reset: true });
  });
  app.get('/_tandem/clock', (context) =>
    context.json({ now: core.clock.seconds(), offset_ms: core.clock.offset }),
  );
  app.post('/_tandem/clock', async (context) => {
    const { advance_seconds: seconds } = await bodyOf(context, clockShape);
    core.clock.advance(seconds * 1000);
    return context.json({ now: core.clock.seconds(), offset_ms: core.clock.offset });
  });
  app.get('/_tandem/requests', (context) => {
    const since = Number(context.req.query('since') ?? 0);
    return context.json({
      latest: core.requests.latest,
      data: core.requests.since(Number.isFinite(since) ? since : 0),
    });
  });
  app.get('/_tandem/state', (context) => {
    const livemode = context.req.query('livemode') === 'true';
    return context.json(stateOf(core, livemode, context.req.query('account') ?? platform));
  });
  app.post('/_tandem/fill', async (context) => {
    const { account, products, prefix, metadata, span_seconds: span } = await bodyOf(context, fillShape);
    const quiet = { core, space: core.store.space(false, account), request: null, isQuiet: true };
    // Older than everything that the account holds would be out of order.
    const from = Math.max(
      core.clock.seconds() - span,
      quiet.space.tables.product.walk().next().value?.created ?? 0,
    );
    const default_price_data = { currency: 'eur', unit_amount: 2500 };
    for (let index = 0; index < products; index += 1) {
      const at = from + Math.floor(((core.clock.seconds() - from) * index) / products);
      const act: Act = { ...quiet, at };
      const id = `${prefix}${act.space.tables.product.size + 1}`;
      createProduct(act, { id, name: `Product ${id}`, metadata, default_price_data });
    }
    return context.json({ products: quiet.space.tables.product.size });
  });
  app.post('/_tandem/accounts/:id', async (context) => {
    const wanted = await bodyOf(context, accountShape);
    return context.json(setAccount(core, context.req.param('id'), wanted));
  });
  return app;
}

/** Every object of one account, by table, oldest first. */
function stateOf(core: Core, livemode: boolean, account: string) {
  const { tables } = core.store.space(livemode, account);
  return {
    account,
    livemode,
    ...Object.fromEntries(
      Object.entries(tables).map(([kind, table]) => [kind, [...table.walk({ direction: 'oldest' })]]),
    ),
  };
}

function setAccount(core: Core, id: string, wanted: z.output<typeof accountShape>) {
  const act: Act = { core, space: core.store.space(wanted.livemode, platform), request: null };
  const { state, requirements_due: due, is_deauthorised: isGone, livemode, name, ...fields } = wanted;
  if (isGone === false) authorise(act, id);
  const existing = act.space.tables.account.get(id);
  const account =
    existing ??
    createAccount(act, {
      id,
      type: 'standard',
      ...fields,
      ...(name === undefined ? {} : { business_profile: { name } }),
    });
  const changed = changeAccount(act, id, {
    ...(state === 'ready' || (state === undefined && !existing) ? readyAccount(account) : {}),
    ...(state === 'incomplete' ? incompleteAccount() : {}),
    ...(due === undefined ? {} : { requirements: requirements(due) }),
    ...fields,
  });
  if (isGone === true) deauthorise(act, id);
  return { ...changed, livemode };
}
