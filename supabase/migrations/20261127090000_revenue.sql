-- What came in and what went back: by the day of a time zone's calendar, kind, project, seller and currency. A payment counts on
-- the day it confirmed its order, a refund on the day it succeeded; what could not be honoured was never ours. Two currencies
-- are never added up.
create index refunds_settled on public.refunds (settled_at) where status = 'succeeded';

-- The part of an amount that falls to one weight of several: the parts of all weights sum up to the amount, to the last unit.
-- `upto` is the sum of the weights so far, this one included.
create function private.part_of(amount bigint, weight bigint, upto bigint, total bigint) returns bigint
language sql immutable set search_path = '' as $$
  select (div(part_of.amount::numeric * upto, total) - div(part_of.amount::numeric * (upto - weight), total))::bigint;
$$;

-- Money that moved within a span: each payment and each refund, with what its fee is. A refund that we made takes its part of the
-- fee back with it, as Stripe counts that part (https://docs.stripe.com/connect/direct-charges#issue-refunds); of one that was
-- made elsewhere Stripe does not say, and the fee stays. `lines` are the units that a refund is for; none means all of them.
create function private.moves(starts timestamptz, ends timestamptz, is_live boolean)
returns table (move bigint, order_id uuid, at timestamptz, paid bigint, refunded bigint, fee bigint, lines jsonb)
language sql stable set search_path = '' as $$
  select row_number() over (), moved.* from (
    select payments.order_id, payments.paid_at, payments.amount_minor, 0::bigint, orders.fee_minor, '[]'::jsonb
    from public.payments join public.orders using (order_id)
    where payments.is_confirmed and payments.paid_at >= starts and payments.paid_at < ends and orders.is_live = moves.is_live
    union all
    select given.order_id, given.settled_at, 0, given.amount_minor,
      -case when given.reason = 'elsewhere' then 0 else private.part_of(orders.fee_minor, given.amount_minor,
        given.upto, payments.amount_minor) end,
      given.lines
    from (
      select refunds.*, sum(refunds.amount_minor) over (
        partition by refunds.stripe_payment_intent_id order by refunds.settled_at, refunds.refund_id)::bigint as upto
      from public.refunds
      where refunds.status = 'succeeded' and refunds.stripe_payment_intent_id in (
        select recent.stripe_payment_intent_id from public.refunds recent
        where recent.status = 'succeeded' and recent.settled_at >= starts and recent.settled_at < ends)) given
    join public.payments using (stripe_payment_intent_id)
    join public.orders on orders.order_id = payments.order_id
    where payments.is_confirmed and given.settled_at >= starts and given.settled_at < ends
      and orders.is_live = moves.is_live) moved;
$$;

-- The project that a sold thing belongs to, by the log of what Stripe holds; none while no run has looked.
create function private.project_sold(kind text, row_id uuid, account text, is_live boolean) returns text
language sql stable set search_path = '' as $$
  select null::text;
$$;

-- From one day to another, both included. What moved is shared among the items of its order by their amounts; a refund among
-- those that it is for. For admins: what organisers sold is on their orders.
create function public.revenue(from_day date, to_day date, time_zone text default 'UTC', is_live boolean default false)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  if to_day < from_day or to_day - from_day > 366 then
    perform private.refuse(422, 'bad_input', '{"field": "to"}');
  end if;
  return (
    with moved as materialized (
      select * from private.moves(from_day::timestamp at time zone time_zone,
        (to_day + 1)::timestamp at time zone time_zone, revenue.is_live)
    ), weighed as (
      select moved.*, items.kind, items.row_id, items.event_id, items.quantity, items.position,
        case when coalesce(named.total, 0) > 0 then coalesce(named.units * items.unit_amount_minor, 0)
          else items.quantity * items.unit_amount_minor end as weight
      from moved join public.order_items items using (order_id)
      cross join lateral (
        select sum(line.quantity) filter (where line.item_id = items.item_id) as units,
          sum(line.quantity * named_items.unit_amount_minor) as total
        from jsonb_to_recordset(moved.lines) line (item_id uuid, quantity int)
        join public.order_items named_items on named_items.item_id = line.item_id) named
    ), shared as (
      select weighed.*, sum(weight) over parts as upto, sum(weight) over (partition by move) as total
      from weighed window parts as (partition by move order by position)
    ), told as (
      select to_char(shared.at at time zone time_zone, 'YYYY-MM-DD') as day, shared.kind,
        private.project_sold(shared.kind, coalesce(shared.event_id, shared.row_id), orders.account, orders.is_live) as project,
        orders.organisation_id as seller_id, orders.currency,
        sum(case when shared.paid > 0 then shared.quantity else 0 end) as units,
        sum(private.part_of(shared.paid, weight::bigint, upto::bigint, total::bigint)) as gross_minor,
        sum(private.part_of(shared.refunded, weight::bigint, upto::bigint, total::bigint)) as refunded_minor,
        sum(private.part_of(shared.fee, weight::bigint, upto::bigint, total::bigint)) as fee_minor
      from shared join public.orders using (order_id)
      where shared.total > 0
      group by 1, 2, 3, 4, 5
    )
    select coalesce(jsonb_agg(to_jsonb(told) || jsonb_build_object('seller', organisations.name)
      order by told.day, told.currency, told.kind, told.project nulls first, organisations.name nulls first), '[]')
    from told left join public.organisations on organisations.organisation_id = told.seller_id);
end;
$$;
grant execute on function public.revenue(date, date, text, boolean) to authenticated, service_role;
