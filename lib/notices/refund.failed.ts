import { settleRefund } from '../checkout/refund';
import type { Answer } from './answer';

/** A refund may have changed, in whatever order its notices come. */
export const answer: Answer = (world, { id, account }) => settleRefund(world, id, account);
