import { z } from 'zod';
import type { AnyKind } from '../kinds/kind';
import { kinds } from '../kinds/registry.gen';
import type { World } from '../world';
import { seen } from './seen';

const claimed = z.object({
  kind: z.string(),
  row_id: z.string(),
  wanted: z.coerce.number(),
  must_look: z.boolean(),
  seen: seen.nullable(),
  stripe_product_id: z.string().nullable(),
  attempts: z.number(),
  key_epoch: z.number(),
});

/** A row that Stripe may disagree with, held by one worker until its lease ends. */
export type Mark = z.infer<typeof claimed> & { worker: string; leaseUntil: number };

/** How long a worker may hold a mark. Longer than the slowest call, and no write starts near its end. */
export const LEASE_SECONDS = 120;

/** The kind of a row by its name. @throws RangeError for a name that no file of lib/kinds has. */
export function kindOf(name: string): AnyKind {
  const found = Object.entries(kinds).find(([key]) => key === name)?.[1];
  if (!found) throw new RangeError(`There is no kind "${name}".`);
  return found;
}

type Only = { kind: string; id: string };

/** Takes marks that are due, or the mark of one row, due or not. What another worker holds is passed over. */
export async function claim(world: World, worker: string, howMany: number, only?: Only): Promise<Mark[]> {
  const leaseUntil = Date.now() + LEASE_SECONDS * 1000;
  const { data } = await world.db
    .rpc('sync_claim', {
      worker,
      how_many: howMany,
      lease_seconds: LEASE_SECONDS,
      ...(only ? { only_kind: only.kind, only_row: only.id } : {}),
    })
    .throwOnError();
  return z
    .array(claimed)
    .parse(data)
    .map((mark) => ({ ...mark, worker, leaseUntil }));
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
