import postgres from 'postgres';
import { startDatabase } from '../supabase/tests/database';
import { openOrder, showInStripe } from '../supabase/tests/orders';
import { print } from './figures';

const LINES = 8;
const SECONDS = 5;

/** How many carts of one product are held in a second, all on one pool and spread over many. */
export async function measureHolds() {
  const db = await startDatabase();
  const lines = Array.from({ length: LINES }, () => postgres(db.url, { max: 1, onnotice: () => undefined }));
  try {
    const rows = await db.sql<{ id: string }[]>`
      insert into products (name, price, stock) select 'Lamp ' || n, 1, 1000000 from generate_series(1, 1000) n returning id`;
    for (const { id } of rows)
      await showInStripe(db.sql, 'product', id, [{ tariff: 'unit', unit_amount: 100 }]);
    const rate = async (work: (sql: postgres.Sql, at: number) => Promise<unknown>) => {
      const end = performance.now() + SECONDS * 1000;
      let done = 0;
      await Promise.all(
        lines.map(async (sql) => {
          while (performance.now() < end) {
            await work(sql, done);
            done += 1;
          }
        }),
      );
      return done / SECONDS;
    };
    const writes = await rate(
      (sql) => sql`insert into application_logs (level, source, message) values ('info', 'bench', 'one row')`,
    );
    const hot = await rate((sql) =>
      openOrder(sql, [{ kind: 'product', id: rows[0]?.id ?? '', quantity: 1 }]),
    );
    const spread = await rate((sql, at) =>
      openOrder(sql, [{ kind: 'product', id: rows[at % rows.length]?.id ?? '', quantity: 1 }]),
    );
    const limit = `transactions of one insert on the same ${LINES} connections: ${Math.round(writes)}/s`;
    print('Holds on one hot pool', `${Math.round(hot)}/s`, limit);
    print('Holds over 1,000 pools', `${Math.round(spread)}/s`, limit);
  } finally {
    await Promise.all(lines.map((sql) => sql.end()));
    await db.stop();
  }
}
