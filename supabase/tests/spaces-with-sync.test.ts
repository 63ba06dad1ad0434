import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { DENIED, play, refusalOf, type Scene } from './people';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

test('P1: it shows no sync state to people, nothing to visitors, and all of it to an admin', () =>
  play(db.sql, async (scene) => {
    await scene.sql`insert into spaces (name, is_active) values ('Open', true), ('Closed', false)`;
    const read = (voice: Scene['asAdmin']) =>
      voice((sql) => sql`select name, sync, sync_status from spaces_with_sync order by name`);
    expect(await read(scene.asPerson)).toEqual([{ name: 'Open', sync: null, sync_status: null }]);
    expect((await refusalOf(read(scene.asVisitor))).code).toBe(DENIED);
    expect(await read(scene.asAdmin)).toMatchObject([
      { name: 'Closed', sync: { status: 'pending' }, sync_status: 'pending' },
      { name: 'Open', sync: { status: 'pending' }, sync_status: 'pending' },
    ]);
  }));

test('C15: amounts come as exact text, and as numbers to sort by', () =>
  play(db.sql, async ({ sql, asAdmin }) => {
    await sql`insert into spaces (name, price_per_hour, price_per_half_day, price_per_day, price_per_month)
        values ('B', 9.1, 0.07, 10, 999999.999)`;
    const [row] = await asAdmin((as) => as`select * from spaces_with_sync`);
    expect(row).toMatchObject({
      price_per_hour: '9.100',
      price_per_half_day: '0.070',
      price_per_day: '10.000',
      price_per_month: '999999.999',
    });
    const sorted = await asAdmin(
      (as) => as`select sort_price_per_hour < sort_price_per_day as is_number from spaces_with_sync`,
    );
    expect(sorted).toEqual([{ is_number: true }]);
  }));
