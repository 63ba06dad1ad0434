import type { Answer } from './answer';

/** An account has taken its leave. Reading it tells: Stripe does not let us in any more. The object is the application. */
export const answer: Answer = async (world, { account }) => {
  if (account !== null) await world.db.rpc('account_ask', { account }).throwOnError();
};
