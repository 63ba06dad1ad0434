import 'server-only';
import { z } from 'zod';
import type { Db } from '../db/db';
import type { Wanted } from '../kinds/kind';
import { fromMinor } from '../money';
import type { PlanAnswer, PlanStep } from '../schemas/sync';
import { kindOf } from '../sync/mark';
import { productId } from '../sync/observe';
import { plan, type Step } from '../sync/plan';
import { nothingSeen, seen, type Seen } from '../sync/seen';

const known = z.object({ account: z.string(), seen: seen.nullable(), must_look: z.boolean() }).nullable();

/** Stands for the id of a row that is not saved yet: the plan is the same whatever the id will be. */
export const NEW_ID = '00000000-0000-4000-8000-000000000000';

/**
 * The writes that the engine would make if the row stood like this: the same plan, of the same values, before anything is
 * saved (C16). @param row as its kind reads it, or nothing for a deletion. @param id null for a row that is not saved yet.
 */
export async function planFor(
  db: Db,
  kindName: string,
  id: string | null,
  row: object | null,
): Promise<PlanAnswer> {
  const kind = kindOf(kindName);
  const { data } =
    id === null ? { data: null } : await db.rpc('sync_seen', { kind: kindName, row_id: id }).throwOnError();
  const state = known.parse(data);
  const product = productId(kindName, id ?? NEW_ID);
  const shown = state?.seen ?? nothingSeen;
  const looksFirst = state?.must_look ?? false;
  const tell = (want: Wanted | null, there: Seen) =>
    plan(want, there, product).map((step) => told(step, there));
  const want = row === null ? null : kind.want(row);
  // On another account there is nothing yet, and what is on this one is left behind.
  const moves = row !== null && state !== null && kind.accountOf(row) !== state.account;
  const steps = moves ? [...tell(want, nothingSeen), ...tell(null, shown)] : tell(want, shown);
  return { steps, looksFirst, waits: null };
}

/** A step in words for the person; what only Stripe needs is left out. */
function told(step: Step, shown: Seen): PlanStep {
  const bare: PlanStep = {
    does: step.does,
    tariff: null,
    amount: null,
    currency: null,
    changes: [],
    label: null,
  };
  if ('change' in step) {
    const changes = Object.keys(step.change).map((key) => (key === 'default_tariff' ? 'default_price' : key));
    return { ...bare, changes, tariff: step.change.default_tariff ?? null };
  }
  if ('price' in step) {
    const { tariff, unit_amount, currency, nickname } = step.price;
    return { ...bare, tariff, currency, label: nickname, amount: fromMinor(unit_amount, currency) };
  }
  const price = 'id' in step ? shown.prices.find(({ id }) => id === step.id) : undefined;
  if (!price || price.unit_amount === null) return bare;
  return {
    ...bare,
    tariff: price.tariff,
    label: price.nickname,
    currency: price.currency,
    amount: fromMinor(price.unit_amount, price.currency),
  };
}
