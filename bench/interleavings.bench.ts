import { startDatabase } from '../supabase/tests/database';
import { playInterleavings, stage } from '../supabase/tests/order-play';
import { print } from './figures';

const RUNS = 100_000;

/** S7 for longer than `npm test` does: random interleavings of everything that may happen to an order, from a new seed. */
export async function bench() {
  const db = await startDatabase();
  const side = await stage(db.sql, 'acct_bench');
  const seed = Math.floor(Math.random() * 2 ** 31);
  try {
    const moves = await playInterleavings(side, { numRuns: RUNS, seed });
    print(
      `Interleavings of orders from seed ${seed}`,
      `${RUNS} held`,
      `${moves} moves, each compared with the model`,
    );
  } finally {
    side.release();
    await db.stop();
  }
}
