import { settlePayment } from '../checkout/settle';
import type { Answer } from './answer';

/** Announces the same sale as the session's own notice: whichever comes first settles it, the other changes nothing. */
export const answer: Answer = (world, { id, account }) => settlePayment(world, id, account);
