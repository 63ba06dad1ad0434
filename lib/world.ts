import type Stripe from 'stripe';
import type { Db } from './db/db';
import type { Log } from './log';

/** The outside world as the engine sees it; handed in, so that a test can hand in another one. */
export type World = {
  /** The database with the secret key. */
  db: Db;
  stripe: Stripe;
  /** Which of its two worlds the key of `stripe` opens; each has its own limits. */
  mode: 'test' | 'live';
  log: Log;
  /** Between 0 and 1; spreads retries of many rows. */
  random: () => number;
};
