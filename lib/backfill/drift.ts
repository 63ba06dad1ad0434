import { z } from 'zod';
import { driftCandidate } from '../schemas/drift';
import { kindOf, loadRows } from '../sync/mark';
import { productId } from '../sync/observe';
import type { World } from '../world';
import { compare } from './compare';

const candidates = z.array(driftCandidate);
type Candidate = z.infer<typeof candidates>[number];

/**
 * Compares what the log says of these products with what our rows ask for, and keeps what differs. Reads the database alone:
 * what Stripe shows was logged before. Products whose row was behind the last time are compared as well, some at a time.
 */
export async function findDrift(world: World, account: string, productIds: string[]): Promise<void> {
  const { data } = await world.db
    .rpc('drift_candidates', { account, is_live: world.mode === 'live', products: productIds })
    .throwOnError();
  const found = candidates.parse(data);
  if (found.length === 0) return;
  const rows = await loadRows(
    world,
    found.map(({ mark }) => mark),
  );
  const told = found
    .map((candidate) => ({ ...candidate, drifts: driftOf(world, candidate, rows.get(keyOf(candidate))) }))
    // What agrees, and did before, needs no word.
    .filter(({ mark, drifts }) => drifts !== undefined && (drifts.length > 0 || mark.known));
  const stale = told.filter(({ mark, drifts }) => mark.is_stale && drifts?.length !== 0);
  for (const { mark } of stale) await lookAgain(world, mark);
  const fresh = told.filter((each) => !stale.includes(each));
  if (fresh.length === 0) return;
  const report = fresh.map(({ mark, shown, drifts }) => ({
    ...mark,
    is_live: world.mode === 'live',
    stripe_product_id: shown.product.id,
    drifts,
  }));
  const { data: kept } = await world.db.rpc('drift_keep', { report: JSON.stringify(report) }).throwOnError();
  world.log.info({ account, rows: fresh.length, kept: Number(kept) }, 'compared rows with Stripe');
}

/**
 * A change that came while its row was being synced, or news that are older than the sync: the log cannot tell which, so the
 * engine looks at Stripe and puts right what it finds. Nothing is kept from being sold by it.
 */
async function lookAgain(world: World, { kind, row_id }: Candidate['mark']) {
  await world.db.rpc('sync_mark', { kind, row_id }).throwOnError();
}

/** Compares the products that changed at Stripe while their rows were behind, as soon as those are synced. */
export async function findWaitingDrift(world: World): Promise<void> {
  for (;;) {
    const { data } = await world.db.rpc('drift_waiting', { is_live: world.mode === 'live' }).throwOnError();
    const accounts = z.array(z.string()).parse(data);
    if (accounts.length === 0) return;
    for (const account of accounts) await findDrift(world, account, []);
  }
}

const keyOf = ({ mark }: Candidate) => `${mark.kind}:${mark.row_id}`;

function driftOf(world: World, { mark, shown }: Candidate, row: unknown) {
  const kind = kindOf(mark.kind);
  try {
    const want = row === undefined || kind.accountOf(row) !== mark.account ? null : kind.want(row);
    return compare(want, shown, productId(mark.kind, mark.row_id));
  } catch (error) {
    // A row that cannot be sold as it stands is refused by the engine, which says why; there is nothing to compare with.
    world.log.warn({ mark: `${mark.kind}:${mark.row_id}`, error }, 'a row could not be compared with Stripe');
    return undefined;
  }
}
