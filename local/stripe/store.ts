import { Journal } from './journal';
import { isRecord } from './json';
import type { Kinds } from './objects';
import { Table } from './table';

/** The account that the keys belong to. */
export const platform = 'acct_platform';

type Line = { livemode: boolean; account: string; kind: keyof Kinds };
type Put = Line & { row: unknown };
type Gone = Line & { gone: string };
type Tables = { [Kind in keyof Kinds]: Table<Kinds[Kind]> };

const deliveryCap = 5_000;
const eventCap = 200_000;

/** The objects of one account in one mode; nothing in it is seen from another. */
export class Space {
  readonly livemode: boolean;
  readonly account: string;
  readonly tables: Tables;

  constructor(livemode: boolean, account: string, journal: Journal) {
    this.livemode = livemode;
    this.account = account;
    const make = <Kind extends keyof Kinds>(
      kind: Kind,
      options: ConstructorParameters<typeof Table<Kinds[Kind]>>[2] = {},
    ) =>
      new Table<Kinds[Kind]>(
        (row) => journal.write({ livemode, account, kind, row } satisfies Put),
        (gone) => journal.write({ livemode, account, kind, gone } satisfies Gone),
        options,
      );
    this.tables = {
      product: make('product', { indexes: { url: (row) => row.url } }),
      price: make('price', {
        indexes: { product: (row) => row.product, lookup_key: (row) => row.lookup_key },
      }),
      'checkout.session': make('checkout.session', {
        indexes: { payment_intent: (row) => row.payment_intent, status: (row) => row.status },
      }),
      payment_intent: make('payment_intent'),
      charge: make('charge', { indexes: { payment_intent: (row) => row.payment_intent } }),
      refund: make('refund', {
        indexes: { charge: (row) => row.charge, payment_intent: (row) => row.payment_intent },
      }),
      application_fee: make('application_fee', { indexes: { charge: (row) => row.charge } }),
      dispute: make('dispute', { indexes: { charge: (row) => row.charge } }),
      account: make('account'),
      event: make('event', { cap: eventCap, indexes: { type: (row) => row.type } }),
      webhook_endpoint: make('webhook_endpoint'),
      cart: make('cart'),
      secret: make('secret'),
      onboarding: make('onboarding'),
      delivery: make('delivery', { cap: deliveryCap, indexes: { event: (row) => row.event } }),
      inline: make('inline'),
      kept: make('kept'),
      revoked: make('revoked'),
    };
  }
}

/** All object spaces, and the journal that brings them back. */
export class Store {
  #spaces = new Map<string, Space>();
  readonly #journal: Journal;

  constructor(file: string | undefined) {
    this.#journal = new Journal(file);
    this.#journal.quietly(() => {
      for (const line of this.#journal.read()) this.#revive(line);
    });
    this.#journal.compact(this.#lines());
  }

  space(livemode: boolean, account: string) {
    const name = `${livemode ? 'live' : 'test'} ${account}`;
    const space = this.#spaces.get(name) ?? new Space(livemode, account, this.#journal);
    this.#spaces.set(name, space);
    return space;
  }

  spaces() {
    return [...this.#spaces.values()];
  }

  /** When the newest row came, in seconds: time must not run backwards over a restart. */
  latest() {
    const tables = this.spaces().flatMap((space) => Object.values(space.tables));
    return Math.max(0, ...tables.map((table) => table.walk().next().value?.created ?? 0));
  }

  /** Forgets everything, on disk too. */
  reset() {
    this.#spaces.clear();
    this.#journal.compact([]);
  }

  close() {
    this.#journal.close();
  }

  #revive(line: unknown) {
    if (!isRecord(line) || typeof line.livemode !== 'boolean' || typeof line.account !== 'string') return;
    const { tables } = this.space(line.livemode, line.account);
    if (!isKind(line.kind, tables)) return;
    if (typeof line.gone === 'string') tables[line.kind].remove(line.gone);
    else tables[line.kind].revive(line.row);
  }

  *#lines(): Generator<Put, undefined> {
    for (const { livemode, account, tables } of this.#spaces.values()) {
      for (const kind of Object.keys(tables)) {
        if (!isKind(kind, tables)) continue;
        for (const row of tables[kind].walk({ direction: 'oldest' })) yield { livemode, account, kind, row };
      }
    }
    return undefined;
  }
}

function isKind(kind: unknown, tables: Tables): kind is keyof Kinds {
  return typeof kind === 'string' && Object.hasOwn(tables, kind);
}
