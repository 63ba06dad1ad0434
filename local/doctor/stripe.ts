import { z } from 'zod';
import { ask } from './ask';
import { ok, unknown, wrong, type Finding } from './report';
import type { Variables } from './target';
import { checkWebhooks } from './webhooks';

const account = z.object({ id: z.string() });

/** Whether the key works, in which mode, and whether what is set beside it goes with that mode. */
export async function checkStripe(variables: Variables): Promise<Finding[]> {
  const key = variables.STRIPE_SECRET_KEY ?? '';
  if (key === '') return [unknown('Stripe', 'not known without STRIPE_SECRET_KEY')];
  const base = (variables.STRIPE_API_BASE || 'https://api.stripe.com').replace(/\/$/, '');
  if (!URL.canParse(base)) return [unknown('Stripe', 'not known before STRIPE_API_BASE is an address')];
  const answer = await ask(`${base}/v1/account`, { headers: { authorization: `Bearer ${key}` } });
  if (answer.status === 0)
    return [
      wrong('Stripe', `nobody answers at ${base} (${answer.reason}); check the network, or STRIPE_API_BASE.`),
    ];
  if (answer.status === 401)
    return [wrong('Stripe', 'it refuses the key; copy STRIPE_SECRET_KEY anew from Developers, API keys.')];
  if (answer.status === 403)
    return [
      wrong(
        'Stripe',
        'the key may not read its account; give the restricted key the right to read accounts.',
      ),
    ];
  const read = account.safeParse(answer.body);
  if (answer.status !== 200 || !read.success)
    return [wrong('Stripe', `it answered ${answer.status} at ${base}; see https://status.stripe.com.`)];
  const mode = /^[rs]k_live_/.test(key) ? 'live' : 'test';
  const modeFound = checkMode(mode, variables);
  return [
    ok('Stripe', `the key works for ${read.data.id} in ${mode} mode`),
    modeFound,
    modeFound.is === 'ok'
      ? await checkWebhooks(base, key, variables)
      : unknown('Stripe webhooks', 'not known before the mode is mended'),
  ];
}

function checkMode(mode: 'live' | 'test', variables: Variables): Finding {
  const about = 'Stripe mode';
  const appUrl = variables.NEXT_PUBLIC_APP_URL ?? '';
  if (mode === 'test') return ok(about, 'test: no money moves');
  if (variables.STRIPE_API_BASE)
    return wrong(about, 'a live key goes to an emulator; unset STRIPE_API_BASE, or use a test key.');
  if (!variables.STRIPE_WEBHOOK_SECRET)
    return wrong(
      about,
      'live, but STRIPE_WEBHOOK_SECRET is missing, so that no payment would be noticed; set it.',
    );
  if (!appUrl.startsWith('https://'))
    return wrong(
      about,
      'live, but NEXT_PUBLIC_APP_URL is not https://; use a test key, or the public address.',
    );
  return ok(about, 'live: money moves');
}
