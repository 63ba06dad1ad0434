import { settle } from '../checkout/settle';
import type { Answer } from './answer';

/** The buyer is done. Whether the money is there as well, the session itself tells. */
export const answer: Answer = async (world, { id, account }) => {
  await settle(world, id, account);
};
