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

describe('who sees an event and its ticket types', () => {
  const titles = async (voice: Scene['asAdmin']) =>
    (await voice((sql) => sql<{ title: string }[]>`select title from events order by title`)).map(
      ({ title }) => title,
    );
  const seats = async (voice: Scene['asAdmin']) =>
    only(await voice((sql) => sql<{ count: number }[]>`select count(*)::int from event_tickets`)).count;

  test('P1: a visitor what is published, an organiser also their own, an admin and the secret key all', () =>
    play(db.sql, async (scene) => {
      await twoSellers(scene);
      expect(await titles(scene.asVisitor)).toEqual(['Theirs ball']);
      expect(await seats(scene.asVisitor)).toBe(1);
      for (const voice of [scene.asPerson, scene.asAdmin, scene.asMachine]) {
        expect(await titles(voice)).toEqual(['Mine ball', 'Theirs ball']);
        expect(await seats(voice)).toBe(2);
      }
      await scene.sql`delete from organisation_members`;
      expect(await titles(scene.asPerson)).toEqual(['Theirs ball']);
      expect(await seats(scene.asPerson)).toBe(1);
    }));

  test('P1: a ticket type that is not sold is seen by those who may sell it', () =>
    play(db.sql, async (scene) => {
      await twoSellers(scene);
      await scene.sql`update event_tickets set is_active = false`;
      expect([await seats(scene.asVisitor), await seats(scene.asPerson), await seats(scene.asAdmin)]).toEqual(
        [0, 1, 2],
      );
    }));

  test('P1: an organiser sees where their own events stand in Stripe, and no other mark', () =>
    play(db.sql, async (scene) => {
      const { mine } = await twoSellers(scene);
      await scene.sql`insert into spaces (name) values ('Atelier')`;
      expect(await scene.asPerson((sql) => sql`select row_id from private.sync_marks`)).toEqual([
        { row_id: mine.event },
      ]);
      const listed = await scene.asPerson((sql) => sql`select title, sync_status from events_with_sync`);
      expect(listed).toEqual([{ title: 'Mine ball', sync_status: 'skipped' }]);
    }));
});

describe('who changes an event and its ticket types', () => {
  test('P1: an organiser their own, and nothing of another organisation', () =>
    play(db.sql, async (scene) => {
      const { mine, theirs } = await twoSellers(scene);
      const rename = (event: string) =>
        scene.asPerson((sql) => sql`update events set title = 'Renamed' where event_id = ${event}`);
      expect((await rename(mine.event)).count).toBe(1);
      expect((await rename(theirs.event)).count).toBe(0);
      const cheapen = (ticket: string) =>
        scene.asPerson((sql) => sql`update event_tickets set price = 1 where id = ${ticket}`);
      expect((await cheapen(mine.ticket)).count).toBe(1);
      expect((await cheapen(theirs.ticket)).count).toBe(0);
      const deeds: ((sql: TransactionSql) => Promise<unknown>)[] = [
        (sql) =>
          sql`insert into events (organisation_id, title) values (${theirs.organisation}, 'Theirs too')`,
        (sql) => sql`insert into event_tickets (event_id, name) values (${theirs.event}, 'Mine there')`,
        (sql) =>
          sql`update events set organisation_id = ${theirs.organisation} where event_id = ${mine.event}`,
        (sql) => sql`select sync_mark('event', ${theirs.event})`,
      ];
      for (const deed of deeds)
        expect(['42501', 'PT403']).toContain((await refusalOf(scene.asPerson(deed))).code);
      expect(
        (await scene.asPerson((sql) => sql`delete from events where event_id = ${theirs.event}`)).count,
      ).toBe(0);
      await scene.asPerson((sql) => sql`select sync_mark('event', ${mine.event})`);
    }));

  test('P1: through the one call that saves an event with its ticket types, too', () =>
    play(db.sql, async (scene) => {
      const { mine, theirs } = await twoSellers(scene);
      const save = (voice: Scene['asAdmin'], event: string, tickets: object[]) =>
        voice((sql) => sql`select event_save(${event}, '{"title": "Saved"}', ${JSON.stringify(tickets)})`);
      const seat = { name: 'Seat', price: '12', currency: 'aud', is_active: true };
      await save(scene.asPerson, mine.event, [{ ...seat, id: mine.ticket }, seat]);
      expect(
        await scene.sql`select price::text, position from event_tickets where event_id = ${mine.event} order by position`,
      ).toEqual([
        { price: '12.000', position: 0 },
        { price: '12.000', position: 1 },
      ]);
      expect((await refusalOf(save(scene.asPerson, theirs.event, []))).hint).toBe('not_found');
      expect((await refusalOf(save(scene.asVisitor, theirs.event, []))).code).toBe(DENIED);
      // A ticket type of another event is not drawn over, and one that is gone is not dropped in silence.
      const taken = save(scene.asAdmin, mine.event, [{ ...seat, id: theirs.ticket, name: 'Taken over' }]);
      expect((await refusalOf(taken)).hint).toBe('changed_meanwhile');
    }));
});

describe('what an event may not be', () => {
  const refused: [
    string,
    (sql: TransactionSql, ids: { organisation: string; event: string }) => Promise<unknown>,
    string,
  ][] = [
    [
      'over before it starts',
      (sql, { event }) =>
        sql`update events set event_start = now(), event_end = now() - interval '1 hour' where event_id = ${event}`,
      CHECK,
    ],
    [
      'under itself',
      (sql, { event }) => sql`update events set parent_event_id = ${event} where event_id = ${event}`,
      'PT422',
    ],
    [
      'at an address that is taken',
      (sql, { organisation }) =>
        sql`insert into events (organisation_id, title, slug) values (${organisation}, 'A', 'theirs-ball')`,
      UNIQUE,
    ],
    [
      'at an address with blanks',
      (sql, { organisation }) =>
        sql`insert into events (organisation_id, title, slug) values (${organisation}, 'A', 'My ball')`,
      CHECK,
    ],
    [
      'in a zone that is none',
      (sql, { organisation }) =>
        sql`insert into events (organisation_id, title, time_zone) values (${organisation}, 'A', 'Europe/Nowhere')`,
      'PT422',
    ],
    [
      'in an abbreviated zone',
      (sql, { organisation }) =>
        sql`insert into events (organisation_id, title, time_zone) values (${organisation}, 'A', 'EST')`,
      CHECK,
    ],
    [
      'for nobody',
      (sql, { organisation }) =>
        sql`insert into events (organisation_id, title, capacity) values (${organisation}, 'A', 0)`,
      CHECK,
    ],
    [
      'with a price below zero',
      (sql, { event }) => sql`insert into event_tickets (event_id, name, price) values (${event}, 'A', -1)`,
      CHECK,
    ],
  ];
  for (const [what, deed, code] of refused) {
    test(what, () =>
      play(db.sql, async (scene) => {
        const { mine } = await twoSellers(scene);
        expect((await refusalOf(scene.sql.savepoint((sql) => deed(sql, mine)))).code).toBe(code);
      }),
    );
  }

  test('under its own sub-event, or under an event of another organisation', () =>
    play(db.sql, async (scene) => {
      const { mine, theirs } = await twoSellers(scene);
      const { sub } = only(
        await scene.sql<{ sub: string }[]>`
        insert into events (organisation_id, title, parent_event_id) values (${mine.organisation}, 'Sub', ${mine.event})
        returning event_id as sub`,
      );
      const under = (parent: string) =>
        scene.sql.savepoint(
          (sql) => sql`update events set parent_event_id = ${parent} where event_id = ${mine.event}`,
        );
      expect((await refusalOf(under(sub))).hint).toBe('parent_circle');
      expect((await refusalOf(under(theirs.event))).hint).toBe('parent_of_another');
    }));
});
