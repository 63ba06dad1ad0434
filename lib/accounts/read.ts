import Stripe from 'stripe';
import { z } from 'zod';
import { accountState, type AccountState } from '../schemas/organisation';
import type { World } from '../world';

const claimed = z.array(z.object({ account: z.string(), asked: z.coerce.number() }));

/** How many accounts are read side by side. */
const AT_ONCE = 5;

/**
 * Reads the accounts that something has hinted at, and those that may not sell yet, from Stripe, and keeps what they may do
 * (A2). An account that cannot be read now is left to the next time.
 */
export async function readAccounts(world: World): Promise<void> {
  for (;;) {
    const { data } = await world.db.rpc('account_claim').throwOnError();
    const due = claimed.parse(data);
    if (due.length === 0) return;
    for (let at = 0; at < due.length; at += AT_ONCE)
      await Promise.all(due.slice(at, at + AT_ONCE).map((one) => readOrLeave(world, one)));
  }
}

async function readOrLeave(world: World, { account, asked }: { account: string; asked: number }) {
  try {
    await readOne(world, account, asked);
  } catch (error) {
    world.log.warn({ account, error }, 'an account could not be read; it is read again soon');
  }
}

/** Reads one account now, whether or not it is due. @throws what Stripe or the database throws. */
export async function readAccount(world: World, account: string): Promise<AccountState> {
  const { data } = await world.db.rpc('account_claim', { only_account: account }).throwOnError();
  const [one] = claimed.max(1).parse(data);
  return readOne(world, account, one?.asked ?? 0);
}

async function readOne(world: World, account: string, asked: number): Promise<AccountState> {
  const shown = await retrieveAccount(world, account);
  const { data } = await world.db
    .rpc('account_finish', { account, asked, ...(shown ? { shows: JSON.stringify(toKeep(shown)) } : {}) })
    .throwOnError();
  const state = accountState.parse(data);
  world.log.info({ account, state: state.state }, 'read an account');
  return state;
}

/** An account as Stripe shows it to us; nothing when it is not connected to us, or not any more. */
export async function retrieveAccount(world: World, account: string): Promise<Stripe.Account | undefined> {
  try {
    return await world.stripe.accounts.retrieve(account);
  } catch (error) {
    if (isNoAccess(error)) return undefined;
    throw error;
  }
}

/** Whether Stripe does not let us at an account: it is none of ours, or not any more. */
export function isNoAccess(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  const { statusCode, code } = error;
  // https://docs.stripe.com/error-codes#account-invalid
  return (
    statusCode === 403 || statusCode === 404 || code === 'account_invalid' || code === 'resource_missing'
  );
}

function toKeep(account: Stripe.Account) {
  const { charges_enabled, payouts_enabled, details_submitted, requirements } = account;
  const due = [...(requirements?.past_due ?? []), ...(requirements?.currently_due ?? [])];
  const deadline = requirements?.current_deadline ?? null;
  return {
    charges_enabled,
    payouts_enabled,
    details_submitted,
    due: [...new Set(due)].sort(),
    due_at: deadline === null ? null : new Date(deadline * 1000).toISOString(),
    disabled_reason: requirements?.disabled_reason ?? null,
    country: account.country ?? null,
    default_currency: account.default_currency ?? null,
    name: account.business_profile?.name ?? account.settings?.dashboard.display_name ?? null,
  };
}
