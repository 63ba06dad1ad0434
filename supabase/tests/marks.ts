import { randomUUID } from 'node:crypto';
import type { ISql } from 'postgres';
import { only } from './people';

/** A connection or a transaction: whatever can be asked. */
type Asked = ISql;

export type Claim = {
  kind: string;
  row_id: string;
  wanted: string;
  must_look: boolean;
  seen: unknown;
  stripe_product_id: string | null;
  attempts: number;
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

/** Takes marks that are due, as a worker of the engine would. */
export function claim(sql: Asked, options: { worker?: string; many?: number; seconds?: number } = {}) {
  const { worker = randomUUID(), many = 10, seconds = 60 } = options;
  return sql<Claim[]>`select * from sync_claim(${worker}, ${many}, ${seconds})`;
}

/** Takes the mark of one row, due or not. */
export function claimOnly(sql: Asked, row: string, worker: string = randomUUID()) {
  return sql<Claim[]>`select * from sync_claim(${worker}, 1, 60, 'space', ${row})`;
}

/** Reports on a mark. @returns whether the worker still had it. */
export async function finish(
  sql: Asked,
  { worker, row, wanted }: { worker: string; row: string; wanted: number },
  report: Report,
): Promise<boolean> {
  const rows = await sql<{ is_ours: boolean }[]>`
    select sync_finish(${worker}, 'space', ${row}, ${wanted}, ${JSON.stringify(report)}) as is_ours`;
  return only(rows).is_ours;
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
