import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callable, usable } from './allowed';
import { startDatabase, type Database } from './database';
import * as find from './finders';
import { DENIED, play, refusalOf } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

type Finder = (sql: TransactionSql) => Promise<string[]>;

/** What a finder reports beyond what is allowed: before somebody forgets something, and after. */
async function findings(finder: Finder, allowed: string[], blunder: string) {
  const found: string[][] = [];
  await play(db.sql, async ({ sql }) => {
    const beyond = async () => (await finder(sql)).filter((name) => !allowed.includes(name));
    found.push(await beyond());
    await sql.unsafe(blunder).simple();
    found.push(await beyond());
  });
  return { now: found[0], afterBlunder: found[1] };
}

const rules: { says: string; finder: Finder; allowed?: string[]; blunder: string; caught: string[] }[] = [
  {
    says: 'every table is guarded by row-level security',
    finder: find.tablesWithoutRowSecurity,
    blunder: 'create table public.bare (id int); create table private.bare (id int)',
    caught: ['bare', 'private.bare'],
  },
  {
    says: 'every table that the API shows has a policy',
    finder: find.tablesWithoutPolicy,
    blunder: 'create table public.mute (id int); alter table public.mute enable row level security',
    caught: ['mute'],
  },
  {
    says: 'every view of the API reads with the rights of whoever asks',
    finder: find.viewsPastPolicies,
    blunder: `create view public.peephole as select * from public.spaces;
      create view public.curtain with (security_invoker = false) as select * from public.spaces;
      create materialized view public.photograph as select * from public.spaces`,
    caught: ['curtain', 'peephole', 'photograph'],
  },
  {
    says: 'every function with its owner’s rights has a search path of its own',
    finder: find.borrowedSearchPaths,
    blunder: `create function public.gullible() returns int language sql security definer as 'select 1'`,
    caught: ['gullible()'],
  },
  {
    says: 'nobody may call a function that is not on the short list',
    finder: find.openFunctions,
    allowed: callable,
    blunder: `grant execute on function private.mark(text, uuid, text, text, boolean, text) to authenticated;
      grant execute on function public.set_admin(text, boolean) to public`,
    caught: [
      'anon public.set_admin(email text, is_admin boolean)',
      'authenticated private.mark(kind text, row_id uuid, label text, product_id text, look boolean, account text)',
      'authenticated public.set_admin(email text, is_admin boolean)',
      'public public.set_admin(email text, is_admin boolean)',
    ],
  },
  {
    says: 'nobody has a right on a whole table that is not on the short list',
    finder: find.openRelations,
    allowed: usable,
    blunder: 'grant update on public.spaces to authenticated; grant truncate on private.sync_marks to anon',
    caught: ['anon truncate private.sync_marks', 'authenticated update public.spaces'],
  },
  {
    says: 'nobody but the secret key writes an id of Stripe, a revision or a time',
    finder: find.openEngineColumns,
    blunder: `grant insert (stripe_product_id), update (stripe_price_id, revision) on public.spaces to authenticated`,
    caught: [
      'authenticated insert spaces.stripe_product_id',
      'authenticated update spaces.revision',
      'authenticated update spaces.stripe_price_id',
    ],
  },
  {
    says: 'nobody draws from a sequence or makes things in a schema of ours',
    finder: find.openSequencesAndSchemas,
    blunder: `grant create on schema public to authenticated; grant usage on sequence application_logs_id_seq to anon`,
    caught: ['anon application_logs_id_seq', 'authenticated create in public'],
  },
];

describe('P1: the rights of the schema', () => {
  for (const { says, finder, allowed = [], blunder, caught } of rules) {
    test(`P1: ${says}; a migration that forgets it is found`, async () => {
      const { now, afterBlunder } = await findings(finder, allowed, blunder);
      expect(now).toEqual([]);
      expect(afterBlunder?.sort()).toEqual(caught);
    });
  }

  test('P1: both short lists name nothing that is gone', () =>
    play(db.sql, async ({ sql }) => {
      expect((await find.openFunctions(sql)).sort()).toEqual([...callable].sort());
      expect((await find.openRelations(sql)).sort()).toEqual([...usable].sort());
    }));

  test('P1: a table or a function that is only created is closed, although a hosted project opens it to all', () =>
    play(db.sql, async ({ sql, asVisitor, asAdmin, asMachine }) => {
      await sql`create table public.fresh (id int generated always as identity)`;
      await sql`create function public.fresh_number() returns int language sql as 'select 1'`;
      for (const person of [asVisitor, asAdmin]) {
        expect((await refusalOf(person((as) => as`select * from public.fresh`))).code).toBe(DENIED);
        expect((await refusalOf(person((as) => as`select public.fresh_number()`))).code).toBe(DENIED);
      }
      expect(await asMachine((as) => as`select * from public.fresh`)).toEqual([]);
    }));
});

describe('P1: an attacker with a session', () => {
  const nil = '00000000-0000-4000-8000-000000000000';
  const attempts: Record<string, (sql: TransactionSql) => Promise<unknown>> = {
    'makes himself an admin': (sql) => sql`select public.set_admin('bob@tandem.test', true)`,
    'reads who is an admin': (sql) => sql`select public.list_admins()`,
    'reads which migrations are applied': (sql) => sql`select public.schema_version()`,
    'reads the users': (sql) => sql`select * from auth.users`,
    'marks a row directly': (sql) => sql`select private.mark('space', ${nil})`,
    'writes ids of Stripe into rows': (sql) => sql`select private.write_back('[]')`,
    'locks rows': (sql) => sql`select private.lock_rows('[]')`,
    'wakes the app': (sql) => sql`select private.poke()`,
    'takes marks away from the engine': (sql) => sql`select * from public.sync_claim(${nil}, 'test', 60)`,
    'reports on a mark': (sql) => sql`select public.sync_finish(${nil}, '[]')`,
    'takes calls out of the budget': (sql) =>
      sql`select * from public.stripe_budget_take('platform', 'test', 'GET /v1/products', 1, true)`,
    'slows an account down': (sql) =>
      sql`select public.stripe_budget_slow('platform', 'test', 'global-rate')`,
    'changes a budget': (sql) => sql`update private.stripe_budgets set calls_per_second = 1000`,
    'keeps the rows of a worker': (sql) => sql`select public.sync_renew(${nil}, 60)`,
    'plans a run': (sql) => sql`select * from public.sync_run_claim(${nil}, 60)`,
    'reads what a run has to plan': (sql) => sql`select * from public.sync_run_parts(${nil}, 'test')`,
    'writes a plan': (sql) => sql`select public.sync_run_note(${nil}, ${nil}, 60, '{}')`,
    'ends the planning of a run': (sql) => sql`select public.sync_run_ready(${nil}, ${nil})`,
    'marks what was missing': (sql) => sql`select public.sync_mark_missing('space', 'spaces', 'id')`,
    'starts a run behind the door': (sql) => sql`select private.start_run(${nil})`,
    'stops a run behind the door': (sql) => sql`select private.stop_run(${nil})`,
    'takes accounts to be read': (sql) => sql`select * from public.account_claim()`,
    'says what an account may do': (sql) =>
      sql`select public.account_finish('acct_x', 1, '{"charges_enabled": true}')`,
    'changes what an account may do': (sql) => sql`update private.stripe_accounts set charges_enabled = true`,
    'reads the accounts behind the door': (sql) => sql`select * from private.stripe_accounts`,
    'keeps a notice': (sql) =>
      sql`select public.notice_keep('evt_x', 'account.updated', 'acct_x', 'acct_x', false, now())`,
    'takes notices': (sql) => sql`select * from public.notice_claim(false)`,
    'ends a notice': (sql) => sql`select public.notice_finish('evt_x')`,
    'moves a row to another account': (sql) => sql`select private.leave('event', ${nil}, 'acct_x')`,
    'makes himself a member': (sql) =>
      sql`insert into public.organisation_members (organisation_id, user_id) values (${nil}, ${nil})`,
    'asks for a look behind the door': (sql) => sql`select private.look_again('event', ${nil})`,
    'reads how much is behind': (sql) => sql`select * from public.sync_behind()`,
    'changes a mark': (sql) => sql`update private.sync_marks set synced = wanted`,
    'adds a mark': (sql) => sql`insert into private.sync_marks (kind, row_id) values ('space', ${nil})`,
    'deletes the marks': (sql) => sql`delete from private.sync_marks`,
    'prunes the logs': (sql) => sql`select public.prune_logs()`,
    'empties the spaces': (sql) => sql`truncate public.spaces`,
    'reads the log of migrations': (sql) => sql`select * from supabase_migrations.schema_migrations`,
  };
  for (const [deed, attempt] of Object.entries(attempts)) {
    test(`P1: neither a visitor nor a person nor an admin ${deed} in SQL`, () =>
      play(db.sql, async ({ asVisitor, asPerson, asAdmin }) => {
        for (const someone of [asVisitor, asPerson, asAdmin]) {
          expect((await refusalOf(someone(attempt))).code).toBe(DENIED);
        }
      }));
  }
});
