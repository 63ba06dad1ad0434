import { z } from 'zod';
import { time } from '../time';

export const runStates = ['planning', 'planned', 'running', 'done', 'stopped', 'failed'] as const;
export type RunState = (typeof runStates)[number];

/** What a run does with a row: `refused` when the row itself asks for something that Stripe cannot be asked. */
export const runDeeds = ['create', 'update', 'archive', 'nothing', 'refused'] as const;
export type RunDeed = (typeof runDeeds)[number];

/** What came of a row: `left` while it is still to be done. */
export const runOutcomes = ['left', 'retrying', 'synced', 'refused', 'stopped', 'nothing'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

const count = z.coerce.number();

/** A run over the whole catalogue, in numbers. */
export const syncRun = z.object({
  id: z.guid(),
  state: z.enum(runStates),
  /** The plan is older than a quarter of an hour: it cannot be started any more, only asked for anew. */
  isStale: z.boolean(),
  askedAt: time,
  plannedAt: time.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** How many rows there are to plan for, and for how many it is planned by now. */
  rows: count,
  planned: count,
  /** Calls to Stripe that the planning took. */
  reads: count,
  plan: z.object({
    create: count,
    update: count,
    archive: count,
    nothing: count,
    refused: count,
    /** Calls to Stripe that it takes. */
    writes: count,
  }),
  /** At the limit of the accounts. */
  secondsLeft: count,
  outcome: z.object({ synced: count, refused: count, retrying: count, stopped: count, left: count }),
  error: z.object({ code: z.string(), detail: z.string().default('') }).nullable(),
});
export type SyncRun = z.infer<typeof syncRun>;

/** What `POST /api/sync/catalog` takes: with `starts: false` the run waits, planned, for somebody to start it. */
export const runRequest = z.strictObject({ starts: z.boolean().default(true) });
