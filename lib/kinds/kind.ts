import type { z } from 'zod';
import { Problem } from '../errors';
import { fromMinor, isCurrency, minimumMinor, toMinor } from '../money';

/** What a product of ours asks Stripe to show. Metadata that others have added stays. */
export type WantedProduct = {
  name: string;
  description: string | null;
  active: boolean;
  images: string[];
  metadata: Record<string, string>;
};

/** One active price that a product of ours asks for. */
export type WantedPrice = {
  tariff: string;
  unit_amount: number;
  currency: string;
  nickname: string | null;
  metadata: Record<string, string>;
};

export type Wanted = { product: WantedProduct; prices: WantedPrice[] };

/** How the rows of one table are sold. Pure: no clock, no chance, no outside world. */
export type Kind<Row = never> = {
  table: string;
  /** The id column. */
  key: string;
  /** What is read of a row. Amounts are read as text, since a JSON number is not exact. */
  columns: string;
  row: z.ZodType<Row>;
  /** The connected account of the row's seller, null while there is none. Left out for what the platform sells itself. */
  account?: (row: Row) => string | null;
  /** What its prices stand for, when each is a row of its own: the tariff is that row's id then. */
  part?: Part;
  product: (row: Row) => WantedProduct;
  prices: (row: Row) => (WantedPrice | null)[];
  /** The column, and the form's field, behind a parameter of Stripe or a tariff. */
  fields: Record<string, string>;
};

/** Rows that are sold as the prices of another row's product. */
export type Part = { kind: string; table: string; key: string };

/** A kind whose row type is known only to itself: it reads a row and says what is wanted of Stripe. */
export type AnyKind = Pick<Kind, 'table' | 'key' | 'columns' | 'fields' | 'part'> & {
  /** The account that a row is sold on, as a mark names it: `platform`, `none`, or a connected one. */
  accountOf: (row: unknown) => string;
  want: (row: unknown) => Wanted;
};

/** Describes a sellable kind. The first price is the product's default one. */
export function kind<Row>(
  table: string,
  description: Omit<Kind<Row>, 'table' | 'key'> & { key?: string },
): AnyKind {
  const { row: schema, product, prices, account, part, columns, fields, key = 'id' } = description;
  return {
    ...{ table, key, columns, fields },
    ...(part ? { part } : {}),
    accountOf: (row) => (account ? (account(schema.parse(row)) ?? 'none') : 'platform'),
    want: (row) => {
      const read = schema.parse(row);
      return { product: product(read), prices: prices(read).filter((price) => price !== null) };
    },
  };
}

type PriceExtras = { field: string; nickname?: string; metadata?: Record<string, string> };

/**
 * The price of a tariff, or nothing when it is not sold that way.
 * @throws Problem at the field for an amount that the currency cannot show or that Stripe would not charge.
 */
export function price(
  tariff: string,
  amount: string | null,
  currency: string,
  extras: PriceExtras,
): WantedPrice | null {
  if (amount === null) return null;
  const { field, nickname = null, metadata = {} } = extras;
  const refuse = (code: string, detail: string, at = field) =>
    new Problem('bad_input', { detail, errors: [{ field: at, code, detail }] });
  if (!isCurrency(currency))
    throw refuse('not_a_currency', `Stripe does not charge in "${currency}".`, 'currency');
  let minor: number;
  try {
    minor = toMinor(amount, currency);
  } catch (error) {
    throw refuse('too_many_decimals', error instanceof Error ? error.message : '');
  }
  const least = minimumMinor(currency);
  if (minor > 0 && minor < least) {
    throw refuse(
      'under_minimum',
      `Stripe charges at least ${fromMinor(least, currency)} ${currency.toUpperCase()}.`,
    );
  }
  return { tariff, unit_amount: minor, currency, nickname, metadata: { ...metadata, tariff } };
}
