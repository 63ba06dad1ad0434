import type { z } from 'zod';
import { changeAccount, createAccount, deauthorise, findAccount, readyAccount } from './account-making';
import { endpoint, type Act } from './endpoint';
import { refuse } from './errors';
import * as field from './fields';
import { page } from './lists';
import { withMetadata } from './metadata';
import type { AccountObject } from './objects';
import { platform } from './store';

const profile = field.record({
  mcc: field.unsettable(4).optional(),
  name: field.unsettable(5000).optional(),
  product_description: field.unsettable(40_000).optional(),
  support_email: field.unsettable(800).optional(),
  support_phone: field.unsettable(50).optional(),
  support_url: field.unsettable(5000).optional(),
  url: field.unsettable(5000).optional(),
});

const wish = field.record({ requested: field.flag });
const common = {
  ...field.expand,
  account_token: field.notEmulated.optional(),
  business_profile: profile.optional(),
  business_type: field.oneOf(['company', 'government_entity', 'individual', 'non_profit']).optional(),
  capabilities: field.record({ card_payments: wish.optional(), transfers: wish.optional() }).optional(),
  default_currency: field.currency.optional(),
  email: field.text(800).optional(),
  metadata: field.clearableMetadata.optional(),
};

const creation = field.record({
  ...common,
  controller: field
    .record({
      fees: field.record({ payer: field.oneOf(['account', 'application']).optional() }).optional(),
      losses: field.record({ payments: field.oneOf(['application', 'stripe']).optional() }).optional(),
      requirement_collection: field.oneOf(['application', 'stripe']).optional(),
      stripe_dashboard: field
        .record({ type: field.oneOf(['express', 'full', 'none']).optional() })
        .optional(),
    })
    .optional(),
  country: field.text(2).optional(),
  type: field.oneOf(['custom', 'express', 'standard']).optional(),
});

const change = field.record(common);
const filters = field.record({ ...field.paging, created: field.range.optional() });
const nothing = field.record(field.expand);

type Creation = z.output<typeof creation>;

function open(
  act: Act,
  { type, controller, capabilities = {}, business_profile: given, metadata, ...rest }: Creation,
) {
  if (type && controller)
    throw refuse('You may only specify one of these parameters: type, controller.', 'type');
  const dashboard = controller?.stripe_dashboard?.type ?? 'full';
  return createAccount(act, {
    ...rest,
    business_profile: named(given),
    type: controller ? 'none' : (type ?? 'standard'),
    controller: {
      fees: { payer: controller?.fees?.payer ?? 'account' },
      losses: { payments: controller?.losses?.payments ?? 'stripe' },
      is_controller: true,
      requirement_collection: controller?.requirement_collection ?? 'stripe',
      stripe_dashboard: { type: type === 'express' ? 'express' : dashboard },
      type: 'application',
    },
    capabilities: Object.keys(capabilities),
    metadata: withMetadata({}, metadata),
  });
}

function alter(
  act: Act,
  id: string,
  { business_profile: given, capabilities, metadata, ...rest }: z.output<typeof change>,
) {
  const before = findAccount(act, id);
  return changeAccount(act, id, {
    ...(rest.email === undefined ? {} : { email: rest.email }),
    ...(rest.business_type === undefined ? {} : { business_type: rest.business_type }),
    ...(rest.default_currency === undefined ? {} : { default_currency: rest.default_currency }),
    business_profile: { ...before.business_profile, ...named(given) },
    capabilities: { ...wished(capabilities, before), ...before.capabilities },
    metadata: withMetadata(before.metadata, metadata),
  });
}

// The platform's own account is always ready.
function own({ core, space }: Act): AccountObject {
  if (space.account !== platform) return findAccount({ core, space, request: null }, space.account);
  const seen = space.tables.account.get(platform);
  if (seen) return seen;
  const account = createAccount(
    { core, space, request: null },
    { id: platform, type: 'standard', business_profile: { name: 'Tandem' }, email: 'platform@tandem.test' },
  );
  return space.tables.account.put({ ...account, ...readyAccount(account) });
}

function named(given: Record<string, string | undefined> | undefined) {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(given ?? {})) if (value !== undefined) kept[name] = value;
  return kept;
}

function wished(capabilities: Creation['capabilities'], { charges_enabled: isReady }: AccountObject) {
  return Object.fromEntries(
    Object.keys(capabilities ?? {}).map((name) => [name, isReady ? 'active' : 'inactive']),
  );
}

function list({ space }: Act, asked: z.output<typeof filters>) {
  const { tables } = space;
  const keep = ({ id }: AccountObject) => id !== platform && !tables.revoked.get(id);
  return page({ table: tables.account, noun: 'account', url: '/v1/accounts', paging: asked, keep });
}

export const accounts = [
  endpoint({ method: 'POST', path: '/v1/accounts', params: creation, run: open }),
  endpoint({ method: 'GET', path: '/v1/accounts', params: filters, run: list }),
  endpoint({ method: 'GET', path: '/v1/account', params: nothing, run: own }),
  endpoint({
    method: 'GET',
    path: '/v1/accounts/:id',
    params: nothing,
    run: (call, _, id) => (id === call.space.account ? own(call) : findAccount(call, id)),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/accounts/:id',
    params: change,
    run: (call, params, id) => alter(call, id, params),
  }),
  endpoint({
    method: 'POST',
    path: '/oauth/deauthorize',
    params: field.record({
      ...field.expand,
      client_id: field.text(255).optional(),
      stripe_user_id: field.text(255),
    }),
    run: (call, { stripe_user_id: id }) => deauthorise(call, id),
  }),
];
