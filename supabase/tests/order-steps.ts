import fc from 'fast-check';

// What buyers, Stripe and admins may do to four ticket types of two events.

/** Each ticket type has a pool of its own; types 2 and 3 draw on the pool of their event, 4, as well. */
export const poolsOf = (what: number) => (what < 2 ? [what] : [what, 4]);
export const POOLS = 5;

/** How often a step happens: once, twice as when a notice comes twice, or not at all, as when a process dies in it. */
export type Times = 1 | 2 | 'dies';

export type CartLine = { what: number; quantity: number };
const settlings = ['pay', 'pay later', 'pay twice', 'fail', 'end'] as const;
export type Settling = (typeof settlings)[number];
export type OnOrder = Settling | 'run out' | 'refunded' | 'refund fails' | 'check in';

export type Step = { times: Times } & (
  | { does: 'hold'; cart: CartLine[] }
  | { does: 'resize'; pool: number; capacity: number }
  | { does: 'refund'; who: number; quantity: number; back: boolean }
  | { does: OnOrder; who: number }
);

const who = fc.nat(5);
const few = fc.integer({ min: 1, max: 3 });
const times = fc.constantFrom<Times>(1, 1, 1, 2, 'dies');
const cart = fc.array(fc.record({ what: fc.nat(3), quantity: few }), { minLength: 1, maxLength: 3 });
const weighted = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

/** One step; what is likely in a shop comes more often. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  weighted(4, fc.record({ does: fc.constant('hold'), cart, times })),
  weighted(
    7,
    fc.record({
      does: fc.constantFrom<OnOrder>('pay', 'pay', ...settlings, 'run out', 'run out'),
      who,
      times,
    }),
  ),
  weighted(3, fc.record({ does: fc.constant('refund'), who, quantity: few, back: fc.boolean(), times })),
  weighted(
    4,
    fc.record({
      does: fc.constantFrom<OnOrder>('refunded', 'refunded', 'refund fails', 'check in'),
      who,
      times,
    }),
  ),
  weighted(
    1,
    fc.record({ does: fc.constant('resize'), pool: fc.nat(POOLS - 1), capacity: fc.nat(8), times }),
  ),
);

/** A statement that the database is given, and what must be true after it. */
export type Move = {
  sql: string;
  times: Times;
  sold: number[];
  held: number[];
  order: string | null;
  status: string | null;
};
