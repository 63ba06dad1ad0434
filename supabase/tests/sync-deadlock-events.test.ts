import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutProtection } from '../../local/test-protection';
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

type InHand = Awaited<ReturnType<typeof eventInHand>>;

const reportOf = ({ account, event, ticket, wanted }: InHand) => ({
  ...{ kind: 'event', row_id: event, account, wanted, result: 'synced' },
  links: [
    { table: 'events', key: 'event_id', id: event, columns: { stripe_product_id: `event_${event}` } },
    { table: 'event_tickets', key: 'id', id: ticket, columns: { stripe_price_id: `price_${ticket}` } },
  ],
});

/** Somebody has an event and is about to save its ticket type, just when the engine reports on both. */
async function saveDuringReport() {
  const worker = randomUUID();
  const inHand = await eventInHand(worker);
  const { event, ticket } = inHand;
  const [admin, engine] = [await db.sql.reserve(), await db.sql.reserve()];
  try {
    const { pid } = only(await engine<{ pid: number }[]>`select pg_backend_pid() as pid`);
    await admin`begin`;
    await admin`select from events where event_id = ${event} for update`;
    const reported = ending(
      engine`select * from sync_finish(${worker}, ${JSON.stringify([reportOf(inHand)])})`,
    );
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
  await db.sql`create or replace function private.lock_rows(links jsonb) returns uuid[]
    language plpgsql set search_path = '' as $$
    declare
      link jsonb;
    begin
      for link in select value from jsonb_array_elements(links) order by value ->> 'table', value ->> 'id' loop
        execute format('select from public.%I where %I = %L for update', link ->> 'table', link ->> 'key', link ->> 'id');
      end loop;
      return '{}';
    end; $$`;
  try {
    expect(await saveDuringReport()).toContain('broken off');
  } finally {
    await db.sql.unsafe(kept?.definition ?? '');
  }
});

/** Somebody saves a ticket type and then its event, while a batch of reports on that event and another one is under way. */
async function saveDuringBatch() {
  const worker = randomUUID();
  const [busy, free] = [await eventInHand(worker), await eventInHand(worker)];
  const [admin, engine] = [await db.sql.reserve(), await db.sql.reserve()];
  try {
    await admin`begin`;
    await admin`select from event_tickets where id = ${busy.ticket} for update`;
    await engine`begin`;
    const reports = JSON.stringify([busy, free].map(reportOf));
    const told = await engine<{ row_id: string; outcome: string }[]>`
      select row_id, outcome from sync_finish(${worker}, ${reports})`;
    const saved = await ending(admin`select from events where event_id = ${busy.event} for update nowait`);
    await engine`commit`;
    const outcomeOf = ({ event }: InHand) => told.find(({ row_id }) => row_id === event)?.outcome;
    return { saved, busy: outcomeOf(busy), free: outcomeOf(free) };
  } finally {
    await admin`rollback`;
    admin.release();
    engine.release();
  }
}

test('C6: in a batch, an event of which somebody has a ticket type is left to them whole, and the others count', async () => {
  expect(await saveDuringBatch()).toEqual({ saved: 'done', busy: 'busy', free: 'done' });
});

test('C6, twin: when the batch keeps what it has of it, the save cannot go on', async () => {
  const letsGo = {
    name: 'public.sync_finish',
    part: "raise exception using errcode = 'TD001';",
    by: `free := array(select report from unnest(free) report where not exists (
      select from jsonb_array_elements(report.links) link where (link ->> 'id')::uuid = any (taken))); exit;`,
  };
  await withoutProtection(db.sql, letsGo, async () => {
    expect(await saveDuringBatch()).toEqual({ saved: 'broken off', busy: 'busy', free: 'done' });
  });
});

/** A ticket type is being added to an event, which holds on to the event's key, while a batch of reports comes. */
async function addTicketDuringBatch() {
  const worker = randomUUID();
  const [busy, free] = [await eventInHand(worker), await eventInHand(worker)];
  const [admin, engine] = [await db.sql.reserve(), await db.sql.reserve()];
  try {
    await admin`begin`;
    await admin`select from events where event_id = ${busy.event} for key share`;
    // If this waited for the save, it would fail at once instead of hanging.
    await engine`set lock_timeout = '1ms'`;
    const reports = JSON.stringify([busy, free].map(reportOf));
    return await ending(engine`select * from sync_finish(${worker}, ${reports})`);
  } finally {
    await engine`reset lock_timeout`;
    await admin`rollback`;
    admin.release();
    engine.release();
  }
}

test('C6: in a batch, an event that somebody adds a ticket type to is not waited for', async () => {
  expect(await addTicketDuringBatch()).toBe('done');
});

test('C6, twin: when only what is not unique is taken, the report waits for it with rows in hand', async () => {
  const whole = { name: 'private.lock_rows', part: 'for update', by: 'for no key update' };
  await withoutProtection(db.sql, whole, async () => {
    expect(await addTicketDuringBatch()).toBe('broken off');
  });
});
