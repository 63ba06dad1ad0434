import { Problem } from '../errors';
import type { World } from '../world';
import { retrieveAccount } from './read';

/**
 * Makes sure that an account which somebody names is connected to this platform, before anything is sold on it.
 * @throws Problem at the field `stripe_onbehalfof` for one that is not, and for the platform's own.
 */
export async function checkAccount(world: World, account: string): Promise<void> {
  const refuse = (code: string) =>
    new Problem('bad_input', {
      errors: [{ field: 'stripe_onbehalfof', code, detail: '', params: { account } }],
    });
  const shown = await retrieveAccount(world, account);
  if (!shown) throw refuse('account_unknown');
  const own = await world.stripe.accounts.retrieveCurrent();
  if (own.id === account) throw refuse('account_is_platform');
}
