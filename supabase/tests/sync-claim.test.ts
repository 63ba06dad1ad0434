import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, age, claim, claimOnly, finish, markOf, setLanes } from './marks';
import { play } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

describe('taking marks', () => {
  test('what waits longest comes first, and only as many as the worker has lanes', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      await setLanes(sql, 2);
      const [young, old, middle] = [await addSpace(sql), await addSpace(sql), await addSpace(sql)];
      await age(sql, old, 60);
      await age(sql, middle, 30);
      expect((await asMachine((as) => claim(as))).map(({ row_id }) => row_id).sort()).toEqual(
        [old, middle].sort(),
      );
      expect((await asMachine((as) => claim(as))).map(({ row_id }) => row_id)).toEqual([young]);
    }));

  test('a taken mark carries what the engine needs, and is its own until the lease ends', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const row = await addSpace(sql);
      const worker = randomUUID();
      expect(await asMachine((as) => claim(as, { worker }))).toEqual([
        {
          kind: 'space',
          row_id: row,
          account: 'platform',
          wanted: '1',
          must_look: false,
          seen: null,
          stripe_product_id: null,
          attempts: 0,
          delays: 0,
          key_epoch: 0,
        },
      ]);
      expect(await markOf(sql, row)).toMatchObject({ leased_by: worker, is_unsure: true });
      expect(await asMachine((as) => claim(as))).toEqual([]);
      expect(await asMachine((as) => claimOnly(as, row))).toEqual([]);
      await sql`update spaces set name = 'Changed meanwhile' where id = ${row}`;
      expect(await asMachine((as) => claim(as))).toEqual([]);
    }));

  test('C1: a lease that ran out belonged to a worker that died: it counts an attempt and asks for a look', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const row = await addSpace(sql);
      await asMachine((as) => claim(as, { seconds: 60 }));
      await age(sql, row, 59);
      expect(await asMachine((as) => claim(as))).toEqual([]);
      await age(sql, row, 2);
      expect(await asMachine((as) => claim(as))).toMatchObject([
        { row_id: row, attempts: 1, must_look: true },
      ]);
      await age(sql, row, 61);
      expect(await asMachine((as) => claim(as))).toMatchObject([
        { row_id: row, attempts: 2, must_look: true },
      ]);
    }));

  test('a mark that is due later is left alone, unless its row is asked for', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const row = await addSpace(sql);
      const other = await addSpace(sql);
      await age(sql, row, -600);
      expect(await asMachine((as) => claim(as))).toMatchObject([{ row_id: other }]);
      expect(await asMachine((as) => claimOnly(as, randomUUID()))).toEqual([]);
      expect(await asMachine((as) => claimOnly(as, row))).toMatchObject([{ row_id: row }]);
    }));

  test('C12: what is synced, and what Stripe refused, is not tried again until it changes', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const [good, bad] = [await addSpace(sql), await addSpace(sql)];
      const worker = randomUUID();
      await asMachine((as) => claim(as, { worker }));
      await asMachine((as) => finish(as, { worker, row: good, wanted: 1 }, { result: 'synced' }));
      await asMachine((as) => finish(as, { worker, row: bad, wanted: 1 }, { result: 'refused' }));
      expect(await asMachine((as) => claim(as))).toEqual([]);
      expect(await asMachine((as) => claimOnly(as, bad))).toEqual([]);
      await sql`update spaces set capacity = 7`;
      for (const row of [good, bad]) await age(sql, row, 1);
      expect(await asMachine((as) => claim(as))).toHaveLength(2);
    }));

  test('somebody who asked for a look gets one, until a sync has brought it', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const row = await addSpace(sql);
      await sql`select sync_mark('space', ${row})`;
      const worker = randomUUID();
      expect(await asMachine((as) => claim(as, { worker }))).toMatchObject([
        { wanted: '2', must_look: true },
      ]);
      await asMachine((as) => finish(as, { worker, row, wanted: 2 }, { result: 'synced' }));
      await sql`update spaces set name = 'Loft' where id = ${row}`;
      await age(sql, row, 1);
      expect(await asMachine((as) => claim(as))).toMatchObject([{ wanted: '3', must_look: false }]);
    }));
});

describe('two workers on two connections', () => {
  afterEach(async () => {
    await db.sql`delete from spaces`;
    await db.sql`delete from private.sync_marks`;
    await db.sql`delete from private.stripe_budgets`;
  });

  test('C7: what one is just taking, the other passes over without waiting', async () => {
    for (let space = 0; space < 6; space++) await addSpace(db.sql);
    await setLanes(db.sql, 4);
    const [one, two] = [await db.sql.reserve(), await db.sql.reserve()];
    try {
      await one`begin`;
      const first = await claim(one);
      // If this waited for the other, it would fail at once instead of hanging.
      await two`set lock_timeout = '1ms'`;
      const second = await claim(two);
      await one`commit`;
      expect([first.length, second.length]).toEqual([4, 2]);
      expect(new Set([...first, ...second].map(({ row_id }) => row_id)).size).toBe(6);
    } finally {
      await two`reset lock_timeout`;
      one.release();
      two.release();
    }
  });

  test('C7: eight that take at once share a hundred marks, and none gets one twice', async () => {
    await db.sql`insert into spaces (name) select 'Space ' || n from generate_series(1, 100) n`;
    await setLanes(db.sql, 3);
    const taken: string[] = [];
    const work = async () => {
      for (;;) {
        const mine = await claim(db.sql);
        if (mine.length === 0) return;
        taken.push(...mine.map(({ row_id }) => row_id));
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect([taken.length, new Set(taken).size]).toEqual([100, 100]);
  });
});
