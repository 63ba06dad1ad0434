import type { AnyKind, Part, Wanted } from '../kinds/kind';
import { isId } from '../paths';
import type { World } from '../world';
import { apply } from './apply';
import { judge, waitSeconds, type Failure } from './failure';
import { kindOf, loadRows, type Mark, type Rows } from './mark';
import { observe, productId } from './observe';
import { differences, plan, type Step } from './plan';
import type { LogLine, Report, Reporter } from './report';
import type { Seen } from './seen';

/** What came of an attempt: what Stripe shows now, the writes that were made, and why it stopped, if it did. */
type Attempt = { want: Wanted | null; seen: Seen | null; done: Step[]; failure: Failure | null };

/**
 * Makes Stripe agree with one marked row. The second run finds nothing to do.
 * @param rows what was read after the mark was taken, of this row and its neighbours.
 */
export async function reconcile(
  world: World,
  mark: Mark,
  rows: Promise<Rows>,
  reporter: Reporter,
): Promise<Report['result'] | 'lost'> {
  const kind = kindOf(mark.kind);
  let attempt = await attemptOnce(world, mark, kind, rows, mark.must_look);
  // Stripe said that it shows something else than we believed: look, once, and plan anew.
  if (attempt.failure?.look && !mark.must_look)
    attempt = await attemptOnce(world, mark, kind, loadRows(world, [mark]), true);
  return finish(world, mark, kind, attempt, reporter);
}

async function attemptOnce(
  world: World,
  mark: Mark,
  kind: AnyKind,
  rows: Promise<Rows>,
  look: boolean,
): Promise<Attempt> {
  const attempt: Attempt = { want: null, seen: null, done: [], failure: null };
  const product = productId(mark.kind, mark.row_id);
  try {
    const row = (await rows).get(`${mark.kind}:${mark.row_id}`);
    attempt.want = wantOn(mark, kind, row);
    const seen = await observe(world, mark, look);
    attempt.seen = seen;
    const steps = plan(attempt.want, seen, product);
    await apply(world, mark, steps, seen, (shown, step) => {
      attempt.seen = shown;
      attempt.done.push(step);
    });
    const differs = differences(attempt.want, attempt.seen, product);
    if (differs.length > 0) {
      const detail = `Stripe answered otherwise than asked; still to do: ${differs.join(', ')}.`;
      const error = { code: 'stripe_differs', detail, field: null, requestId: null };
      attempt.failure = { result: 'refused', error, is_unsure: false, fresh_key: false, look: false };
    }
  } catch (error) {
    attempt.failure = judge(error, kind);
    if (attempt.failure.error.code === 'internal')
      world.log.error({ mark: mark.row_id, error }, 'an attempt broke');
  }
  return attempt;
}

/** What a row asks for on an account: nothing when it is gone, or sold on another account (A1, A3). */
export function wantOn({ account }: Pick<Mark, 'account'>, kind: AnyKind, row: unknown): Wanted | null {
  return row === undefined || kind.accountOf(row) !== account ? null : kind.want(row);
}

/** Reports in one transaction. It counts only if the row has not moved on, and only while the lease is ours. */
async function finish(world: World, mark: Mark, kind: AnyKind, attempt: Attempt, reporter: Reporter) {
  const { seen, failure } = attempt;
  const result = failure?.result ?? 'synced';
  const isOurs = await reporter.send({
    kind: mark.kind,
    row_id: mark.row_id,
    account: mark.account,
    wanted: mark.wanted,
    result,
    wait_seconds: failure ? waitOf(failure, mark, world) : 0,
    error: failure?.error ?? null,
    is_unsure: failure ? failure.is_unsure || (mark.must_look && seen === null) : false,
    fresh_key: failure?.fresh_key ?? false,
    ...(seen === null ? {} : { seen }),
    links: seen === null ? [] : linksOf(mark, kind, attempt.want, seen),
    log: logLines(mark, kind, attempt),
  });
  // Stripe does not let us in: what the account may still do is read anew, in case no notice has said so.
  if (failure?.error.code === 'stripe_key' && mark.account !== 'platform')
    await world.db.rpc('account_ask', { account: mark.account }).throwOnError();
  const outcome = isOurs ? result : 'lost';
  const level = failure ? 'warn' : 'info';
  world.log[level](
    {
      mark: `${mark.kind}:${mark.row_id}`,
      wanted: mark.wanted,
      outcome,
      writes: attempt.done.length,
      code: failure?.error.code,
    },
    'reconciled',
  );
  return outcome;
}

function waitOf({ result }: Failure, { attempts, delays }: Mark, { random }: World): number {
  return waitSeconds(result, result === 'delayed' ? delays : attempts, random());
}

/** The ids that go back into the row, and into those that its prices stand for. */
function linksOf(mark: Mark, kind: AnyKind, want: Wanted | null, seen: Seen): Report['links'] {
  if (want === null || seen.product === null) return [];
  const priceOf = (tariff: string | undefined) =>
    seen.prices.find((price) => price.active && price.tariff === tariff)?.id;
  const own = { table: kind.table, key: kind.key, id: mark.row_id };
  const product = { stripe_product_id: seen.product.id };
  const { part } = kind;
  if (!part) {
    const first = priceOf(want.prices[0]?.tariff);
    return [{ ...own, columns: { ...product, ...(first === undefined ? {} : { stripe_price_id: first }) } }];
  }
  const parts = want.prices.flatMap(({ tariff }) => {
    const id = priceOf(tariff);
    return id === undefined
      ? []
      : [{ table: part.table, key: part.key, id: tariff, columns: { stripe_price_id: id } }];
  });
  return [{ ...own, columns: product }, ...parts];
}

/** One line for the row, and one for each row that its prices stand for and that was written to. */
function logLines(mark: Mark, kind: AnyKind, attempt: Attempt): LogLine[] {
  const { want, seen, done, failure } = attempt;
  const hasMade = done.some(({ does }) => does.startsWith('create the product'));
  const action = want === null ? 'delete' : hasMade ? 'create' : 'update';
  const status = failure === null ? 'success' : failure.result === 'refused' ? 'failed' : 'retry';
  const common = { connected_account_id: mark.account === 'platform' ? null : mark.account };
  const line: LogLine = {
    ...common,
    entity_type: mark.kind,
    entity_id: mark.row_id,
    stripe_object_id: seen?.product?.id ?? null,
    action: failure === null && done.length === 0 ? 'none' : action,
    status,
    error_message: failure?.error.detail ?? null,
    request_id: failure?.error.requestId ?? null,
  };
  const parts = kind.part && seen ? partLines(kind.part, attempt, seen) : [];
  return [line, ...parts.map((part) => ({ ...common, ...part }))];
}

/** What was written of each part. The writes that were made have succeeded, however the attempt went on. */
function partLines({ kind }: Part, { want, done }: Attempt, seen: Seen) {
  const written = done.flatMap((step) => {
    const tariff =
      'price' in step
        ? step.price.tariff
        : 'id' in step
          ? seen.prices.find(({ id }) => id === step.id)?.tariff
          : undefined;
    return typeof tariff === 'string' && isId(tariff) ? [{ tariff, does: step.does }] : [];
  });
  return [...new Set(written.map(({ tariff }) => tariff))].map((tariff) => {
    const prices = seen.prices.filter((price) => price.tariff === tariff);
    const deeds = written.filter((each) => each.tariff === tariff).map(({ does }) => does);
    const isSold = want?.product.active === true && want.prices.some((price) => price.tariff === tariff);
    const isNew = deeds.some((does) => does.startsWith('create')) && prices.length === 1;
    return {
      entity_type: kind,
      entity_id: tariff,
      stripe_object_id: (prices.find(({ active }) => active) ?? prices.at(-1))?.id ?? null,
      action: isNew ? ('create' as const) : isSold ? ('update' as const) : ('delete' as const),
      status: 'success' as const,
      error_message: null,
      request_id: null,
    };
  });
}
