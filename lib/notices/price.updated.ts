import { lookAtPrice } from '../backfill/look';
import type { Answer } from './answer';

/** A price has changed, or was archived: it is logged as it is now. */
export const answer: Answer = lookAtPrice;
