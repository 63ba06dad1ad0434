import { randomUUID } from 'node:crypto';
import type { World } from '../world';

/** How long a worker may hold its rows without a sign of life. */
export const LEASE_SECONDS = 60;
/** How often a living worker gives that sign: one may be lost. */
const RENEW_MS = 10_000;
/**
 * No write may start when less than this is left: it might land in the next worker's time. Longer than a call to Stripe
 * may take.
 */
const MARGIN_MS = 35_000;

/** The lease has run too far to write any more. The row stays behind, and the next worker looks first. */
export class LeaseEnded extends Error {}

/**
 * A worker's hold on the rows it has taken, for as long as it lives. Its end is counted from before each sign of life is
 * sent, so that the worker always thinks it over before the database does.
 */
export class Lease {
  readonly worker = randomUUID();
  #until = Date.now() + LEASE_SECONDS * 1000;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly world: Pick<World, 'db' | 'log'>) {}

  /** Starts giving signs of life. */
  keep(): this {
    this.#timer = setInterval(() => void this.#renew(), RENEW_MS);
    return this;
  }

  /** Whether no write may start any more: the worker was asleep, or the database has not heard of it for long. */
  get isOver() {
    return Date.now() > this.#until - MARGIN_MS;
  }

  /** @throws LeaseEnded when no write may start any more. */
  check() {
    if (this.isOver) throw new LeaseEnded('The lease of this worker has ended.');
  }

  end() {
    clearInterval(this.#timer);
  }

  async #renew() {
    const asked = Date.now();
    // Once it is over it stays over: the rows may be another worker's by now.
    if (asked > this.#until) return;
    const { error } = await this.world.db.rpc('sync_renew', {
      worker: this.worker,
      lease_seconds: LEASE_SECONDS,
    });
    if (error) this.world.log.warn({ error }, 'the lease could not be renewed');
    else this.#until = asked + LEASE_SECONDS * 1000;
  }
}
