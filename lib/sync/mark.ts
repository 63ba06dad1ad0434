import { z } from 'zod';
import type { AnyKind } from '../kinds/kind';
import { kinds } from '../kinds/registry.gen';
import type { World } from '../world';
import { LEASE_SECONDS, type Lease } from './lease';
import { seen } from './seen';

const claimed = z.object({
  kind: z.string(),
  row_id: z.string(),
  /** `platform`, or the connected account that the row is sold on. */
  account: z.string(),
  wanted: z.coerce.number(),
  must_look: z.boolean(),
  seen: seen.nullable(),
  stripe_product_id: z.string().nullable(),
  attempts: z.number(),
  /** How often in a row Stripe has put it off. */
  delays: z.number(),
  key_epoch: z.number(),
});

/** A row that Stripe may disagree with, held by one worker until its lease ends. */
export type Mark = z.infer<typeof claimed> & { lease: Lease };

/** The kind of a row by its name. @throws RangeError for a name that no file of lib/kinds has. */
export function kindOf(name: string): AnyKind {
  const found = Object.entries(kinds).find(([key]) => key === name)?.[1];
  if (!found) throw new RangeError(`There is no kind "${name}".`);
  return found;
}

/** Says at whose account Stripe is asked; the platform's own needs no word. */
export function onAccount(account: string): { stripeAccount?: string } {
  return account === 'platform' ? {} : { stripeAccount: account };
}

type Only = { kind: string; id: string };

/**
 * Takes marks that are due, in each account as many as the worker has lanes free there; or the mark of one row, due or
 * not. What another worker holds is passed over.
 */
export async function claim(world: World, lease: Lease, only?: Only): Promise<Mark[]> {
  const { data } = await world.db
    .rpc('sync_claim', {
      worker: lease.worker,
      mode: world.mode,
      lease_seconds: LEASE_SECONDS,
      ...(only ? { only_kind: only.kind, only_row: only.id } : {}),
    })
    .throwOnError();
  return z
    .array(claimed)
    .parse(data)
    .map((mark) => ({ ...mark, lease }));
}

/** An address with more ids than this would be too long for some servers. */
const IDS_PER_READ = 100;

/** What is read of rows, by `<kind>:<id>`; a row that is missing is gone. */
export type Rows = Map<string, unknown>;

/** Reads the rows of marks, those of one kind together. */
export async function loadRows(world: World, marks: { kind: string; row_id: string }[]): Promise<Rows> {
  const rows: Rows = new Map();
  const names = new Set(marks.map(({ kind }) => kind));
  const reads = [...names].flatMap((name) => {
    const ids = marks.filter(({ kind }) => kind === name).map(({ row_id }) => row_id);
    const slices = Array.from({ length: Math.ceil(ids.length / IDS_PER_READ) }, (_, at) =>
      ids.slice(at * IDS_PER_READ, (at + 1) * IDS_PER_READ),
    );
    return slices.map((slice) => readRows(world, name, slice, rows));
  });
  await Promise.all(reads);
  return rows;
}

const withId = (key: string) => z.looseObject({ [key]: z.string() });

async function readRows(world: World, name: string, ids: string[], rows: Rows) {
  const { table, key, columns } = kindOf(name);
  const { data } = await world.db.from(table).select(columns).in(key, ids).throwOnError();
  for (const row of z.array(withId(key)).parse(data)) rows.set(`${name}:${row[key]}`, row);
}

const behindRows = z
  .array(z.object({ behind: z.coerce.number(), due_in_seconds: z.coerce.number().nullable() }))
  .length(1);

/** How many rows may still catch up, and in how many seconds the next one is due. */
export async function countBehind(world: World): Promise<{ behind: number; dueInSeconds: number | null }> {
  const { data } = await world.db.rpc('sync_behind').throwOnError();
  const [row] = behindRows.parse(data);
  return { behind: row?.behind ?? 0, dueInSeconds: row?.due_in_seconds ?? null };
}
