import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { World } from '../world';
import { compare, reportOf, type Shown } from './keep';

const place = z.object({
  id: z.number(),
  run: z.string(),
  account: z.string(),
  object: z.enum(['product', 'price', 'archived_price', 'event']),
  /** The span of creation time that is listed, in Stripe's whole seconds; the end is not included, null has none. */
  from_s: z.number(),
  to_s: z.number().nullable(),
  /** The last object that was listed, and when it was created. */
  cursor: z.string().nullable(),
  reached_s: z.number().nullable(),
});
/** A window of the run that is open, and how far it has been listed. */
export type Place = z.infer<typeof place>;

const answer = z.object({
  new: z.array(z.string()),
  changed: z.array(z.string()),
  missing: z.array(z.string()),
  next: z.array(place),
});

/** A page of a window: what it shows, and how far the window has come with it. */
export type Page = {
  shown: Shown;
  /** The products that were looked at, whether or not they were there before. */
  products: string[];
  /** How many objects the page has listed. */
  seen: number;
  reads: number;
  cursor: string | null;
  first_s: number | null;
  reached_s: number | null;
  has_more: boolean;
};

const runPart = z.object({
  account: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  checked: z.coerce.number(),
  synced: z.coerce.number(),
  reads: z.coerce.number(),
  isFull: z.boolean(),
  error: z.object({ code: z.string(), detail: z.string().optional() }).nullable(),
});
const runState = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  checked: z.coerce.number(),
  synced: z.coerce.number(),
  deleted: z.coerce.number(),
  reads: z.coerce.number(),
  drifted: z.coerce.number(),
  open: z.coerce.number(),
  isFull: z.boolean(),
  parts: z.array(runPart),
});
/** Where a run stands. */
export type RunState = z.infer<typeof runState>;

/** One process's share in the run that is open. What it takes and does not bring back is taken over within a minute. */
export class Walk {
  readonly #worker = randomUUID();

  constructor(private readonly world: World) {}

  get #isLive() {
    return this.world.mode === 'live';
  }

  /** Opens a run, or joins the one that is open. @returns its id. */
  async open(): Promise<string> {
    const { data } = await this.world.db.rpc('backfill_open', { is_live: this.#isLive }).throwOnError();
    return z.string().parse(data);
  }

  /** Takes the windows that nobody has; none when no run is open. */
  async claim(): Promise<Place[]> {
    const { data } = await this.world.db
      .rpc('backfill_claim', { worker: this.#worker, is_live: this.#isLive })
      .throwOnError();
    return z.array(place).parse(data);
  }

  /**
   * Keeps a page, and where it has brought its window, in one transaction. @returns what the log holds and the window does not
   * show, and the windows to go on with; nothing when the window is another worker's by now.
   */
  async keep({ id, account }: Place, { shown, ...page }: Page) {
    const { data } = await this.world.db
      .rpc('backfill_page', {
        worker: this.#worker,
        place: id,
        report: reportOf(shown),
        page: JSON.stringify(page),
      })
      .throwOnError();
    return data === null ? undefined : compare(this.world, account, answer.parse(data));
  }

  /** The part of an account cannot go on. Its place is kept for the next run. */
  async fail({ run, account }: Place, error: { code: string; detail: string }) {
    await this.world.db.rpc('backfill_fail', { run, account, error: JSON.stringify(error) }).throwOnError();
  }

  /** Leaves what is not done to whoever comes next. */
  async release() {
    await this.world.db.rpc('backfill_release', { worker: this.#worker }).throwOnError();
  }

  /** Notes how many differences stand open, once the run has ended. */
  async countDrift(run: string) {
    await this.world.db.rpc('backfill_count_drift', { run }).throwOnError();
  }

  /** Where a run stands. */
  async state(run: string): Promise<RunState> {
    const { data } = await this.world.db.rpc('backfill_state', { is_live: this.#isLive, run }).throwOnError();
    return runState.parse(data);
  }
}
