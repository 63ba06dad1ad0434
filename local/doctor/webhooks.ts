import { z } from 'zod';
import { notices } from '../../lib/notices/registry.gen';
import { ask } from './ask';
import { ok, unknown, wrong, type Finding } from './report';
import type { Variables } from './target';

const PATH = '/api/webhooks/stripe';
const endpoints = z.object({
  data: z.array(z.object({ url: z.string(), status: z.string(), enabled_events: z.array(z.string()) })),
});

const isLoopback = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Whether an endpoint calls the app; on one machine the app answers under several names. */
function isOurs(url: string, appUrl: URL): boolean {
  if (!URL.canParse(url)) return false;
  const called = new URL(url);
  if (called.pathname !== PATH) return false;
  return called.host === appUrl.host || (isLoopback(called) && isLoopback(appUrl));
}

/** Whether Stripe calls the app about everything that it listens to. */
export async function checkWebhooks(base: string, key: string, variables: Variables): Promise<Finding> {
  const about = 'Stripe webhooks';
  const address = variables.NEXT_PUBLIC_APP_URL ?? '';
  if (!URL.canParse(address)) return unknown(about, 'not known without NEXT_PUBLIC_APP_URL');
  const answer = await ask(`${base}/v1/webhook_endpoints?limit=100`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const read = endpoints.safeParse(answer.body);
  if (answer.status === 403)
    return unknown(about, 'not known: the restricted key may not read webhook endpoints');
  if (answer.status !== 200 || !read.success)
    return unknown(about, `not known: it answered ${answer.status}`);
  const appUrl = new URL(address);
  const ours = read.data.data.filter(({ url }) => isOurs(url, appUrl));
  const where = `${appUrl.origin}${PATH}`;
  if (ours.length === 0)
    return wrong(
      about,
      `Stripe does not call the app; add two endpoints with the address ${where}, for your account and for connected accounts.`,
    );
  const enabled = ours.filter(({ status }) => status === 'enabled');
  if (enabled.length === 0)
    return wrong(about, `the endpoint ${where} is disabled; enable it under Developers, Webhooks.`);
  const missing = Object.keys(notices).filter(
    (type) => !enabled.some(({ enabled_events: types }) => types.includes('*') || types.includes(type)),
  );
  if (missing.length > 0)
    return wrong(about, `nobody listens to ${missing.join(', ')}; add them to the endpoint ${where}.`);
  return ok(about, `${where} is called about everything that is listened to`);
}
