import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { World } from '../world';
import { LEASE_SECONDS } from './lease';
import { seen, seenPrice } from './seen';

const place = z.looseObject({
  after: z.string().nullable().default(null),
  is_done: z.boolean().default(false),
});
/** How far one part of the planning has come. */
export type Place = z.infer<typeof place>;

const claimedRun = z.object({ id: z.string(), reached: z.record(z.string(), place) });

const runPart = z.object({
  account: z.string(),
  kind: z.string(),
  rows: z.coerce.number(),
  reads_left: z.coerce.number(),
});
/** The rows of one kind in one account. */
export type RunPart = z.infer<typeof runPart>;

const pageRow = z.object({
  row_id: z.string(),
  name: z.string().nullable(),
  is_unsure: z.boolean(),
  seen: seen.nullable(),
  stripe_product_id: z.string().nullable(),
  prices: z.array(seenPrice),
});
export type PageRow = z.infer<typeof pageRow>;

/** A step of the planning: what was read and planned, and how far it has come. */
export type Note = {
  reads?: number;
  reached?: Record<string, Place>;
  prices?: { account: string; product: string; price: object }[];
  rows?: object[];
};

/** Somebody has stopped the run, or another process has taken it over. */
export class RunLost extends Error {}

/** A run that this process plans. Every step is kept, so that another process goes on where this one ends. */
export class PlannedRun {
  private constructor(
    private readonly world: World,
    private readonly worker: string,
    readonly id: string,
    readonly reached: Record<string, Place>,
  ) {}

  /** Takes the run that waits to be planned; nothing when there is none, or when another process plans it. */
  static async claim(world: World): Promise<PlannedRun | undefined> {
    const worker = randomUUID();
    const { data } = await world.db
      .rpc('sync_run_claim', { worker, lease_seconds: LEASE_SECONDS })
      .throwOnError();
    const [run] = z.array(claimedRun).max(1).parse(data);
    return run && new PlannedRun(world, worker, run.id, run.reached);
  }

  /** What there is to plan, once every row has its mark. */
  async parts(): Promise<RunPart[]> {
    const { data } = await this.world.db
      .rpc('sync_run_parts', { run: this.id, mode: this.world.mode })
      .throwOnError();
    return z.array(runPart).parse(data);
  }

  /** The next rows of a kind in an account. */
  async page(account: string, kind: string, after: string | null, howMany: number): Promise<PageRow[]> {
    const { data } = await this.world.db
      .rpc('sync_run_page', { run: this.id, account, kind, after, how_many: howMany })
      .throwOnError();
    return z.array(pageRow).parse(data);
  }

  /** Keeps a step. @throws RunLost when the run is no longer this process's to plan. */
  async note(note: Note, leaseSeconds = LEASE_SECONDS) {
    const { data } = await this.world.db
      .rpc('sync_run_note', {
        run: this.id,
        worker: this.worker,
        lease_seconds: leaseSeconds,
        note: JSON.stringify(note),
      })
      .throwOnError();
    if (data !== true) throw new RunLost();
    Object.assign(this.reached, note.reached);
  }

  /** Lets another process go on with it. */
  release() {
    return this.note({}, 0);
  }

  /** The planning has come to its end; with an error, to a bad one. */
  async ready(error?: { code: string; detail: string }) {
    await this.world.db
      .rpc('sync_run_ready', {
        run: this.id,
        worker: this.worker,
        ...(error ? { error: JSON.stringify(error) } : {}),
      })
      .throwOnError();
  }
}
