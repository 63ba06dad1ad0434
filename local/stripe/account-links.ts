import { findAccount } from './account-making';
import { endpoint, type Core } from './endpoint';
import { invalid } from './errors';
import * as field from './fields';
import { newId } from './ids';
import type { OnboardingRecord } from './objects';
import { platform } from './store';

// A link is for one visit and a few minutes: https://docs.stripe.com/api/account_links
const minutes = 5;

const creation = field.record({
  ...field.expand,
  account: field.text(255),
  collect: field.oneOf(['currently_due', 'eventually_due']).optional(),
  collection_options: field
    .record({
      fields: field.oneOf(['currently_due', 'eventually_due']).optional(),
      future_requirements: field.oneOf(['include', 'omit']).optional(),
    })
    .optional(),
  refresh_url: field.webAddress.optional(),
  return_url: field.webAddress.optional(),
  type: field.oneOf(['account_onboarding', 'account_update']),
});

/** The link behind an onboarding page, with the act of the platform it belongs to. */
export function findOnboarding(core: Core, id: string) {
  for (const livemode of [false, true]) {
    const space = core.store.space(livemode, platform);
    const link = space.tables.onboarding.get(id);
    if (link) return { act: { core, space, request: null }, link };
  }
  return undefined;
}

/** Whether the page may still be opened. */
export function isFresh(core: Core, link: OnboardingRecord) {
  return !link.is_used && link.expires_at > core.clock.seconds();
}

export const accountLinks = [
  endpoint({
    method: 'POST',
    path: '/v1/account_links',
    params: creation,
    run: (call, { account, refresh_url, return_url }) => {
      findAccount(call, account);
      if (refresh_url === undefined)
        throw invalid('Missing required param: refresh_url.', 'refresh_url', 'parameter_missing');
      if (return_url === undefined)
        throw invalid('Missing required param: return_url.', 'return_url', 'parameter_missing');
      const created = call.core.clock.seconds();
      const id = newId('onboarding');
      const expires_at = created + minutes * 60;
      const { tables } = call.core.store.space(call.space.livemode, platform);
      tables.onboarding.put({ id, created, account, refresh_url, return_url, expires_at, is_used: false });
      const url = `${call.core.url()}/setup/${account}/${id}`;
      return { object: 'account_link', created, expires_at, url };
    },
  }),
];
