import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { DENIED, only, play, refusalOf, type Scene } from './people';
import { twoSellers } from './sellers';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const CHECK = '23514';
const UNIQUE = '23505';

const namesSeen = async (voice: Scene['asAdmin']) =>
  (await voice((sql) => sql<{ name: string }[]>`select name from organisations order by name`)).map(
    ({ name }) => name,
  );

describe('who sees and changes an organisation', () => {
  test('P1: an admin sees all, a member only the one that is theirs, a visitor none', () =>
    play(db.sql, async (scene) => {
      await twoSellers(scene);
      expect(await namesSeen(scene.asAdmin)).toEqual(['Mine', 'Theirs']);
      expect(await namesSeen(scene.asPerson)).toEqual(['Mine']);
      expect((await refusalOf(namesSeen(scene.asVisitor))).code).toBe(DENIED);
    }));

  test('P1: a member changes nothing about it, not even who else is one', () =>
    play(db.sql, async (scene) => {
      const { mine, theirs } = await twoSellers(scene);
      const deeds: ((sql: TransactionSql) => Promise<{ count: number }>)[] = [
        (sql) =>
          sql`update organisations set stripe_onbehalfof = 'acct_thief' where organisation_id = ${mine.organisation}`,
        (sql) => sql`delete from organisations where organisation_id = ${mine.organisation}`,
        (sql) => sql`delete from organisation_members`,
      ];
      for (const deed of deeds) expect((await scene.asPerson(deed)).count).toBe(0);
      for (const organisation of [mine.organisation, theirs.organisation]) {
        const join = (sql: TransactionSql) =>
          sql`insert into organisation_members (organisation_id, user_id) values (${organisation}, ${scene.person})`;
        expect((await refusalOf(scene.asPerson(join))).code).toBe(DENIED);
        const invite = (sql: TransactionSql) =>
          sql`select organisation_invite(${organisation}, 'bob@tandem.test')`;
        expect((await refusalOf(scene.asPerson(invite))).hint).toBe('forbidden');
        const people = (sql: TransactionSql) => sql`select organisation_people(${organisation})`;
        expect((await refusalOf(scene.asPerson(people))).hint).toBe('forbidden');
      }
    }));

  test('P1: who is banned is a member no longer', () =>
    play(db.sql, async (scene) => {
      await twoSellers(scene);
      await scene.sql`update auth.users set banned_until = now() + interval '1 day' where id = ${scene.person}`;
      expect(await namesSeen(scene.asPerson)).toEqual([]);
    }));

  test('an admin makes somebody a member by their address, twice is once, and nobody unknown', () =>
    play(db.sql, async (scene) => {
      const { theirs } = await twoSellers(scene);
      const invite = (email: string) =>
        scene.asAdmin((sql) => sql`select organisation_invite(${theirs.organisation}, ${email})`);
      await invite(' Bob@Tandem.test');
      await invite('bob@tandem.test');
      expect(await namesSeen(scene.asPerson)).toEqual(['Mine', 'Theirs']);
      const { hint, detail } = await refusalOf(invite('nobody@tandem.test'));
      expect(hint).toBe('unknown_person');
      expect(JSON.parse(detail)).toMatchObject({ field: 'email' });
    }));
});

describe('what an organisation may not be', () => {
  const refused: [string, (sql: TransactionSql) => Promise<unknown>, string][] = [
    ['nameless', (sql) => sql`insert into organisations (name) values (' ')`, CHECK],
    [
      'in no currency',
      (sql) => sql`insert into organisations (name, default_currency) values ('A', 'EURO')`,
      CHECK,
    ],
    [
      'on what is no account',
      (sql) => sql`insert into organisations (name, stripe_onbehalfof) values ('A', 'prod_1')`,
      CHECK,
    ],
    [
      'on the account of another one',
      (sql) =>
        sql`insert into organisations (name, stripe_onbehalfof) values ('A', 'acct_1'), ('B', 'acct_1')`,
      UNIQUE,
    ],
  ];
  for (const [what, deed, code] of refused) {
    test(what, () =>
      play(db.sql, async ({ sql }) => {
        expect((await refusalOf(sql.savepoint(deed))).code).toBe(code);
      }),
    );
  }

  test('deleted while it has events', () =>
    play(db.sql, async (scene) => {
      const { mine } = await twoSellers(scene);
      const deletion = scene.sql.savepoint(
        (sql) => sql`delete from organisations where organisation_id = ${mine.organisation}`,
      );
      expect((await refusalOf(deletion)).constraint).toBe('events_organisation_id_known');
    }));
});

type State = { state: string; maySell: boolean; due: string[]; isBeingRead: boolean };

describe('A2: where an account stands', () => {
  const stateOf = async (sql: TransactionSql) =>
    only(await sql<{ account: State }[]>`select account from organisations_with_account where name = 'A'`)
      .account;
  const read = (sql: TransactionSql, asked: number, shows: object | null) =>
    sql`select account_finish('acct_a', ${asked}, ${shows === null ? null : JSON.stringify(shows)})`;

  test('is unread, then what Stripe shows; access that ends is a leave, access that never was is an unknown account', () =>
    play(db.sql, async ({ sql }) => {
      await sql`insert into organisations (name, stripe_onbehalfof) values ('A', 'acct_a')`;
      expect(await stateOf(sql)).toMatchObject({ state: 'unread', maySell: false, isBeingRead: true });
      expect(await sql`select account, asked::int from account_claim()`).toEqual([
        { account: 'acct_a', asked: 2 },
      ]);
      expect(await sql`select * from account_claim()`).toEqual([]);
      await read(sql, 2, null);
      expect(await stateOf(sql)).toMatchObject({ state: 'unknown', maySell: false });
      const told = { charges_enabled: false, payouts_enabled: false, details_submitted: true };
      await read(sql, 2, { ...told, due: ['external_account'] });
      expect(await stateOf(sql)).toMatchObject({ state: 'information_due', due: ['external_account'] });
      await read(sql, 2, { ...told, due: [] });
      expect(await stateOf(sql)).toMatchObject({ state: 'in_review', maySell: false });
      await read(sql, 2, { ...told, disabled_reason: 'rejected.fraud' });
      expect(await stateOf(sql)).toMatchObject({ state: 'rejected', maySell: false });
      await read(sql, 2, { ...told, charges_enabled: true, disabled_reason: null });
      expect(await stateOf(sql)).toMatchObject({ state: 'may_charge', maySell: true });
      await read(sql, 2, { ...told, charges_enabled: true, payouts_enabled: true });
      expect(await stateOf(sql)).toMatchObject({
        state: 'may_be_paid_out',
        maySell: true,
        isBeingRead: false,
      });
      await read(sql, 2, null);
      expect(await stateOf(sql)).toMatchObject({ state: 'deauthorised', maySell: false });
    }));

  test('a hint that comes while it is being read has it read again', () =>
    play(db.sql, async ({ sql }) => {
      await sql`insert into organisations (name, stripe_onbehalfof) values ('A', 'acct_a')`;
      const { asked } = only(await sql<{ asked: string }[]>`select asked from account_claim()`);
      await sql`select account_ask('acct_a')`;
      await read(sql, Number(asked), { charges_enabled: true });
      expect(await sql`select account from account_claim()`).toEqual([{ account: 'acct_a' }]);
    }));

  test('one that may not sell is read again by itself, ever more seldom; one that may is not', () =>
    play(db.sql, async ({ sql }) => {
      await sql`insert into organisations (name, stripe_onbehalfof) values ('A', 'acct_a')`;
      const nextIn = async () =>
        only(
          await sql<{ seconds: number | null }[]>`
          select extract(epoch from next_read_at - now())::float as seconds from private.stripe_accounts`,
        ).seconds;
      await read(sql, 2, { charges_enabled: false });
      expect(await nextIn()).toBe(60);
      await sql`update private.stripe_accounts set changed_at = now() - interval '2 hours'`;
      await read(sql, 2, { charges_enabled: false });
      expect(await nextIn()).toBe(3600);
      await read(sql, 2, { charges_enabled: true });
      expect(await nextIn()).toBeNull();
    }));
});
