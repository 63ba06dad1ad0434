import type { Wanted } from '../kinds/kind';
import type { World } from '../world';
import { judge } from './failure';
import { kindOf, loadRows, onAccount } from './mark';
import { isOurs, productId } from './observe';
import { plan } from './plan';
import { wantOn } from './reconcile';
import type { PageRow } from './run';
import { productSeen, type Seen, type SeenProduct } from './seen';

/** Stripe lists a hundred products by their ids in one call. */
const PRODUCTS_PER_READ = 100;
/** So many rows are planned at a time: their products are read side by side. */
export const PAGE_ROWS = 4 * PRODUCTS_PER_READ;

/** Plans a page of rows: what Stripe would have to be told of each for it to agree. */
export async function planPage(world: World, account: string, kind: string, page: PageRow[]) {
  const marks = page.map((row) => ({ ...row, kind, account }));
  const ids = marks.map(productIdOf);
  const slices = Array.from({ length: Math.ceil(ids.length / PRODUCTS_PER_READ) }, (_, at) =>
    ids.slice(at * PRODUCTS_PER_READ, (at + 1) * PRODUCTS_PER_READ),
  );
  const [rows, ...lists] = await Promise.all([
    loadRows(world, marks),
    ...slices.map((slice) => readProducts(world, account, slice)),
  ]);
  const products = new Map(lists.flat().map((product) => [product.id, product]));
  const planned = marks.map((mark) => {
    const own = productId(kind, mark.row_id);
    const found = products.get(productIdOf(mark));
    const product = found && isOurs(found, mark, own) ? found : null;
    return planRow(mark, rows.get(`${kind}:${mark.row_id}`), product);
  });
  return { rows: planned, reads: slices.length };
}

type MarkedRow = PageRow & { kind: string; account: string };

/** The product that a row is known by; the one that we would have made, if it is not known by any. */
function productIdOf({ kind, row_id, seen, stripe_product_id }: MarkedRow): string {
  return seen?.product?.id ?? stripe_product_id ?? productId(kind, row_id);
}

async function readProducts(world: World, account: string, ids: string[]): Promise<SeenProduct[]> {
  const { data } = await world.stripe.products.list({ ids, limit: PRODUCTS_PER_READ }, onAccount(account));
  return data.map(productSeen);
}

function planRow(mark: MarkedRow, row: unknown, product: SeenProduct | null) {
  const kind = kindOf(mark.kind);
  const shown = { product, prices: pricesOf(mark, product) };
  const told = { kind: mark.kind, row_id: mark.row_id, name: mark.name, account: mark.account };
  let want: Wanted | null;
  try {
    want = wantOn(mark, kind, row);
  } catch (error) {
    return { ...told, does: 'refused', steps: [], seen: null, error: judge(error, kind).error };
  }
  const steps = plan(want, shown, productId(mark.kind, mark.row_id)).map(({ does }) => does);
  // A product that is not where we believed it, or a worker that died: the engine looks for itself before it writes.
  const isCertain = product !== null && !mark.is_unsure;
  return {
    ...told,
    does: deedOf(want, product, steps),
    steps,
    seen: isCertain && steps.length > 0 ? shown : null,
  };
}

/** The active prices that the run has read; the archived ones as they are remembered, since no run reads those. */
function pricesOf({ prices, seen }: MarkedRow, product: SeenProduct | null): Seen['prices'] {
  if (product === null) return [];
  const active = new Set(prices.map(({ id }) => id));
  const others = (seen?.prices ?? []).filter(({ id }) => !active.has(id));
  return [...prices, ...others.map((price) => ({ ...price, active: false }))];
}

function deedOf(want: Wanted | null, product: SeenProduct | null, steps: string[]) {
  if (steps.length === 0) return 'nothing';
  if (!want?.product.active) return 'archive';
  return product === null ? 'create' : 'update';
}
