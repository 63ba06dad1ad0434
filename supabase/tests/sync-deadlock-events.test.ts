import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { only } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const ending = (saying: Promise<unknown>) =>
  saying.then(
    () => 'done',
    () => 'broken off',
  );

/** A synced-to-be event with one ticket type, in the hands of a worker. */
async function eventInHand(worker: string) {
  const { sql } = db;
  const account = `acct_${randomUUID().replaceAll('-', '')}`;
  const { organisation } = only(
    await sql<{ organisation: string }[]>`
      insert into organisations (name, stripe_onbehalfof) values ('Lodge', ${account})
      returning organisation_id as organisation`,
  );
  await sql`update private.stripe_accounts set access = 'granted', charges_enabled = true`;
  const { event } = only(
    await sql<{ event: string }[]>`
      insert into events (organisation_id, title) values (${organisation}, 'Ball') returning event_id as event`,
  );
  const { ticket } = only(
    await sql<{ ticket: string }[]>`
      insert into event_tickets (event_id, name, price) values (${event}, 'Seat', 40) returning id as ticket`,
  );
  const { wanted } = only(
    await sql<{ wanted: string }[]>`select wanted from sync_claim(${worker}, 'test', 60, 'event', ${event})`,
  );
  return { account, event, ticket, wanted: Number(wanted) };
}

/** Somebody has an event and is about to save its ticket type, just when the engine reports on both. */
async function saveDuringReport() {
  const worker = randomUUID();
  const { account, event, ticket, wanted } = await eventInHand(worker);
  const [admin, engine] = [await db.sql.reserve(), await db.sql.reserve()];
  try {
    const { pid } = only(await engine<{ pid: number }[]>`select pg_backend_pid() as pid`);
    await admin`begin`;
    await admin`select from events where event_id = ${event} for update`;
    const report = {
      ...{ kind: 'event', row_id: event, account, wanted, result: 'synced' },
      links: [
        { table: 'events', key: 'event_id', id: event, columns: { stripe_product_id: `event_${event}` } },
        { table: 'event_tickets', key: 'id', id: ticket, columns: { stripe_price_id: `price_${ticket}` } },
      ],
    };
    const reported = ending(engine`select * from sync_finish(${worker}, ${JSON.stringify([report])})`);
    for (let isBlocked = false; !isBlocked;) {
      const [state] = await db.sql<
        { is_blocked: boolean }[]
      >`select pg_blocking_pids(${pid}) <> '{}' as is_blocked`;
      isBlocked = state?.is_blocked ?? false;
    }
    const saved = await ending(admin`update event_tickets set price = 41 where id = ${ticket}`);
    await admin.unsafe(saved === 'done' ? 'commit' : 'rollback');
    return [saved, await reported];
  } finally {
    admin.release();
    engine.release();
  }
}

test('C6: a report on an event and its ticket types waits with nothing in hand', async () => {
  expect(await saveDuringReport()).toEqual(['done', 'done']);
});

test('C6, twin: when it keeps what it has while it waits, the database breaks one of the two off', async () => {
  const [kept] = await db.sql<{ definition: string }[]>`
    select pg_get_functiondef('private.lock_rows'::regproc) as definition`;
  await db.sql`create or replace function private.lock_rows(links jsonb, waits boolean) returns boolean
    language plpgsql set search_path = '' as $$
    declare
      link jsonb;
    begin
      for link in select value from jsonb_array_elements(links) order by value ->> 'table', value ->> 'id' loop
        execute format('select from public.%I where %I = %L for update', link ->> 'table', link ->> 'key', link ->> 'id');
      end loop;
      return true;
    end; $$`;
  try {
    expect(await saveDuringReport()).toContain('broken off');
  } finally {
    await db.sql.unsafe(kept?.definition ?? '');
  }
});
