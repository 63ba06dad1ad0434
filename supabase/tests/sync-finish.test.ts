import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, age, claim, finish, markOf, type Report } from './marks';
import { play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const broken = { code: 'unreachable', message: 'Stripe did not answer.' };
const seen = { product: { id: 'prod_1', default_price: 'price_1' }, prices: [] };
const line = { entity_type: 'space', action: 'create', status: 'success', stripe_object_id: 'prod_1' };

/** A space whose mark a worker has taken. */
async function taken({ sql, asMachine }: Scene) {
  const row = await addSpace(sql);
  const worker = randomUUID();
  await asMachine((as) => claim(as, { worker }));
  return { row, worker, wanted: 1 };
}

/** What a row, its mark and the log look like. */
async function everything(sql: TransactionSql, row: string) {
  const [space] = await sql`select * from spaces where id = ${row}`;
  const log = await sql`select * from stripe_sync_log where entity_id = ${row}`;
  return { space, mark: await markOf(sql, row), log: [...log] };
}

describe('reporting on a mark', () => {
  test('C11: synced writes the mark, the ids and the log in one', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      const links = [
        {
          table: 'spaces',
          key: 'id',
          id: mark.row,
          columns: { stripe_product_id: 'prod_1', stripe_price_id: 'price_1' },
        },
      ];
      const report: Report = { result: 'synced', seen, links, log: [{ ...line, entity_id: mark.row }] };
      expect(await scene.asMachine((as) => finish(as, mark, report))).toBe(true);
      const { space, mark: now, log } = await everything(scene.sql, mark.row);
      expect(now).toMatchObject({ wanted: '1', synced: '1', attempts: 0, error: null, seen });
      expect(now).toMatchObject({ leased_by: null, lease_until: null, is_unsure: false, refused: null });
      expect(space).toMatchObject({ stripe_product_id: 'prod_1', stripe_price_id: 'price_1', revision: '1' });
      expect(log).toMatchObject([line]);
    }));

  test('retry counts an attempt, keeps the reason and waits', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      const report: Report = {
        result: 'retry',
        wait_seconds: 40.5,
        error: broken,
        is_unsure: true,
        fresh_key: true,
      };
      await scene.asMachine((as) => finish(as, mark, report));
      const now = await markOf(scene.sql, mark.row);
      expect(now).toMatchObject({ synced: '0', attempts: 1, key_epoch: 1, error: broken, is_unsure: true });
      expect(now.due_in).toBeCloseTo(40.5);
    }));

  test('C8: a delay waits and counts no attempt, so that a limit of Stripe never fails a row', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      await scene.asMachine((as) => finish(as, mark, { result: 'delayed', wait_seconds: 5 }));
      const now = await markOf(scene.sql, mark.row);
      expect(now).toMatchObject({ synced: '0', attempts: 0, key_epoch: 0, error: null, leased_by: null });
      expect(now.due_in).toBeCloseTo(5);
    }));

  test('C12: refused remembers the count that Stripe refused, and says why', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      await scene.asMachine((as) => finish(as, mark, { result: 'refused', error: broken }));
      expect(await markOf(scene.sql, mark.row)).toMatchObject({ refused: '1', synced: '0', error: broken });
    }));

  test('a report that says nothing of what Stripe shows leaves what was known; one that says "nothing" forgets it', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      await scene.sql`update private.sync_marks set seen = ${scene.sql.json(seen)}`;
      await scene.asMachine((as) => finish(as, mark, { result: 'delayed', wait_seconds: -1 }));
      expect((await markOf(scene.sql, mark.row)).seen).toEqual(seen);
      await scene.asMachine((as) => claim(as, { worker: mark.worker }));
      await scene.asMachine((as) => finish(as, mark, { result: 'synced', seen: null }));
      expect((await markOf(scene.sql, mark.row)).seen).toBeNull();
    }));
});

describe('a change that comes while its row is being synced', () => {
  const reports: Report[] = [
    { result: 'synced', seen },
    { result: 'retry', wait_seconds: 600, error: broken },
    { result: 'delayed', wait_seconds: 600 },
    { result: 'refused', error: broken },
  ];
  for (const report of reports) {
    test(`C6: the row is behind and due when its second is over, with no word of the older failure, after "${report.result}"`, () =>
      play(db.sql, async (scene) => {
        const mark = await taken(scene);
        await scene.asAdmin((as) => as`update spaces set name = 'Loft' where id = ${mark.row}`);
        expect(await scene.asMachine((as) => finish(as, mark, report))).toBe(true);
        const now = await markOf(scene.sql, mark.row);
        expect(now).toMatchObject({ wanted: '2', attempts: 0, error: null, due_in: 1 });
        expect(now.synced).toBe(report.result === 'synced' ? '1' : '0');
        await age(scene.sql, mark.row, 1);
        expect(await scene.asMachine((as) => claim(as))).toMatchObject([{ row_id: mark.row, wanted: '2' }]);
      }));
  }
});

describe('a worker that has lost its lease', () => {
  test('C7: writes nothing at all, and is told', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      await age(scene.sql, mark.row, 61);
      await scene.asMachine((as) => claim(as));
      const before = await everything(scene.sql, mark.row);
      const links = [
        { table: 'spaces', key: 'id', id: mark.row, columns: { stripe_product_id: 'prod_late' } },
      ];
      const report: Report = { result: 'synced', seen, links, log: [{ ...line, entity_id: mark.row }] };
      expect(await scene.asMachine((as) => finish(as, mark, report))).toBe(false);
      expect(await everything(scene.sql, mark.row)).toEqual(before);
    }));

  test('C7: may still report if nobody has taken the mark since', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      await age(scene.sql, mark.row, 61);
      expect(await scene.asMachine((as) => finish(as, mark, { result: 'synced', seen }))).toBe(true);
      expect(await scene.asMachine((as) => finish(as, mark, { result: 'synced', seen }))).toBe(false);
    }));
});

describe('what a report may not do', () => {
  test('C11: it never claims more than the row has wanted', () =>
    play(db.sql, async (scene) => {
      const mark = { ...(await taken(scene)), wanted: 2 };
      const refused = await refusalOf(scene.asMachine((as) => finish(as, mark, { result: 'synced' })));
      expect(refused.constraint).toBe('sync_marks_synced_was_wanted');
    }));

  test('an id that cannot be written back takes the whole report back', () =>
    play(db.sql, async (scene) => {
      const mark = await taken(scene);
      await scene.sql`insert into spaces (name, stripe_product_id) values ('First', 'prod_1')`;
      const links = [{ table: 'spaces', key: 'id', id: mark.row, columns: { stripe_product_id: 'prod_1' } }];
      const refused = await refusalOf(scene.asMachine((as) => finish(as, mark, { result: 'synced', links })));
      expect(refused.constraint).toBe('spaces_stripe_product_id_unique');
      expect(await markOf(scene.sql, mark.row)).toMatchObject({ synced: '0', leased_by: mark.worker });
    }));
});

describe('writing ids back', () => {
  test('a quote in an id, a table or a column is data and never SQL', () =>
    play(db.sql, async ({ sql }) => {
      const row = await addSpace(sql);
      const link = (columns: object, table = 'spaces') => sql`
        select private.write_back(${sql.json([{ table, key: 'id', id: row, columns: { ...columns } }])})`;
      await link({ stripe_product_id: "x'; drop table spaces; --" });
      expect(await sql`select stripe_product_id from spaces`).toEqual([
        { stripe_product_id: "x'; drop table spaces; --" },
      ]);
      const attempts = [
        () => link({ 'name = name; drop table spaces; --': 'x' }),
        () => link({ name: 'x' }, 'spaces set name = $$x$$; --'),
      ];
      for (const attempt of attempts) {
        const refused = await refusalOf(sql.savepoint(attempt));
        expect(['42703', '42P01']).toContain(refused.code);
      }
    }));

  test('C2: what stands there already is not written again, and a row that is gone is no error', () =>
    play(db.sql, async ({ sql }) => {
      const row = await addSpace(sql);
      const columns = { stripe_product_id: 'prod_1', stripe_price_id: null };
      const links = [row, randomUUID()].map((id) => ({ table: 'spaces', key: 'id', id, columns }));
      const versions = async () => {
        await sql`select private.write_back(${sql.json(links)})`;
        return (
          await sql<{ version: string }[]>`select cmin::text as version from spaces where id = ${row}`
        )[0];
      };
      const first = await versions();
      expect(await versions()).toEqual(first);
    }));
});
