import { Problem } from '../errors';
import { fromMinor } from '../money';
import { canAdopt, isAmount, type DriftRow } from '../schemas/drift';
import { kindOf } from '../sync/mark';

/** One change of one row, by which it asks for what Stripe shows. */
export type Adoption = {
  table: string;
  key: string;
  id: string;
  values: Record<string, string | boolean | null>;
};

/**
 * The column that takes over what Stripe shows in a field, and its value. Amounts become exact decimals of their currency.
 * @throws Problem `not_adoptable` for what no column holds, or what the row cannot ask for.
 */
export function adoptionOf(drift: DriftRow): Adoption {
  const { kind: name, row_id, field, theirs } = drift;
  const kind = kindOf(name);
  const own = { table: kind.table, key: kind.key, id: row_id };
  if (!canAdopt(drift)) throw new Problem('not_adoptable');
  const [what = '', tariff = ''] = field.split('.');
  if (what === 'price' && isAmount(theirs)) {
    const price = fromMinor(theirs.unit_amount ?? 0, theirs.currency);
    if (kind.part)
      return {
        table: kind.part.table,
        key: kind.part.key,
        id: tariff,
        values: { price, currency: theirs.currency },
      };
    const column = kind.fields[tariff];
    if (column === undefined || !isSameCurrency(drift)) throw new Problem('not_adoptable');
    return { ...own, values: { [column]: price } };
  }
  const column = kind.fields[what === 'deleted' ? 'active' : what];
  if (column === undefined) throw new Problem('not_adoptable');
  return { ...own, values: { [column]: valueOf(drift) } };
}

/** All tariffs of a row share its currency, so that one of them cannot take another. */
function isSameCurrency({ ours, theirs }: DriftRow): boolean {
  return isAmount(ours) && isAmount(theirs) && ours.currency === theirs.currency;
}

function valueOf({ field, theirs }: DriftRow): string | boolean | null {
  // What was deleted at Stripe is taken off sale; its row stays.
  if (field === 'deleted') return false;
  if (Array.isArray(theirs)) return theirs[0] ?? null;
  return isAmount(theirs) ? null : theirs;
}
