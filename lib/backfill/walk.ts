import type { World } from '../world';
import { readEvents } from './events';
import { setbackOf } from './failure';
import { readMissing, readPrices, readProducts } from './page';
import { Walk, type Page, type Place } from './run';

/** How often a page is asked for again when Stripe wants fewer calls, and when it does not answer. */
const WAITS = 20;
const TRIES = 3;
const WAIT_MS = 1000;
const TRY_AGAIN_MS = 250;

type Options = { budgetMs: number };

/**
 * Goes on with the run that is open, if there is one, for so long: all accounts side by side, and in each as many windows as fill
 * its limit. Every page is kept with the place it reached; what is not done when the time is up is left to whoever comes next.
 */
export async function walk(world: World, { budgetMs }: Options): Promise<void> {
  const own = new Walk(world);
  const places = await own.claim();
  const [first] = places;
  if (first === undefined) return;
  const trip = new Trip(world, own, Date.now() + budgetMs);
  try {
    await Promise.all(places.map((place) => trip.follow(place)));
  } finally {
    await own.release();
  }
  await own.countDrift(first.run);
}

const readers = {
  product: readProducts,
  price: readPrices,
  archived_price: readPrices,
  event: readEvents,
};

/** What one process does of a run, until its time is up. */
class Trip {
  /** Accounts that cannot go on. */
  readonly #failed = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly walk: Walk,
    private readonly end: number,
  ) {}

  /** Lists a window to its end, and then whatever the database hands on; others that it hands on besides, side by side. */
  async follow(first: Place): Promise<void> {
    const others: Promise<void>[] = [];
    let place: Place | undefined = first;
    while (place && !this.#failed.has(place.account) && Date.now() < this.end) {
      const [next, ...free]: Place[] = await this.#step(place);
      others.push(...free.map((other) => this.follow(other)));
      place = next;
    }
    await Promise.all(others);
  }

  async #step(place: Place): Promise<Place[]> {
    try {
      let page = await this.#patiently(place, () => readers[place.object](this.world, place));
      for (;;) {
        const kept = await this.walk.keep(place, page);
        if (!kept) return [];
        const { missing } = kept;
        if (missing.length === 0) return kept.next;
        page = await this.#patiently(place, () => readMissing(this.world, place, missing));
      }
    } catch (error) {
      await this.#fail(place, error);
      return [];
    }
  }

  /** Asks Stripe again where that may help. @throws what it throws when it does not. */
  async #patiently(place: Place, read: () => Promise<Page>): Promise<Page> {
    for (let waits = 0, tries = 1; ;) {
      try {
        return await read();
      } catch (error) {
        const { does } = setbackOf(error, place.account);
        if (does === 'wait' && waits < WAITS) {
          waits += 1;
          await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
        } else if (does === 'again' && tries < TRIES) {
          tries += 1;
          await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        } else throw error;
      }
    }
  }

  async #fail(place: Place, error: unknown) {
    const { does, code, detail } = setbackOf(error, place.account);
    this.world.log.warn(
      { account: place.account, run: place.run, error },
      'an account could not be walked through',
    );
    if (this.#failed.has(place.account)) return;
    this.#failed.add(place.account);
    await this.walk.fail(place, { code, detail });
    // Whether it really keeps us out is read from the account itself.
    if (does === 'refused') await this.world.db.rpc('account_ask', { account: place.account }).throwOnError();
  }
}
