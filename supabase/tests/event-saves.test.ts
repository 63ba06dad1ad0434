import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDatabase, type Database } from './database';
import { only, play, refusalOf } from './people';
import { twoSellers } from './sellers';

let db: Database;
beforeAll(async () => {
  db = await startDatabase();
});
afterAll(() => db.stop());

describe('what is made by itself', () => {
  test('an address out of the title, another one when it is taken; a currency out of the organisation', () =>
    play(db.sql, async (scene) => {
      const { mine } = await twoSellers(scene);
      const add = async () =>
        only(
          await scene.sql<{ slug: string; event_id: string }[]>`
          insert into events (organisation_id, title) values (${mine.organisation}, 'Fête d’été : Cœur & Noël')
          returning slug, event_id`,
        );
      expect((await add()).slug).toBe('fete-d-ete-coeur-noel');
      const second = await add();
      expect(second.slug).toBe(`fete-d-ete-coeur-noel-${second.event_id.slice(0, 8)}`);
      expect(await scene.sql`select currency from event_tickets where id = ${mine.ticket}`).toEqual([
        { currency: 'aud' },
      ]);
    }));

  test('P5: a change of a ticket type moves its event on, an id that is written back does not', () =>
    play(db.sql, async (scene) => {
      const { mine } = await twoSellers(scene);
      const revision = async () =>
        only(
          await scene.sql<{ revision: string }[]>`select revision from events where event_id = ${mine.event}`,
        ).revision;
      const before = Number(await revision());
      await scene.sql`update event_tickets set stripe_price_id = 'price_1' where id = ${mine.ticket}`;
      expect(Number(await revision())).toBe(before);
      await scene.sql`update event_tickets set price = 41 where id = ${mine.ticket}`;
      expect(Number(await revision())).toBe(before + 1);
      const late = scene.sql.savepoint((sql) => sql`select event_save(${mine.event}, '{}', '[]', ${before})`);
      expect((await refusalOf(late)).hint).toBe('changed_meanwhile');
    }));

  test('a copy starts at another time of the wall clock and lasts as long by it, across a clock change', () =>
    play(db.sql, async (scene) => {
      const { mine } = await twoSellers(scene);
      await scene.sql`update events set time_zone = 'Europe/Paris', is_published = true,
        event_start = '2026-03-20T18:30:00Z', event_end = '2026-03-22T21:00:00Z' where event_id = ${mine.event}`;
      const { copy } = only(
        await scene.sql<{ copy: string }[]>`
        select event_copy(${mine.event}, 'Ball (copy)', '2026-03-27T19:30') as copy`,
      );
      expect(
        only(
          await scene.sql`
          select slug, is_published, to_char(event_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as starts,
            to_char(event_end at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as ends,
            (select count(*)::int from event_tickets where event_id = ${copy}) as tickets
          from events where event_id = ${copy}`,
        ),
      ).toEqual({
        slug: 'ball-copy',
        is_published: false,
        starts: '2026-03-27 18:30',
        ends: '2026-03-29 20:00',
        tickets: 1,
      });
    }));

  test('what is given away loses the price that it had in Stripe', () =>
    play(db.sql, async (scene) => {
      const { mine } = await twoSellers(scene);
      await scene.sql`update event_tickets set stripe_price_id = 'price_1' where id = ${mine.ticket}`;
      await scene.sql`update event_tickets set price = 0 where id = ${mine.ticket}`;
      expect(await scene.sql`select stripe_price_id from event_tickets where id = ${mine.ticket}`).toEqual([
        { stripe_price_id: null },
      ]);
    }));
});
