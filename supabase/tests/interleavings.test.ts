import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { playInterleavings, stage } from './order-play';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const RUNS = 10_000;
const LONG = 900_000;

/** Plays on two accounts side by side. @returns how many moves were played on each. */
async function playBothSides(name: string, runs: number, endOnFailure = false): Promise<number[]> {
  const sides = await Promise.all(['left', 'right'].map((side) => stage(db.sql, `acct_${name}_${side}`)));
  try {
    const plays = sides.map((side, at) =>
      playInterleavings(side, { numRuns: runs / sides.length, seed: 2026 + at, endOnFailure }),
    );
    return await Promise.all(plays);
  } finally {
    for (const side of sides) side.release();
  }
}

test(
  'S7: ten thousand random interleavings of hold, pay, expire, fail, refund, double notices and deaths keep every unit counted',
  async () => {
    expect(Math.min(...(await playBothSides('all', RUNS)))).toBeGreaterThan(RUNS);
  },
  LONG,
);

const twins = [
  {
    says: 'the database does not compare a late payment with what is left',
    blunder: 'alter table private.holds disable trigger _100_room',
  },
  {
    says: 'an order that is over lets go of nothing, or closes what is paid',
    blunder: `create or replace function private.close_order(settled public.orders, word text) returns void language sql as
      $$ update public.orders set status = word where orders.order_id = settled.order_id $$`,
  },
];
for (const { says, blunder } of twins)
  test(
    `S7, twin: it is found when ${says}`,
    async () => {
      const broken = await startDatabase();
      const before = db;
      db = broken;
      try {
        await broken.sql.unsafe(blunder).simple();
        await expect(playBothSides('broken', 1000, true)).rejects.toThrow(/Property failed/);
      } finally {
        db = before;
        await broken.stop();
      }
    },
    LONG,
  );
