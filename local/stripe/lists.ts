import { refuse } from './errors';
import type { Range, Table } from './table';

/** A page as Stripe answers it. */
export type Page<Row> = { object: 'list'; url: string; has_more: boolean; data: Row[] };

export type Paging = {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: Range | undefined;
};

type From<Row extends { id: string; created: number }> = {
  table: Table<Row>;
  noun: string;
  url: string;
  paging: Paging;
  within?: { index: string; value: string } | undefined;
  keep?: (row: Row) => boolean;
};

/** One page, newest first: https://docs.stripe.com/api/pagination */
export function page<Row extends { id: string; created: number }>(from: From<Row>): Page<Row> {
  const { table, noun, url, paging, within, keep = () => true } = from;
  const limit = limitOf(paging);
  const { starting_after: after, ending_before: before, created } = paging;
  checkCursor(table, noun, after, 'starting_after');
  checkCursor(table, noun, before, 'ending_before');
  const direction = before === undefined ? 'newest' : 'oldest';
  const rows: Row[] = [];
  for (const row of table.walk({ within, from: before ?? after, direction, created })) {
    if (keep(row)) rows.push(row);
    if (rows.length > limit) break;
  }
  const data = rows.slice(0, limit);
  return {
    object: 'list',
    url,
    has_more: rows.length > limit,
    data: before === undefined ? data : data.reverse(),
  };
}

/** A page of something that has no table of its own, such as the lines of a session. */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  url: string,
  paging: Paging,
): Page<Row> {
  const limit = limitOf(paging);
  const after = rows.findIndex((row) => row.id === paging.starting_after);
  const before = rows.findIndex((row) => row.id === paging.ending_before);
  if (paging.starting_after !== undefined && after < 0)
    throw noCursor('item', paging.starting_after, 'starting_after');
  if (paging.ending_before !== undefined && before < 0)
    throw noCursor('item', paging.ending_before, 'ending_before');
  const rest =
    paging.ending_before === undefined
      ? rows.slice(after + 1)
      : rows.slice(Math.max(0, before - limit), before);
  const isCut = paging.ending_before === undefined ? rest.length > limit : before > limit;
  return { object: 'list', url, has_more: isCut, data: rest.slice(0, limit) };
}

function limitOf({ limit = 10, starting_after: after, ending_before: before }: Paging) {
  if (limit < 1)
    throw refuse('Invalid integer: limit must be at least 1', 'limit', 'parameter_invalid_integer');
  if (limit > 100)
    throw refuse('Invalid integer: limit must be at most 100', 'limit', 'parameter_invalid_integer');
  if (after !== undefined && before !== undefined) {
    throw refuse(
      'You may only specify one of these parameters: ending_before, starting_after.',
      'ending_before',
    );
  }
  return limit;
}

function checkCursor<Row extends { id: string; created: number }>(
  table: Table<Row>,
  noun: string,
  id: string | undefined,
  param: string,
) {
  if (id !== undefined && !table.get(id)) throw noCursor(noun, id, param);
}

function noCursor(noun: string, id: string, param: string) {
  return refuse(`No such ${noun}: '${id}'`, param, 'resource_missing');
}
