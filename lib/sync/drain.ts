import { readAccounts } from '../accounts/read';
import type { World } from '../world';
import { Lease } from './lease';
import { claim, countBehind, loadRows, type Mark, type Rows } from './mark';
import { reconcile } from './reconcile';
import { Reporter } from './report';

type Options = {
  /** After this many milliseconds no new row is begun. */
  budgetMs: number;
  /** A row that falls due within this many milliseconds is waited for, so that a short delay does not wait for the clock. */
  patienceMs: number;
  only?: { kind: string; id: string };
};

/** How often a busy worker asks for new rows; they may be another account's than those it has in hand. */
const ASK_AGAIN_MS = 200;
/** How often a busy drain looks whether an account is to be read. */
const LOOK_AGAIN_MS = 2000;
/** With so few rows in hand, the end of one is reason enough to ask. */
const FEW = 4;

/**
 * Reconciles what is behind until nothing is due. Any number of drains may run at once, here and elsewhere. Each account
 * has its own lanes, so that a slow one delays no other.
 */
export async function drain(world: World, options: Options): Promise<{ processed: number; behind: number }> {
  const end = Date.now() + options.budgetMs;
  let processed = 0;
  for (;;) {
    const { begun, isOver } = await drainOnLease(world, options, end);
    processed += begun;
    if (!isOver || Date.now() > end) break;
    world.log.warn('a lease has ended before its worker; another one goes on');
  }
  const { behind } = await countBehind(world);
  return { processed, behind };
}

/** Drains as one worker, for as long as its lease holds. */
async function drainOnLease(world: World, { patienceMs, only }: Options, end: number) {
  const lease = new Lease(world).keep();
  const lanes = new Lanes(world, new Reporter(world, lease.worker));
  const accounts = new AccountWatch(world);
  let begun = 0;
  try {
    // What may be sold is known before it is asked what is behind.
    await accounts.look();
    while (Date.now() < end && !lease.isOver) {
      const marks = await claim(world, lease, only);
      begun += marks.length;
      lanes.begin(marks);
      if (only) break;
      if (accounts.isDue) void accounts.look();
      if (lanes.isBusy) await lanes.landed();
      else if (!(await isDueSoon(world, Math.min(patienceMs, end - Date.now())))) break;
    }
    await Promise.all([lanes.empty(), accounts.looked]);
    return { begun, isOver: lease.isOver };
  } finally {
    lease.end();
  }
}

/** Waits for the next row to fall due, if that is soon enough. */
async function isDueSoon(world: World, patienceMs: number): Promise<boolean> {
  const { behind, dueInSeconds } = await countBehind(world);
  const waitMs = (dueInSeconds ?? Infinity) * 1000;
  if (behind === 0 || waitMs > patienceMs) return false;
  await sleep(Math.max(waitMs, 50));
  return true;
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Reads accounts that something has hinted at, also while a drain has much else to do: rows may be waiting for it. */
class AccountWatch {
  looked: Promise<void> = Promise.resolve();
  #lookedAt = 0;

  constructor(private readonly world: World) {}

  get isDue() {
    return Date.now() - this.#lookedAt > LOOK_AGAIN_MS;
  }

  look(): Promise<void> {
    this.#lookedAt = Date.now();
    this.looked = readAccounts(this.world).catch((error: unknown) => {
      this.world.log.warn({ error }, 'the accounts could not be looked after; the next drain does it');
    });
    return this.looked;
  }
}

/** The rows that one worker has in hand. */
class Lanes {
  readonly #flights = new Set<Promise<void>>();
  #land: () => void = () => undefined;

  constructor(
    private readonly world: World,
    private readonly reporter: Reporter,
  ) {}

  get isBusy() {
    return this.#flights.size > 0;
  }

  /** Begins rows: they are read together, then each goes its own way. */
  begin(marks: Mark[]) {
    if (marks.length === 0) return;
    const rows = loadRows(this.world, marks);
    for (const mark of marks) {
      const flight = this.#reconcile(mark, rows).then(() => {
        this.#flights.delete(flight);
        this.#land();
      });
      this.#flights.add(flight);
    }
  }

  /** Waits before new rows are asked for: not for long, and where few are in hand only until one has ended. */
  async landed() {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ASK_AGAIN_MS);
      this.#land = () => {
        if (this.#flights.size >= FEW) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async empty() {
    await Promise.all(this.#flights);
  }

  /** A report that cannot be made leaves its row to the next worker, once the lease has ended, and stops no other row. */
  async #reconcile(mark: Mark, rows: Promise<Rows>) {
    try {
      await reconcile(this.world, mark, rows, this.reporter);
    } catch (error) {
      this.world.log.error(
        { mark: `${mark.kind}:${mark.row_id}`, error },
        'an attempt could not be reported',
      );
    }
  }
}
