import 'server-only';
import { z } from 'zod';
import { adoptionOf } from '../backfill/adopt';
import { askOrigin } from '../backfill/origin';
import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';
import { fromMinor } from '../money';
import { driftRow, nobodysProduct, type DriftRow } from '../schemas/drift';
import { openWorld } from './world';

/** Asks Stripe who changed a field. Behind it is Stripe; the route never gets that. */
export async function originOf(id: string): Promise<void> {
  await askOrigin(openWorld(), id);
}

/** The drift with these ids, as far as the caller may see it. */
async function driftsOf(db: Db, ids: string[]): Promise<DriftRow[]> {
  const { data } = await db.from('drifts_listed').select('*').in('id', ids).throwOnError();
  return z.array(driftRow).parse(data);
}

/**
 * Writes what Stripe shows into the rows, with the caller's own rights, one field after the other: one that a row refuses
 * stops no other.
 */
export async function adoptAll(db: Db, ids: string[]) {
  const failed: { id: string; code: string }[] = [];
  const drifts = await driftsOf(db, ids);
  for (const drift of drifts) {
    try {
      const { table, key, id, values } = adoptionOf(drift);
      const { data } = await db.from(table).update(values).eq(key, id).select(key).throwOnError();
      if (data.length === 0) throw new Problem('not_found');
    } catch (error) {
      const { code, errors } = problemOf(error);
      failed.push({ id: drift.id, code: errors[0]?.code ?? code });
    }
  }
  return { done: drifts.length - failed.length, failed };
}

/** Makes a row of a product that is nobody's. @returns its id. @throws Problem for what cannot be sold as it is. */
export async function adoptProduct(db: Db, stripeProductId: string): Promise<string> {
  const { data } = await db
    .from('products_of_nobody')
    .select('*')
    .eq('stripe_product_id', stripeProductId)
    .is('connected_account_id', null)
    .throwOnError();
  const [found] = z.array(nobodysProduct).parse(data);
  if (!found || found.is_claimed) throw new Problem('not_found');
  if (found.unit_amount === null || found.currency === null) throw new Problem('no_price');
  const { data: made } = await db
    .rpc('product_adopt', {
      stripe_product_id: stripeProductId,
      price: fromMinor(found.unit_amount, found.currency),
    })
    .throwOnError();
  return z.guid().parse(made);
}
