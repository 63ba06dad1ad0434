import { randomUUID } from 'node:crypto';
import type { ISql } from 'postgres';
import { only } from './people';

/** A connection or a transaction: whatever can be asked. */
type Asked = ISql;

export type Claim = {
  kind: string;
  row_id: string;
  account: string;
  wanted: string;
  must_look: boolean;
  seen: unknown;
  stripe_product_id: string | null;
  attempts: number;
  delays: number;
  key_epoch: number;
};

export type Report = {
  result: 'synced' | 'retry' | 'delayed' | 'refused';
  wait_seconds?: number;
  error?: unknown;
  is_unsure?: boolean;
  fresh_key?: boolean;
  seen?: unknown;
  links?: unknown[];
  log?: unknown[];
};

/** Adds a space, and with it its mark. */
export async function addSpace(sql: Asked, name = 'Atelier'): Promise<string> {
  return only(await sql<{ id: string }[]>`insert into spaces (name) values (${name}) returning id`).id;
}

/** Lets every worker have so many rows in hand at once. */
export async function setLanes(sql: Asked, lanes: number) {
  await sql`insert into private.stripe_budgets (account, mode, calls_per_second) values ('platform', 'test', ${lanes})
    on conflict (account, mode) do update set calls_per_second = excluded.calls_per_second`;
}

/** Takes marks that are due, as a worker of the engine would. */
export function claim(sql: Asked, options: { worker?: string; seconds?: number } = {}) {
  const { worker = randomUUID(), seconds = 60 } = options;
  return sql<Claim[]>`select * from sync_claim(${worker}, 'test', ${seconds})`;
}

/** Takes the mark of one row, due or not. */
export function claimOnly(sql: Asked, row: string, worker: string = randomUUID()) {
  return sql<Claim[]>`select * from sync_claim(${worker}, 'test', 60, 'space', ${row})`;
}

/** Reports on marks together. @returns what became of each, by its row. */
export async function finishAll(
  sql: Asked,
  worker: string,
  reports: (Report & { row: string; wanted: number })[],
): Promise<Map<string, string>> {
  const told = reports.map(({ row, ...report }) => ({
    kind: 'space',
    row_id: row,
    account: 'platform',
    ...report,
  }));
  const rows = await sql<{ row_id: string; outcome: string }[]>`
    select row_id, outcome from sync_finish(${worker}, ${JSON.stringify(told)})`;
  return new Map(rows.map(({ row_id, outcome }) => [row_id, outcome]));
}

/** Reports on a mark. @returns whether the worker still had it. */
export async function finish(
  sql: Asked,
  { worker, row, wanted }: { worker: string; row: string; wanted: number },
  report: Report,
): Promise<boolean> {
  return (await finishAll(sql, worker, [{ row, wanted, ...report }])).get(row) === 'done';
}

export type MarkRow = {
  wanted: string;
  synced: string;
  refused: string | null;
  look_from: string | null;
  is_unsure: boolean;
  seen: unknown;
  attempts: number;
  key_epoch: number;
  error: unknown;
  leased_by: string | null;
  lease_until: Date | null;
  due_in: number;
};

/** The mark of a row, as it stands. */
export async function markOf(sql: Asked, row: string): Promise<MarkRow> {
  return only(
    await sql<MarkRow[]>`
    select *, extract(epoch from next_attempt_at - now())::float as due_in
    from private.sync_marks where kind = 'space' and row_id = ${row}`,
  );
}

/** Moves the times of a mark into the past, since no test waits. */
export async function age(sql: Asked, row: string, seconds: number) {
  await sql`update private.sync_marks set lease_until = lease_until - make_interval(secs => ${seconds}),
    next_attempt_at = next_attempt_at - make_interval(secs => ${seconds}) where row_id = ${row}`;
}
