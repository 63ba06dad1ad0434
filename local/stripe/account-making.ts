import { announce } from './announce';
import type { Act } from './endpoint';
import { newId } from './ids';
import { hasAccess, noAccess } from './keys';
import type { AccountObject } from './objects';
import { platform } from './store';

/** What an account still has to tell before it may sell. */
const everythingDue = [
  'business_profile.url',
  'external_account',
  'tos_acceptance.date',
  'tos_acceptance.ip',
];

type Kind = 'standard' | 'express' | 'custom' | 'none';
export type NewAccount = {
  id?: string | undefined;
  type: Kind;
  controller?: AccountObject['controller'];
  country?: string | undefined;
  email?: string | undefined;
  default_currency?: string | undefined;
  business_type?: string | undefined;
  business_profile?: Record<string, string> | undefined;
  capabilities?: string[];
  metadata?: Record<string, string>;
};

/** Adds a connected account that has told nothing yet. */
export function createAccount(act: Act, given: NewAccount): AccountObject {
  const account: AccountObject = {
    id: given.id ?? newId('account'),
    object: 'account',
    business_profile: {
      mcc: null,
      name: null,
      product_description: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
      ...given.business_profile,
    },
    business_type: given.business_type ?? null,
    capabilities: Object.fromEntries((given.capabilities ?? []).map((name) => [name, 'inactive'])),
    charges_enabled: false,
    ...(given.controller ? { controller: given.controller } : {}),
    country: given.country ?? 'FR',
    created: act.core.clock.seconds(),
    default_currency: given.default_currency ?? 'eur',
    details_submitted: false,
    email: given.email ?? null,
    metadata: given.metadata ?? {},
    payouts_enabled: false,
    requirements: requirements(everythingDue),
    settings: {
      dashboard: { display_name: given.business_profile?.name ?? null, timezone: 'Etc/UTC' },
      payouts: { debit_negative_balances: true },
    },
    type: given.type,
  };
  return act.space.tables.account.put(account);
}

/** Changes an account, and says so to whoever listens on the platform's Connect endpoints. */
export function changeAccount(act: Act, id: string, change: Partial<AccountObject>): AccountObject {
  const before = findAccount(act, id);
  const after: AccountObject = { ...before, ...change };
  if (JSON.stringify(before) === JSON.stringify(after)) return before;
  platformTables(act).account.put(after);
  announce(inAccount(act, id), 'account.updated', after, before);
  return after;
}

/** Everything has been told: the account may sell and is paid out. */
export function readyAccount(before: AccountObject): Partial<AccountObject> {
  const names =
    Object.keys(before.capabilities).length === 0
      ? ['card_payments', 'transfers']
      : Object.keys(before.capabilities);
  return {
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    requirements: requirements([]),
    capabilities: Object.fromEntries(names.map((name) => [name, 'active'])),
  };
}

/** Something has been told, and something is still due. */
export function incompleteAccount(
  due = ['external_account', 'individual.verification.document'],
): Partial<AccountObject> {
  return {
    charges_enabled: false,
    payouts_enabled: false,
    details_submitted: true,
    requirements: requirements(due),
  };
}

/** Takes the platform's access away: https://docs.stripe.com/connect/oauth-reference#post-deauthorize */
export function deauthorise(act: Act, id: string) {
  findAccount(act, id);
  const application = { id: 'ca_tandem', object: 'application', name: 'Tandem' };
  announce(inAccount(act, id), 'account.application.deauthorized', application);
  platformTables(act).revoked.put({ id, created: act.core.clock.seconds() });
  return { stripe_user_id: id };
}

/** Gives it back, as connecting the account once more would. */
export function authorise(act: Act, id: string) {
  platformTables(act).revoked.remove(id);
}

/** The account, unless it does not exist or has taken its access away. */
export function findAccount({ core, space }: Act, id: string): AccountObject {
  const account = core.store.space(space.livemode, platform).tables.account.get(id);
  if (!account || !hasAccess(core, space.livemode, id)) throw noAccess(id);
  return account;
}

export function requirements(due: string[]): AccountObject['requirements'] {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: due.length === 0 ? null : 'requirements.past_due',
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  };
}

function inAccount(act: Act, id: string): Act {
  return { ...act, space: act.core.store.space(act.space.livemode, id) };
}

function platformTables({ core, space }: Act) {
  return core.store.space(space.livemode, platform).tables;
}
