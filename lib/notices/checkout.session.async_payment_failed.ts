import { settle } from '../checkout/settle';
import type { Answer } from './answer';

/** A payment that took days has failed: what it held is free. */
export const answer: Answer = async (world, { id, account }) => {
  await settle(world, id, account);
};
