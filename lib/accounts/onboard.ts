import { z } from 'zod';
import { Problem } from '../errors';
import type { World } from '../world';
import { isNoAccess, readAccount } from './read';

const organisation = z.object({
  organisation_id: z.string(),
  name: z.string(),
  stripe_onbehalfof: z.string().nullable(),
});

type Way = { returnUrl: string; refreshUrl: string; country?: string | undefined };

/**
 * The address at which an organisation tells Stripe about itself; its account is made first when it has none. A link is for
 * one visit within a few minutes: each visit asks for a new one (https://docs.stripe.com/connect/hosted-onboarding).
 * @throws Problem `not_found` for an unknown organisation, `account_gone` when its account has taken its leave.
 */
export async function onboard(world: World, id: string, way: Way): Promise<string> {
  const { data } = await world.db
    .from('organisations')
    .select('organisation_id, name, stripe_onbehalfof')
    .eq('organisation_id', id)
    .maybeSingle()
    .throwOnError();
  if (data === null) throw new Problem('not_found');
  const seller = organisation.parse(data);
  const account = seller.stripe_onbehalfof ?? (await makeAccount(world, seller, way.country));
  try {
    const link = await world.stripe.accountLinks.create({
      account,
      type: 'account_onboarding',
      return_url: way.returnUrl,
      refresh_url: way.refreshUrl,
      collection_options: { fields: 'eventually_due' },
    });
    return link.url;
  } catch (cause) {
    if (!isNoAccess(cause)) throw cause;
    await readAccount(world, account);
    throw new Problem('account_gone', { cause });
  }
}

/** Twice asked, and even if the answer of the first is lost, an organisation gets one account. */
async function makeAccount(world: World, seller: z.infer<typeof organisation>, country?: string) {
  const { organisation_id, name } = seller;
  const account = await world.stripe.accounts.create(
    {
      // The seller has a dashboard of their own, pays Stripe's fees and answers for their losses: direct charges.
      controller: {
        fees: { payer: 'account' },
        losses: { payments: 'stripe' },
        stripe_dashboard: { type: 'full' },
      },
      ...(country === undefined ? {} : { country }),
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
      business_profile: { name },
      metadata: { organisation_id },
    },
    { idempotencyKey: `organisation:${organisation_id}:account:${country ?? 'own'}:${name}` },
  );
  const { data } = await world.db
    .from('organisations')
    .update({ stripe_onbehalfof: account.id })
    .eq('organisation_id', organisation_id)
    .is('stripe_onbehalfof', null)
    .select('organisation_id')
    .throwOnError();
  if (data.length === 0) throw new Problem('changed_meanwhile');
  return account.id;
}
