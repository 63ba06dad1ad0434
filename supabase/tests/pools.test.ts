import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { takeUnits } from './orders';
import { DENIED, only, play, refusalOf, type Scene } from './people';
import { twoSellers } from './sellers';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

test('S10: a capacity below what is sold and held is refused with the numbers, in the ticket type and in the event', () =>
  play(db.sql, async (scene) => {
    const { mine } = await twoSellers(scene);
    const { sql } = scene;
    await sql`update events set capacity = 100 where event_id = ${mine.event}`;
    await sql`update event_tickets set total_capacity = 50 where id = ${mine.ticket}`;
    for (const row of [mine.event, mine.ticket]) {
      await takeUnits(sql, row, 5, { isSold: true });
      await takeUnits(sql, row, 2, { isSold: false });
      await takeUnits(sql, row, 9, { isSold: false, seconds: -1 });
    }
    const lower = (units: number) => [
      () => sql.savepoint((as) => as`update events set capacity = ${units} where event_id = ${mine.event}`),
      () =>
        sql.savepoint((as) => as`select event_save(${mine.event}, ${JSON.stringify({ capacity: units })})`),
      () =>
        sql.savepoint(
          (as) => as`update event_tickets set total_capacity = ${units} where id = ${mine.ticket}`,
        ),
    ];
    const fields = [];
    for (const lowering of lower(6)) {
      const { hint, detail } = await refusalOf(lowering());
      expect(hint).toBe('capacity_below_sold');
      const told: unknown = JSON.parse(detail);
      expect(told).toMatchObject({ sold: 5, held: 2, least: 7 });
      fields.push(told);
    }
    expect(fields).toMatchObject([
      { field: 'capacity' },
      { field: 'capacity' },
      { field: `tickets.${mine.ticket}.total_capacity` },
    ]);
    for (const lowering of lower(7)) await lowering();
    expect(
      await sql`select kind, capacity from pools where row_id in (${mine.event}, ${mine.ticket}) order by kind`,
    ).toEqual([
      { kind: 'event', capacity: 7 },
      { kind: 'ticket', capacity: 7 },
    ]);
    await sql`update events set capacity = null where event_id = ${mine.event}`;
  }));

test('P1: an admin sees every pool, an organiser those of their events, nobody who holds what', () =>
  play(db.sql, async (scene) => {
    await twoSellers(scene);
    const seen = async (voice: Scene['asAdmin']) =>
      only(await voice((sql) => sql<{ count: number }[]>`select count(*)::int from pools`)).count;
    expect([await seen(scene.asAdmin), await seen(scene.asPerson)]).toEqual([4, 2]);
    expect((await refusalOf(seen(scene.asVisitor))).code).toBe(DENIED);
    for (const voice of [scene.asVisitor, scene.asPerson, scene.asAdmin])
      expect((await refusalOf(voice((sql) => sql`select * from private.holds`))).code).toBe(DENIED);
  }));
