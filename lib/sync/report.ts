import { z } from 'zod';
import type { SyncError } from '../schemas/sync';
import type { World } from '../world';
import type { Failure } from './failure';
import type { Seen } from './seen';

/** What is told of an attempt: the mark, the ids that go into the row, the lines of the log. */
export type Report = {
  kind: string;
  row_id: string;
  account: string;
  wanted: number;
  result: Failure['result'] | 'synced';
  wait_seconds: number;
  error: SyncError | null;
  is_unsure: boolean;
  fresh_key: boolean;
  seen?: Seen;
  links: { table: string; key: string; id: string; columns: Record<string, string> }[];
  log: LogLine[];
};

export type LogLine = {
  entity_type: string;
  entity_id: string;
  stripe_object_id: string | null;
  connected_account_id: string | null;
  action: 'create' | 'update' | 'delete' | 'none';
  status: 'success' | 'retry' | 'failed' | 'skipped';
  error_message: string | null;
  request_id: string | null;
};

const answers = z.array(
  z.object({
    kind: z.string(),
    row_id: z.string(),
    account: z.string(),
    outcome: z.enum(['done', 'lost', 'busy']),
  }),
);

const keyOf = ({ kind, row_id, account }: { kind: string; row_id: string; account: string }) =>
  `${kind}:${row_id}:${account}`;

type Waiting = { report: Report; resolve: (isOurs: boolean) => void; reject: (error: unknown) => void };

/** No more reports than this in one call, so that its transaction stays short. */
const BATCH = 100;
/** A worker that has just reported lets more reports gather for so long. */
const GATHER_MS = 200;

/** Brings the reports of one worker to the database: that of a quiet worker at once, those of a busy one together. */
export class Reporter {
  #waiting: Waiting[] = [];
  #isSending = false;

  constructor(
    private readonly world: Pick<World, 'db'>,
    private readonly worker: string,
  ) {}

  /** Reports, in one transaction with others that wait. Answers whether the row still was the worker’s to report on. */
  send(report: Report): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ report, resolve, reject });
      if (!this.#isSending) void this.#drain();
    });
  }

  async #drain() {
    this.#isSending = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      const gathered = new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      try {
        const busy = await this.#post(batch);
        // Somebody is saving these rows: each is reported alone, and waits for its row.
        for (const one of busy) await this.#post([one]);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      if (this.#waiting.length < BATCH) await gathered;
    }
    this.#isSending = false;
  }

  async #post(batch: Waiting[]): Promise<Waiting[]> {
    const { data } = await this.world.db
      .rpc('sync_finish', {
        worker: this.worker,
        reports: JSON.stringify(batch.map(({ report }) => report)),
      })
      .throwOnError();
    const outcomes = new Map(answers.parse(data).map((answer) => [keyOf(answer), answer.outcome]));
    const outcomeOf = ({ report }: Waiting) => outcomes.get(keyOf(report));
    for (const one of batch) if (outcomeOf(one) !== 'busy') one.resolve(outcomeOf(one) === 'done');
    return batch.filter((one) => outcomeOf(one) === 'busy');
  }
}
