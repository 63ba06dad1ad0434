import { isRecord } from './json';

/** Which stretch of time a list asks for, in seconds. */
export type Range = {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
};

export type Walk = {
  /** Only rows under this value of an index. */
  within?: { index: string; value: string } | undefined;
  /** Start beside this row instead of at the end. */
  from?: string | undefined;
  /** Newest first, unless asked otherwise. */
  direction?: 'newest' | 'oldest';
  created?: Range | undefined;
};

/** Ids in the order they came, so that a page costs as much as the page and not as the table. */
class Sequence {
  #ids: (string | null)[] = [];
  #created: number[] = [];
  #place = new Map<string, number>();

  add(id: string, created: number) {
    this.#place.set(id, this.#ids.length);
    this.#ids.push(id);
    this.#created.push(created);
  }

  drop(id: string) {
    const place = this.#place.get(id);
    if (place === undefined) return;
    this.#place.delete(id);
    this.#ids[place] = null;
    if (this.#ids.length > 64 && this.#place.size < this.#ids.length / 2) this.#close();
  }

  oldest() {
    return this.walk({ direction: 'oldest' }).next().value;
  }

  *walk({ from, direction = 'newest', created = {} }: Walk): Generator<string, undefined> {
    const step = direction === 'newest' ? -1 : 1;
    let place = this.#start(from, direction, created);
    for (; place >= 0 && place < this.#ids.length; place += step) {
      const at = this.#created[place] ?? 0;
      if (direction === 'newest' && (at < (created.gte ?? 0) || at <= (created.gt ?? -1))) return undefined;
      if (direction === 'oldest' && (at > (created.lte ?? Infinity) || at >= (created.lt ?? Infinity)))
        return undefined;
      const id = this.#ids[place];
      if (id) yield id;
    }
    return undefined;
  }

  #start(from: string | undefined, direction: 'newest' | 'oldest', created: Range) {
    const beside = from === undefined ? undefined : this.#place.get(from);
    if (direction === 'oldest')
      return beside === undefined ? this.#first((at) => isLateEnough(at, created)) : beside + 1;
    const end = this.#first((at) => at > (created.lte ?? Infinity) || at >= (created.lt ?? Infinity)) - 1;
    return beside === undefined ? end : Math.min(beside - 1, end);
  }

  /** The first place from which the question is answered with yes; times only grow, so halving finds it. */
  #first(question: (created: number) => boolean) {
    let low = 0;
    let high = this.#created.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (question(this.#created[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #close() {
    const kept = this.#ids.flatMap((id, place) =>
      id === null ? [] : [{ id, created: this.#created[place] ?? 0 }],
    );
    this.#ids = kept.map((row) => row.id);
    this.#created = kept.map((row) => row.created);
    this.#place = new Map(this.#ids.map((id, place) => [id ?? '', place]));
  }
}

function isLateEnough(at: number, { gte = 0, gt = -1 }: Range) {
  return at >= gte && at > gt;
}

type Indexes<Row> = Record<string, (row: Row) => string | null>;
type Options<Row> = { indexes?: Indexes<Row>; cap?: number };

/** Rows by id, in order, and by the values of a few indexes. A row is replaced, never changed in place. */
export class Table<Row extends { id: string; created: number }> {
  #rows = new Map<string, Row>();
  #order = new Sequence();
  #indexes: Indexes<Row>;
  #buckets = new Map<string, Sequence>();
  #cap: number;
  readonly #wrote: (row: Row) => void;
  readonly #removed: (id: string) => void;

  constructor(
    wrote: (row: Row) => void,
    removed: (id: string) => void,
    { indexes = {}, cap = Infinity }: Options<Row> = {},
  ) {
    this.#wrote = wrote;
    this.#removed = removed;
    this.#indexes = indexes;
    this.#cap = cap;
  }

  get size() {
    return this.#rows.size;
  }

  get(id: string) {
    return this.#rows.get(id);
  }

  /** Adds or replaces a row. */
  put(row: Row) {
    const old = this.#rows.get(row.id);
    this.#rows.set(row.id, row);
    if (!old) this.#order.add(row.id, row.created);
    for (const [name, valueOf] of Object.entries(this.#indexes)) {
      const before = old ? valueOf(old) : null;
      const now = valueOf(row);
      if (before === now) continue;
      if (before !== null) this.#bucket(name, before).drop(row.id);
      if (now !== null) this.#bucket(name, now).add(row.id, row.created);
    }
    this.#wrote(row);
    if (this.#rows.size > this.#cap) this.#dropOldest();
    return row;
  }

  /** Takes back a row from the journal. */
  revive(row: unknown) {
    if (this.#isOurs(row)) this.put(row);
  }

  remove(id: string) {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#order.drop(id);
    for (const [name, valueOf] of Object.entries(this.#indexes)) {
      const value = valueOf(row);
      if (value !== null) this.#bucket(name, value).drop(id);
    }
    this.#removed(id);
  }

  /** Rows one after the other; the caller stops when it has enough. */
  *walk(walk: Walk = {}): Generator<Row, undefined> {
    const sequence = walk.within ? this.#buckets.get(key(walk.within.index, walk.within.value)) : this.#order;
    for (const id of sequence?.walk(walk) ?? []) {
      const row = this.#rows.get(id);
      if (row) yield row;
    }
    return undefined;
  }

  /** The newest row under a value of an index. */
  find(index: string, value: string) {
    return this.walk({ within: { index, value } }).next().value;
  }

  // The journal is written by this very program, so a row with an id and a time is believed to be what it was.
  #isOurs(row: unknown): row is Row {
    return isRecord(row) && typeof row.id === 'string' && typeof row.created === 'number';
  }

  #bucket(index: string, value: string) {
    const name = key(index, value);
    const bucket = this.#buckets.get(name) ?? new Sequence();
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #dropOldest() {
    const oldest = this.#order.oldest();
    if (oldest !== undefined) this.remove(oldest);
  }
}

function key(index: string, value: string) {
  return `${index} ${value}`;
}
