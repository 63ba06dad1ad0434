import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadKeys, readSettings } from '../settings';

export type Variables = Record<string, string | undefined>;

const given = (variables: Variables, ...names: string[]) =>
  names.map((name) => variables[name]).find((value) => value !== undefined && value !== '');

/** What the programs for administrators work on: the variables of the environment, or those of the local stack. */
export type Target = { variables: Variables; isLocal: boolean };

/**
 * Takes the environment as it is when it names a Supabase. When it names none and a local stack has left its keys in
 * TANDEM_DATA, that stack is meant, with what the environment says going before its defaults.
 * @throws Refusal naming each variable of the local stack that cannot be used.
 */
export function findTarget(variables: Variables): Target {
  const settings = readSettings({ ...variables, NODE_ENV: 'production' });
  const hasSupabase =
    given(
      variables,
      'NEXT_PUBLIC_SUPABASE_URL',
      'SUPABASE_SECRET_KEY',
      'SUPABASE_SERVICE_ROLE_KEY',
      'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY',
      'NEXT_PUBLIC_SUPABASE_ANON_KEY',
    ) !== undefined;
  if (hasSupabase || !existsSync(path.join(settings.folder, 'keys.json')))
    return { variables, isLocal: false };
  const keys = loadKeys(settings.folder);
  const defaults = {
    NEXT_PUBLIC_APP_URL: settings.appUrl,
    NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${settings.apiPort}`,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    SUPABASE_SECRET_KEY: keys.secret,
    STRIPE_SECRET_KEY: settings.stripe.key,
    STRIPE_API_BASE: `http://127.0.0.1:${settings.stripePort}`,
    STRIPE_WEBHOOK_SECRET: settings.stripe.webhookSecret,
    STRIPE_CONNECT_WEBHOOK_SECRET: settings.stripe.connectWebhookSecret,
    CRON_SECRET: keys.cron,
  };
  const own = Object.entries(variables).filter(([, value]) => value !== undefined && value !== '');
  return { variables: { ...defaults, ...Object.fromEntries(own) }, isLocal: true };
}

/** The address and the secret key of the target's Supabase, where both are known. */
export function supabaseOf({ variables }: Target): { url: string; secret: string } | undefined {
  const url = given(variables, 'NEXT_PUBLIC_SUPABASE_URL');
  const secret = given(variables, 'SUPABASE_SECRET_KEY', 'SUPABASE_SERVICE_ROLE_KEY');
  return url === undefined || secret === undefined || !URL.canParse(url) ? undefined : { url, secret };
}
