import type { Core } from './endpoint';
import { refuse } from './errors';
import { platform, type Space } from './store';

type Found = { account: string; livemode: boolean };

/**
 * Who calls: the mode is in the key, the account in `Stripe-Account`. Any key of the right form is one of the platform's.
 * https://docs.stripe.com/api/authentication and https://docs.stripe.com/connect/authentication
 */
export function authenticate(core: Core, headers: Headers, tell: (found: Found) => void): Space {
  const key = keyOf(headers.get('authorization'));
  if (key === undefined) {
    throw refuse(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
      undefined,
      'invalid_api_key',
      { status: 401, isKept: false },
    );
  }
  const mode = /^(?:sk|rk)_(test|live)_\w+$/.exec(key)?.[1];
  if (mode === undefined) {
    throw refuse(`Invalid API Key provided: ${hidden(key)}`, undefined, 'invalid_api_key', {
      status: 401,
      isKept: false,
    });
  }
  const livemode = mode === 'live';
  const account = headers.get('stripe-account') ?? platform;
  tell({ account, livemode });
  if (account !== platform && !hasAccess(core, livemode, account)) throw noAccess(account, key);
  return core.store.space(livemode, account);
}

/** Whether the platform may act for a connected account. */
export function hasAccess({ store }: Core, livemode: boolean, account: string) {
  const { tables } = store.space(livemode, platform);
  return tables.account.get(account) !== undefined && !tables.revoked.get(account);
}

/** The answer for an account that does not exist or has taken its access away. */
export function noAccess(account: string, key = 'sk_test_') {
  return refuse(
    `The provided key '${hidden(key)}' does not have access to account '${account}' (or that account does not exist). ` +
      'Application access may have been revoked.',
    undefined,
    'account_invalid',
    { status: 403, isKept: false },
  );
}

function keyOf(header: string | null) {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (/^bearer$/i.test(scheme) && value !== '') return value;
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString().split(':')[0];
  return undefined;
}

function hidden(key: string) {
  return `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
}
