import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { addSpace, age, claim, claimOnly, finish, markOf } from './marks';
import { DENIED, only, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

const broken = { code: 'unreachable' };

type State = { state: Record<string, unknown> | null };

async function stateOf(sql: TransactionSql, row: string) {
  return only(await sql<State[]>`select sync_state('space', ${row}) as state`).state;
}

/** A worker takes the mark of a row and reports the result on it. */
async function report(
  sql: TransactionSql,
  row: string,
  result: 'synced' | 'retry' | 'refused',
  seen?: unknown,
) {
  const worker = randomUUID();
  const [mark] = await claimOnly(sql, row, worker);
  const error = result === 'synced' ? null : broken;
  await finish(
    sql,
    { worker, row, wanted: Number(mark?.wanted) },
    { result, error, wait_seconds: 60, ...(seen === undefined ? {} : { seen }) },
  );
}

describe('what the badge shows', () => {
  test('a row is pending, then syncing, then synced', () =>
    play(db.sql, async ({ sql }) => {
      const row = await addSpace(sql);
      expect(await stateOf(sql, row)).toMatchObject({ status: 'pending', attempts: 0, lastAttemptAt: null });
      const worker = randomUUID();
      await claim(sql, { worker });
      expect(await stateOf(sql, row)).toMatchObject({ status: 'syncing' });
      await finish(sql, { worker, row, wanted: 1 }, { result: 'synced' });
      expect(await stateOf(sql, row)).toMatchObject({ status: 'synced', nextAttemptAt: null, error: null });
    }));

  test('after a failure it is retrying, and says why and when; after a refusal it has failed, and nothing is next', () =>
    play(db.sql, async ({ sql }) => {
      const row = await addSpace(sql);
      await report(sql, row, 'retry');
      const retrying = await stateOf(sql, row);
      expect(retrying).toMatchObject({ status: 'retrying', attempts: 1, error: broken });
      expect(Date.parse(String(retrying?.nextAttemptAt)) - Date.parse(String(retrying?.lastAttemptAt))).toBe(
        60_000,
      );
      await claimOnly(sql, row);
      expect(await stateOf(sql, row)).toMatchObject({ status: 'syncing' });
      await age(sql, row, 61);
      await report(sql, row, 'refused');
      expect(await stateOf(sql, row)).toMatchObject({ status: 'failed', error: broken, nextAttemptAt: null });
    }));

  test('a change makes a synced and a refused row pending again', () =>
    play(db.sql, async ({ sql }) => {
      for (const result of ['synced', 'refused'] as const) {
        const row = await addSpace(sql);
        await report(sql, row, result);
        await sql`update spaces set capacity = 8 where id = ${row}`;
        expect(await stateOf(sql, row)).toMatchObject({ status: 'pending', error: null });
      }
    }));

  test('a worker that died leaves a row pending, not syncing for ever', () =>
    play(db.sql, async ({ sql }) => {
      const row = await addSpace(sql);
      await claim(sql);
      await age(sql, row, 61);
      expect(await stateOf(sql, row)).toMatchObject({ status: 'pending' });
    }));

  test('it names the product, its default price and the prices that are active, in whole minor units', () =>
    play(db.sql, async ({ sql }) => {
      const row = await addSpace(sql);
      const price = { id: 'price_1', tariff: 'hour', unit_amount: 2500, currency: 'eur' };
      const prices = [
        { ...price, active: true },
        { ...price, id: 'price_0', active: false },
      ];
      await report(sql, row, 'synced', { product: { id: 'prod_1', default_price: 'price_1' }, prices });
      const shown = [{ tariff: 'hour', id: 'price_1', unitAmount: 2500, currency: 'eur' }];
      expect(await stateOf(sql, row)).toMatchObject({
        stripeProductId: 'prod_1',
        stripePriceId: 'price_1',
        prices: shown,
      });
    }));

  test('P1: a person is shown no state, and neither they nor a visitor learn that a row exists', () =>
    play(db.sql, async ({ sql, asPerson, asVisitor, asMachine }) => {
      const row = await addSpace(sql);
      for (const id of [row, randomUUID()]) {
        expect(
          only(await asPerson((as) => as<State[]>`select sync_state('space', ${id}) as state`)).state,
        ).toBeNull();
        expect((await refusalOf(asVisitor((as) => stateOf(as, id)))).code).toBe(DENIED);
      }
      expect(await asMachine((as) => stateOf(as, row))).toMatchObject({ status: 'pending' });
    }));
});

describe('how much is behind', () => {
  test('what is synced or refused is not; the rest says when the first is due, a lease included', () =>
    play(db.sql, async ({ sql, asMachine }) => {
      const behind = async () =>
        only(
          await asMachine(
            (as) => as<{ behind: string; due_in_seconds: number }[]>`select * from sync_behind()`,
          ),
        );
      expect(await behind()).toEqual({ behind: '0', due_in_seconds: null });
      const [good, bad, slow] = [await addSpace(sql), await addSpace(sql), await addSpace(sql)];
      expect(await behind()).toEqual({ behind: '3', due_in_seconds: 0 });
      await report(sql, good, 'synced');
      await report(sql, bad, 'refused');
      await report(sql, slow, 'retry');
      expect(await behind()).toEqual({ behind: '1', due_in_seconds: 60 });
      await sql`select * from sync_claim(${randomUUID()}, 'test', 90, 'space', ${slow})`;
      expect(await behind()).toEqual({ behind: '1', due_in_seconds: 90 });
    }));
});

describe('asking for one row to be synced now', () => {
  const asks: Record<string, (sql: TransactionSql, row: string) => Promise<State[]>> = {
    sync_mark: (sql, row) => sql<State[]>`select sync_mark('space', ${row}) as state`,
    sync_space_with_stripe: (sql, row) => sql<State[]>`select sync_space_with_stripe(${row}) as state`,
  };
  for (const [name, ask] of Object.entries(asks)) {
    test(`${name}: an admin and the secret key mark the row, also a refused one, and are told its state`, () =>
      play(db.sql, async ({ sql, asAdmin, asMachine }) => {
        const row = await addSpace(sql);
        await report(sql, row, 'refused');
        expect(await asAdmin((as) => ask(as, row))).toMatchObject([{ state: { status: 'pending' } }]);
        expect(await markOf(sql, row)).toMatchObject({ wanted: '2', look_from: '2', attempts: 0 });
        await asMachine((as) => ask(as, row));
        expect(await markOf(sql, row)).toMatchObject({ wanted: '3', look_from: '3' });
      }));

    test(`P1: ${name}: a person is refused with 403 whether or not the row exists, a visitor by the right itself`, () =>
      play(db.sql, async ({ sql, asPerson, asVisitor }) => {
        const row = await addSpace(sql);
        for (const id of [row, randomUUID()]) {
          expect(await refusalOf(asPerson((as) => ask(as, id)))).toMatchObject({
            code: 'PT403',
            hint: 'forbidden',
          });
          expect((await refusalOf(asVisitor((as) => ask(as, id)))).code).toBe(DENIED);
        }
        expect(await markOf(sql, row)).toMatchObject({ wanted: '1', look_from: null });
      }));

    test(`${name}: a row that never was is answered with 404 and its name`, () =>
      play(db.sql, async ({ asAdmin }) => {
        const id = randomUUID();
        const refused = await refusalOf(asAdmin((as) => ask(as, id)));
        expect(refused).toMatchObject({ code: 'PT404', hint: 'not_found' });
        expect(JSON.parse(refused.detail)).toEqual({ kind: 'space', id });
      }));
  }
});

describe('what Stripe is known to show', () => {
  test('P1: an admin and the secret key read it for the plan, a person gets nothing', () =>
    play(db.sql, async ({ sql, asAdmin, asMachine, asPerson, asVisitor }: Scene) => {
      const row = await addSpace(sql);
      const read = (as: TransactionSql) => as`select sync_seen('space', ${row}) as seen`;
      const nothing = { seen: { account: 'platform', seen: null, must_look: false } };
      expect(await asAdmin(read)).toEqual([nothing]);
      await report(sql, row, 'synced', { product: null, prices: [] });
      expect(await asMachine(read)).toEqual([
        { seen: { account: 'platform', seen: { product: null, prices: [] }, must_look: false } },
      ]);
      expect(await asPerson(read)).toEqual([{ seen: null }]);
      expect((await refusalOf(asVisitor(read))).code).toBe(DENIED);
    }));

  test('C16: a plan must look when a worker died or somebody asked for it', () =>
    play(db.sql, async ({ sql, asAdmin }) => {
      const [died, asked] = [await addSpace(sql), await addSpace(sql)];
      await claimOnly(sql, died);
      await sql`select sync_mark('space', ${asked})`;
      for (const row of [died, asked]) {
        const [answer] = await asAdmin((as) => as`select sync_seen('space', ${row}) as seen`);
        expect(answer).toMatchObject({ seen: { must_look: true } });
      }
    }));
});
