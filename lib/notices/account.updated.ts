import type { Answer } from './answer';

/** An account may have changed: it is read again. Its payload may be stale (https://docs.stripe.com/connect/webhooks). */
export const answer: Answer = async (world, { id, account }) => {
  await world.db.rpc('account_ask', { account: account ?? id }).throwOnError();
};
