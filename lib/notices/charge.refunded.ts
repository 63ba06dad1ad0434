import { settleRefundsOf } from '../checkout/refund';
import type { Answer } from './answer';

/** Money of a charge went back, all or some of it: every refund of it is looked at. */
export const answer: Answer = (world, { id, account }) => settleRefundsOf(world, id, account);
