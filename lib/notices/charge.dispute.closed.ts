import { settleDispute } from '../checkout/dispute';
import type { Answer } from './answer';

/** A chargeback may have changed; one that was closed may come before it was opened. */
export const answer: Answer = (world, { id, account }) => settleDispute(world, id, account);
