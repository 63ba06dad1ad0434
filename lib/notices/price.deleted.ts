import { lookAtPrice } from '../backfill/look';
import type { Answer } from './answer';

/** A price was deleted, which Stripe allows for one that was never used. The log keeps it as ended. */
export const answer: Answer = lookAtPrice;
