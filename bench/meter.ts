import { z } from 'zod';
import { Budget, type BudgetedCall } from '../lib/stripe/budget';
import { makeStripe } from '../lib/stripe/system';
import type { World } from '../lib/world';
import { engineWorld } from '../local/engine-world';

const load = z.object({ answered: z.number(), limited: z.number(), firstMs: z.number(), lastMs: z.number() });

/** What was counted during a measurement: calls to the database, and to Stripe by account. */
export const counted = z.object({
  databaseTrips: z.number(),
  reads: z.number(),
  writes: z.number(),
  loads: z.record(z.string(), load),
});
export type Counted = z.infer<typeof counted>;

/** A world like the app's own, in which every call is counted. */
export class Meter {
  readonly world: World;
  counted: Counted = nothingCounted();

  constructor(environment: Record<string, string | undefined>) {
    const world = engineWorld(environment, (input, init) => {
      this.counted.databaseTrips += 1;
      return fetch(input, init);
    });
    const budget = new CountingBudget(this, world.db, world.mode);
    const stripe = makeStripe(environment.STRIPE_SECRET_KEY ?? '', {
      apiBase: environment.STRIPE_API_BASE,
      budget,
    });
    this.world = { ...world, stripe, random: Math.random };
  }
}

const nothingCounted = (): Counted => ({ databaseTrips: 0, reads: 0, writes: 0, loads: {} });

class CountingBudget extends Budget {
  constructor(
    private readonly meter: Meter,
    ...rest: ConstructorParameters<typeof Budget>
  ) {
    super(...rest);
  }

  override async take(call: BudgetedCall) {
    await super.take(call);
    const { counted } = this.meter;
    if (call.isRead) counted.reads += 1;
    else counted.writes += 1;
    const now = performance.now();
    const known = counted.loads[call.account] ?? { answered: 0, limited: 0, firstMs: now, lastMs: now };
    counted.loads[call.account] = { ...known, answered: known.answered + 1, lastMs: now };
  }

  override async slow(call: BudgetedCall, reason: string | undefined) {
    const known = this.meter.counted.loads[call.account];
    if (known) {
      known.limited += 1;
      known.answered -= 1;
    }
    await super.slow(call, reason);
  }
}

/** The calls that Stripe has answered in a second, of an account whose calls take so long. */
export function perSecond({ answered, firstMs, lastMs }: z.infer<typeof load>, latencyMs: number): number {
  return (1000 * answered) / (lastMs + latencyMs - firstMs);
}
