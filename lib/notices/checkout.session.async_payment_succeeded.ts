import { settle } from '../checkout/settle';
import type { Answer } from './answer';

/** A payment that took days has come in (https://docs.stripe.com/payments/checkout/fulfill-orders#delayed-notification). */
export const answer: Answer = async (world, { id, account }) => {
  await settle(world, id, account);
};
