import type { Params } from './params';

/** One call as it was answered. */
export type LoggedRequest = {
  seq: number;
  id: string;
  method: string;
  path: string;
  query: string;
  account: string;
  livemode: boolean;
  /** Null while it is under way, 0 when the connection was broken on purpose. */
  status: number | null;
  idempotency_key: string | null;
  is_replayed: boolean;
  params: Params;
  error: string | null;
  started_at: string;
  duration_ms: number | null;
};

/** The last calls, the oldest forgotten first. */
export class RequestLog {
  #rows: LoggedRequest[] = [];
  #seq = 0;
  readonly #cap: number;

  constructor(cap = 10_000) {
    this.#cap = cap;
  }

  open(request: Omit<LoggedRequest, 'seq' | 'status' | 'is_replayed' | 'error' | 'duration_ms'>) {
    this.#seq += 1;
    const row: LoggedRequest = {
      ...request,
      seq: this.#seq,
      status: null,
      is_replayed: false,
      error: null,
      duration_ms: null,
    };
    this.#rows.push(row);
    // Cutting in large pieces keeps the cost of a call even.
    if (this.#rows.length > this.#cap * 1.2) this.#rows = this.#rows.slice(-this.#cap);
    return row;
  }

  /** Calls after a sequence number, oldest first. */
  since(seq: number) {
    return this.#rows.filter((row) => row.seq > seq);
  }

  get latest() {
    return this.#seq;
  }

  reset() {
    this.#rows = [];
  }
}
