import { z } from 'zod';
import { Problem, problemOf } from '../errors';
import type { World } from '../world';

/** A call to Stripe as the budget counts it. */
export type BudgetedCall = {
  /** `platform`, or the id of a connected account. */
  account: string;
  /** A named operation, as `POST /v1/prices/:id`: Stripe limits each by itself. */
  endpoint: string;
  isRead: boolean;
};

const granted = z
  .array(
    z.object({
      granted: z.number().int().min(1),
      wait_ms: z.number(),
      every_ms: z.number(),
      apart_ms: z.number(),
      taken_ms: z.number(),
    }),
  )
  .length(1);

/**
 * Lets calls to Stripe start at the pace that their account allows. The pace is kept in the database and shared by every
 * process; a process asks for as many calls as wait in it, so that a busy one asks seldom.
 */
export class Budget {
  readonly #gates = new Map<string, Gate>();
  readonly #accounts = new Map<string, Spacing>();

  constructor(
    private readonly db: World['db'],
    private readonly mode: World['mode'],
  ) {}

  /** Resolves when the call may start. @throws Problem when the database cannot be asked; the call is not made then. */
  take(call: BudgetedCall): Promise<void> {
    const name = `${call.account} ${call.endpoint}`;
    const spacing = this.#accounts.get(call.account) ?? new Spacing();
    const gate = this.#gates.get(name) ?? new Gate((calls) => this.#reserve(call, calls), spacing);
    this.#accounts.set(call.account, spacing);
    this.#gates.set(name, gate);
    return gate.pass();
  }

  /** Stripe has answered 429: the account goes on slower. @param reason Stripe's, absent for a lock timeout. */
  async slow({ account }: BudgetedCall, reason: string | undefined) {
    const { error } = await this.db.rpc('stripe_budget_slow', {
      account,
      mode: this.mode,
      reason: reason ?? 'lock-timeout',
    });
    if (error) throw problemOf(error);
  }

  async #reserve({ account, endpoint, isRead }: BudgetedCall, calls: number): Promise<Grant> {
    const { data, error } = await this.db.rpc('stripe_budget_take', {
      account,
      mode: this.mode,
      endpoint,
      calls,
      is_read: isRead,
    });
    if (error) throw problemOf(error);
    const [grant] = granted.parse(data);
    if (!grant) throw new Problem('internal', { detail: 'The budget answered nothing.' });
    return {
      calls: grant.granted,
      waitMs: grant.wait_ms,
      everyMs: grant.every_ms,
      apartMs: grant.apart_ms,
      takenMs: grant.taken_ms,
    };
  }
}

/** The next turns are asked for so many times earlier than the database took to answer last, so that none goes by unused. */
const LEADS = 3;
const LEAST_LEAD_MS = 50;

/**
 * So many calls, the first after a wait, each a step after the one before; other calls of the account no closer than that, and
 * none that is still to be asked for before all that is taken has passed.
 */
type Grant = { calls: number; waitMs: number; everyMs: number; apartMs: number; takenMs: number };
type Waiting = { go: () => void; fail: (error: unknown) => void };

/**
 * Keeps the calls of one account apart in this process. Answers of the database take longer or shorter to arrive, and a
 * busy process wakes late: without this, turns that were granted evenly could be taken too close together.
 */
class Spacing {
  /** When all turns have passed that are known to be taken. */
  takenUntilMs = -Infinity;
  #nextMs = -Infinity;

  /** Lets a call go whose turn has come. */
  pass(go: () => void, apartMs: number) {
    const now = performance.now();
    const at = Math.max(now, this.#nextMs);
    this.#nextMs = at + apartMs;
    if (at === now) go();
    else setTimeout(go, at - now);
  }
}

/** Where calls of one endpoint of one account wait for their turn. */
class Gate {
  readonly #waiting: Waiting[] = [];
  #isAsking = false;
  #leadMs = LEAST_LEAD_MS;
  /** When the turns of this endpoint have passed. */
  #takenUntilMs = -Infinity;

  constructor(
    private readonly reserve: (calls: number) => Promise<Grant>,
    private readonly spacing: Spacing,
  ) {}

  pass(): Promise<void> {
    return new Promise((go, fail) => {
      this.#waiting.push({ go, fail });
      if (!this.#isAsking) void this.#serve();
    });
  }

  /**
   * Asks for turns while calls wait, a little before the earliest that is still to be had: until then more calls gather, which
   * are asked for together.
   */
  async #serve() {
    this.#isAsking = true;
    while (this.#waiting.length > 0) {
      try {
        const takenUntilMs = Math.max(this.#takenUntilMs, this.spacing.takenUntilMs);
        await sleep(takenUntilMs - this.#leadMs - performance.now());
        const askedMs = performance.now();
        const { calls, waitMs, everyMs, apartMs, takenMs } = await this.reserve(this.#waiting.length);
        const now = performance.now();
        this.#leadMs = Math.max(LEAST_LEAD_MS, LEADS * (now - askedMs));
        this.#takenUntilMs = now + waitMs + calls * everyMs;
        this.spacing.takenUntilMs = now + takenMs;
        for (const [at, { go }] of this.#waiting.splice(0, calls).entries())
          setTimeout(() => this.spacing.pass(go, apartMs), waitMs + at * everyMs);
      } catch (error) {
        for (const { fail } of this.#waiting.splice(0)) fail(error);
      }
    }
    this.#isAsking = false;
  }
}

function sleep(milliseconds: number) {
  return milliseconds <= 0 ? undefined : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
