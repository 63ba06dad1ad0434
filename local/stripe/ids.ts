import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

// Asking for chance in large pieces is much cheaper than for every id.
let pool = randomBytes(4096);
let used = 0;

/** Letters and digits, as many as asked for. */
export function letters(count: number) {
  if (used + count > pool.length) {
    pool = randomBytes(4096);
    used = 0;
  }
  let word = '';
  for (const end = used + count; used < end; used += 1)
    word += alphabet.charAt((pool[used] ?? 0) % alphabet.length);
  return word;
}

const shapes = {
  product: () => `prod_${letters(14)}`,
  price: () => `price_1${letters(23)}`,
  line: () => `li_1${letters(23)}`,
  intent: () => `pi_3${letters(23)}`,
  charge: () => `ch_3${letters(23)}`,
  refund: () => `re_3${letters(23)}`,
  fee: () => `fee_1${letters(23)}`,
  transaction: () => `txn_3${letters(23)}`,
  dispute: () => `du_1${letters(23)}`,
  account: () => `acct_1${letters(15)}`,
  event: () => `evt_1${letters(23)}`,
  endpoint: () => `we_1${letters(23)}`,
  delivery: () => `dlv_${letters(16)}`,
  method: () => `pm_1${letters(23)}`,
  request: () => `req_${letters(14)}`,
  onboarding: () => letters(16),
};

/** A new id in the form Stripe gives to such a thing. */
export function newId(of: keyof typeof shapes) {
  return shapes[of]();
}

/** Session ids tell their mode, as Stripe's do. */
export function newSessionId(livemode: boolean) {
  return `cs_${livemode ? 'live' : 'test'}_a1${letters(56)}`;
}
