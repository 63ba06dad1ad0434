import { settle } from '../checkout/settle';
import type { Answer } from './answer';

/** A checkout has ended without a payment: what it held is free. */
export const answer: Answer = async (world, { id, account }) => {
  await settle(world, id, account);
};
