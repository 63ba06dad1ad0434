import { lookAtProduct } from '../backfill/look';
import type { Answer } from './answer';

/** A product was deleted. Reading it tells; the log keeps it as it was. */
export const answer: Answer = lookAtProduct;
