import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, markOf } from './marks';
import { play } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

/** What a hosted project has: a vault with the app's address and secret, and pg_net, which here writes down its calls. */
async function hosted(
  sql: TransactionSql,
  secrets: Record<string, string>,
  post = 'insert into net.calls values (url, body, headers)',
) {
  await sql`create schema vault`;
  await sql`create table vault.decrypted_secrets (name text, decrypted_secret text)`;
  for (const [name, secret] of Object.entries(secrets))
    await sql`insert into vault.decrypted_secrets values (${name}, ${secret})`;
  await sql`create schema net`;
  await sql`create table net.calls (url text, body jsonb, headers jsonb)`;
  await sql.unsafe(`create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}',
    headers jsonb default '{}', timeout_milliseconds int default 5000) returns bigint
    language plpgsql as $$ begin ${post}; return 1; end; $$`);
}

/** Listens as the clock of one machine does. @returns a promise of the first wake-up. */
async function listen(): Promise<{ woken: Promise<string> }> {
  let tell: (payload: string) => void = () => undefined;
  const woken = new Promise<string>((resolve) => {
    tell = resolve;
  });
  await db.sql.listen('tandem_sync', (payload) => tell(payload));
  return { woken };
}

const both = { tandem_app_url: 'https://shop.example/', tandem_cron_secret: 'hush' };

test('C10: a plain SQL insert wakes whoever listens, once it is committed', async () => {
  const { woken } = await listen();
  await db.sql`insert into spaces (name) values ('Atelier')`;
  // A wake-up carries no change: what it found stands in the marks.
  expect(await woken).toBe('');
});

test('C10: a wake-up that fails takes neither the write nor the notification back', async () => {
  await db.sql.begin((sql) => hosted(sql, both, `raise exception 'the network is down'`));
  const { woken } = await listen();
  const row = await addSpace(db.sql);
  expect(await woken).toBe('');
  expect(await markOf(db.sql, row)).toMatchObject({ wanted: '1' });
  await db.sql`drop schema net, vault cascade`;
});

const call = {
  url: 'https://shop.example/api/sync',
  body: {},
  headers: { Authorization: 'Bearer hush', 'Content-Type': 'application/json' },
};

test('on a hosted project a transaction that marks calls the app once, with its secret, however many rows it marks', () =>
  play(db.sql, async ({ sql, asAdmin }) => {
    await hosted(sql, both);
    await asAdmin((as) => as`insert into spaces (name) values ('A'), ('B'), ('C')`);
    await sql`update spaces set capacity = 9`;
    expect(await sql`select * from net.calls`).toEqual([call]);
  }));

test('on a hosted project an update and a delete call the app as an insert does, each in its own transaction', async () => {
  await db.sql.begin((sql) => hosted(sql, both));
  const row = await addSpace(db.sql);
  await db.sql`update spaces set capacity = 9 where id = ${row}`;
  await db.sql`delete from spaces where id = ${row}`;
  expect(await db.sql`select * from net.calls`).toEqual([call, call, call]);
  await db.sql`drop schema net, vault cascade`;
});

test('what the engine itself writes wakes nobody', () =>
  play(db.sql, async ({ sql, asMachine }) => {
    await hosted(sql, both);
    await asMachine((as) => as`update spaces set stripe_product_id = 'prod_' || id`);
    await sql`update private.sync_marks set synced = wanted, lease_until = null`;
    expect(await sql`select * from net.calls`).toEqual([]);
  }));

for (const name of ['tandem_app_url', 'tandem_cron_secret']) {
  test(`without ${name} in the vault nothing is called, and the write stands`, () =>
    play(db.sql, async ({ sql }) => {
      await hosted(sql, Object.fromEntries(Object.entries(both).filter(([key]) => key !== name)));
      const row = await addSpace(sql);
      expect(await markOf(sql, row)).toMatchObject({ wanted: '1' });
      expect(await sql`select * from net.calls`).toEqual([]);
    }));
}
