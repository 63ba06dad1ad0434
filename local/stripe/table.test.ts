import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { page, pageOf } from './lists';
import { Table } from './table';

type Command = { does: 'put'; id: number; group: string } | { does: 'remove'; id: number } | { does: 'tick' };
type Row = { id: string; created: number; group: string };

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    does: fc.constant('put' as const),
    id: fc.integer({ min: 0, max: 120 }),
    group: fc.constantFrom('a', 'b'),
  }),
  fc.record({ does: fc.constant('remove' as const), id: fc.integer({ min: 0, max: 120 }) }),
  fc.record({ does: fc.constant('tick' as const) }),
);

function build(commands: readonly Command[]) {
  const table = new Table<Row>(() => undefined, () => undefined, { indexes: { group: (row) => row.group } }); // prettier-ignore
  let model: Row[] = [];
  let now = 1;
  for (const given of commands) {
    if (given.does === 'tick') now += 1;
    if (given.does === 'remove') {
      table.remove(`r${given.id}`);
      model = model.filter((row) => row.id !== `r${given.id}`);
    }
    if (given.does === 'put') {
      const old = model.find((row) => row.id === `r${given.id}`);
      // A row keeps its group here: only lookup keys change hands, and one row has each at a time.
      const row = old ?? { id: `r${given.id}`, created: now, group: given.group };
      table.put(row);
      if (!old) model.push(row);
    }
  }
  return { table, newest: [...model].reverse() };
}

const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
const many = fc.array(command, { maxLength: 400 });

describe('a table', () => {
  test('walks in the order in which rows came, whatever was removed in between', () => {
    fc.assert(
      fc.property(many, (commands) => {
        const { table, newest } = build(commands);
        expect(ids([...table.walk()])).toEqual(ids(newest));
        expect(ids([...table.walk({ direction: 'oldest' })])).toEqual(ids([...newest].reverse()));
        expect(table.size).toBe(newest.length);
      }),
    );
  });

  test('walks through one value of an index', () => {
    fc.assert(
      fc.property(many, (commands) => {
        const { table, newest } = build(commands);
        const within = { index: 'group', value: 'a' };
        expect(ids([...table.walk({ within })])).toEqual(ids(newest.filter((row) => row.group === 'a')));
      }),
    );
  });

  test('finds exactly what was created in a stretch of time', () => {
    const bound = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined });
    fc.assert(
      fc.property(many, fc.record({ gt: bound, gte: bound, lt: bound, lte: bound }), (commands, created) => {
        const { table, newest } = build(commands);
        const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = created;
        const wanted = newest.filter(
          (row) => row.created > gt && row.created >= gte && row.created < lt && row.created <= lte,
        );
        expect(ids([...table.walk({ created })])).toEqual(ids(wanted));
        expect(ids([...table.walk({ created, direction: 'oldest' })])).toEqual(ids([...wanted].reverse()));
      }),
    );
  });

  test('pages forwards and backwards meet every row once', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 7 }), (commands, limit) => {
        const { table, newest } = build(commands);
        const forwards: Row[] = [];
        for (let after: string | undefined, more = newest.length > 0; more; after = forwards.at(-1)?.id) {
          const next = page({ table, noun: 'row', url: '', paging: { limit, starting_after: after } });
          forwards.push(...next.data);
          more = next.has_more;
        }
        expect(ids(forwards)).toEqual(ids(newest));
        const backwards: Row[] = newest.slice(-1);
        for (let more = newest.length > 1; more;) {
          const next = page({
            table,
            noun: 'row',
            url: '',
            paging: { limit, ending_before: backwards[0]?.id },
          });
          backwards.unshift(...next.data);
          more = next.has_more;
        }
        expect(ids(backwards)).toEqual(ids(newest));
      }),
    );
  });

  test('a capped table forgets its oldest rows', () => {
    const table = new Table<Row>(() => undefined, () => undefined, { cap: 3 }); // prettier-ignore
    for (let index = 0; index < 500; index += 1) table.put({ id: `r${index}`, created: index, group: 'a' });
    expect(ids([...table.walk()])).toEqual(['r499', 'r498', 'r497']);
  });

  test('a list without a table of its own has pages too', () => {
    const rows = ['a', 'b', 'c'].map((id) => ({ id }));
    expect(pageOf(rows, '', { limit: 2 })).toMatchObject({
      has_more: true,
      data: [{ id: 'a' }, { id: 'b' }],
    });
    expect(pageOf(rows, '', { limit: 2, starting_after: 'b' })).toMatchObject({
      has_more: false,
      data: [{ id: 'c' }],
    });
    expect(pageOf(rows, '', { limit: 1, ending_before: 'c' })).toMatchObject({
      has_more: true,
      data: [{ id: 'b' }],
    });
  });
});
