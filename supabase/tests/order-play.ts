import fc from 'fast-check';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { OrderModel } from './order-model';
import { step, type Move } from './order-steps';
import { showInStripe } from './orders';
import { only } from './people';

// What a session of the database needs to play moves: each in a transaction of its own that may be broken off, and after
// each the numbers of every pool.
const PLAYER = `
  create function pg_temp.run_out(id uuid) returns void language sql as $$
    update private.holds set expires_at = clock_timestamp() - interval '1 second' where order_id = id and not is_sold $$;
  create function pg_temp.ask_refund(id uuid, at int, units int, back boolean, name uuid) returns void language plpgsql as $$
    declare made uuid;
    begin
      if exists (select from refunds where refund_id = name) then return; end if;
      made := order_refund(id, (select json_build_array(json_build_object('item_id', item_id, 'quantity', units))::text
        from order_items where order_id = id and position = at), back) ->> 'refund_id';
      update refunds set refund_id = name where refund_id = made;
    end $$;
  create function pg_temp.tell_refund(name uuid, word text) returns void language sql as $$
    select refund_settle(json_build_object('id', 're_' || name, 'status', word, 'amount', refunds.amount_minor,
      'payment_intent', refunds.stripe_payment_intent_id, 'refund_id', name, 'failure_reason', null, 'account', account,
      'is_live', false)::text) from refunds join orders using (order_id) where refund_id = name $$;
  create function pg_temp.check_in(id uuid, at int, nth int) returns void language sql as $$
    select ticket_check_in(code) from ticket_codes join order_items items using (item_id)
    where items.order_id = id and items.position = at and ticket_codes.place = nth $$;
  create function pg_temp.resize(id uuid, units int) returns void language sql as $$
    update pools set capacity = units where row_id = id $$;

  create function pg_temp.play(moves jsonb, rows uuid[]) returns jsonb language plpgsql as $$
    declare
      move jsonb;
      seen jsonb := '[]';
    begin
      for move in select value from jsonb_array_elements(moves) loop
        for time in 1..case when move ->> 'times' = '2' then 2 else 1 end loop
          begin
            execute 'select ' || (move ->> 'sql');
            if move ->> 'times' = 'dies' then raise exception using errcode = 'TD000'; end if;
          exception when sqlstate 'TD000' or sqlstate 'PT409' or sqlstate 'PT422' then
            null;
          end;
        end loop;
        seen := seen || jsonb_build_object(
          'sold', (select jsonb_agg(taken.sold order by place) from unnest(rows) with ordinality listed (id, place)
            join pools on row_id = id, private.pool_taken(pool_id) taken),
          'held', (select jsonb_agg(taken.held order by place) from unnest(rows) with ordinality listed (id, place)
            join pools on row_id = id, private.pool_taken(pool_id) taken),
          'least', (select min(private.pool_left(pool_id)) from pools where row_id = any (rows)),
          'status', (select status from orders where order_id = (move ->> 'order')::uuid),
          -- Payments that neither confirmed their order nor are given back in full, or both; money given back beyond them.
          'lost', (select count(*) from payments where is_confirmed = exists (select from refunds
            where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id
              and refunds.amount_minor = payments.amount_minor and refunds.reason in ('sold_out', 'paid_twice', 'amount_differs'))
            or amount_minor < (select coalesce(sum(amount_minor), 0) from refunds
              where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id
                and refunds.status not in ('failed', 'canceled'))),
          -- Paid orders whose codes are not as many as their tickets.
          'codes', (select count(*) from order_items items join orders using (order_id) where status = 'paid'
            and quantity - refunded <> (select count(*) from ticket_codes codes where codes.item_id = items.item_id and not is_void)));
      end loop;
      return seen;
    end $$;`;

const seen = z.array(
  z.object({
    sold: z.array(z.number()),
    held: z.array(z.number()),
    least: z.number(),
    status: z.string().nullable(),
    lost: z.number(),
    codes: z.number(),
  }),
);

const CAPACITIES = [3, 2, 4, 4, 6];

/** An account with two events and four ticket types, and a session that can play moves against them. */
export async function stage(sql: Sql, account: string) {
  const session = await sql.reserve();
  await session.unsafe(PLAYER).simple();
  const { organisation_id } = only(
    await sql<{ organisation_id: string }[]>`
      insert into organisations (name, stripe_onbehalfof) values (${account}, ${account}) returning organisation_id`,
  );
  await sql`update private.stripe_accounts set access = 'granted', charges_enabled = true where account = ${account}`;
  const rows: string[] = [];
  let event = '';
  for (const capacity of [null, CAPACITIES[4] ?? null]) {
    const held = await sql<{ event_id: string }[]>`
      insert into events (organisation_id, title, capacity, is_published)
      values (${organisation_id}, ${account}, ${capacity}, true) returning event_id`;
    event = only(held).event_id;
    for (const units of CAPACITIES.slice(rows.length, rows.length + 2)) {
      const sold = await sql<{ id: string }[]>`
        insert into event_tickets (event_id, name, price, currency, total_capacity)
        values (${event}, 'Seat', 1, 'eur', ${units}) returning id`;
      rows.push(only(sold).id);
    }
    const prices = rows.slice(-2).map((tariff) => ({ tariff, unit_amount: 100 }));
    await showInStripe(sql, 'event', event, prices);
  }
  rows.push(event);
  const play = async (moves: Move[]) => {
    await session`begin`;
    try {
      const [row] = await session`select pg_temp.play(${sql.json(moves)}, ${rows}) as seen`;
      return seen.parse(row?.seen);
    } finally {
      await session`rollback`;
    }
  };
  return { play, rows, account, release: () => session.release() };
}

/**
 * Plays random interleavings in the model and in the database, and compares after every move whose each unit is (S7).
 * @returns how many moves were played.
 */
export async function playInterleavings(
  { play, rows, account }: Awaited<ReturnType<typeof stage>>,
  runs: { numRuns: number; seed: number; endOnFailure?: boolean },
): Promise<number> {
  let played = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const moves = new OrderModel(rows, [...CAPACITIES], account).play(steps);
      const shown = await play(moves);
      played += moves.length;
      for (const [at, { sql, times, sold, held, status }] of moves.entries()) {
        const now = shown[at];
        const differs =
          JSON.stringify([sold, held, status]) !== JSON.stringify([now?.sold, now?.held, now?.status]) ||
          (now?.least ?? -1) < 0 ||
          now?.lost !== 0 ||
          now.codes !== 0;
        if (differs)
          throw new Error(
            `After ${sql} (${times}): expected ${JSON.stringify({ sold, held, status })}, got ${JSON.stringify(now)}`,
          );
      }
    }),
    runs,
  );
  return played;
}
