import type { AnyKind, Wanted } from '../kinds/kind';
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
    attempt.want = row === undefined ? null : kind.want(row);
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

/** Reports in one transaction. It counts only if the row has not moved on, and only while the lease is ours. */
async function finish(world: World, mark: Mark, kind: AnyKind, attempt: Attempt, reporter: Reporter) {
  const { seen, failure } = attempt;
  const result = failure?.result ?? 'synced';
  const isOurs = await reporter.send({
    kind: mark.kind,
    row_id: mark.row_id,
    wanted: mark.wanted,
    result,
    wait_seconds: failure ? waitOf(failure, mark, world) : 0,
    error: failure?.error ?? null,
    is_unsure: failure ? failure.is_unsure || (mark.must_look && seen === null) : false,
    fresh_key: failure?.fresh_key ?? false,
    ...(seen === null ? {} : { seen }),
    links: seen === null ? [] : linksOf(mark, kind, attempt.want, seen),
    log: [logLine(mark, attempt)],
  });
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

/** The ids that go back into the row: the product, and the price it is sold by first. */
function linksOf(mark: Mark, kind: AnyKind, want: Wanted | null, seen: Seen) {
  if (want === null || seen.product === null) return [];
  const first = want.prices[0]?.tariff;
  const price = seen.prices.find(({ active, tariff }) => active && tariff === first);
  const columns = { stripe_product_id: seen.product.id, ...(price ? { stripe_price_id: price.id } : {}) };
  return [{ table: kind.table, key: kind.key, id: mark.row_id, columns }];
}

function logLine(mark: Mark, { want, seen, done, failure }: Attempt): LogLine {
  const action =
    want === null
      ? 'delete'
      : done.some(({ does }) => does.startsWith('create the product'))
        ? 'create'
        : 'update';
  const status = failure === null ? 'success' : failure.result === 'refused' ? 'failed' : 'retry';
  return {
    entity_type: mark.kind,
    entity_id: mark.row_id,
    stripe_object_id: seen?.product?.id ?? null,
    connected_account_id: mark.account === 'platform' ? null : mark.account,
    action: failure === null && done.length === 0 ? 'none' : action,
    status,
    error_message: failure?.error.detail ?? null,
    request_id: failure?.error.requestId ?? null,
  };
}
