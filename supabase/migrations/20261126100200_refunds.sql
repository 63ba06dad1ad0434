-- Money that goes back. A refund is asked for here, in one transaction with what it is about, and then made at Stripe; whoever
-- dies between the two leaves it to the next.
create table public.refunds (
  refund_id                uuid primary key default gen_random_uuid(),
  order_id                 uuid not null references public.orders,
  stripe_payment_intent_id text not null references public.payments,
  amount_minor             bigint not null constraint refunds_amount_minor_range check (amount_minor > 0),
  -- Which units: a list of `{item_id, quantity, returns, codes}`: `returns` of them go on sale again, `codes` let nobody in.
  lines                    jsonb not null default '[]',
  reason                   text not null constraint refunds_reason_known
    check (reason in ('asked', 'sold_out', 'paid_twice', 'amount_differs', 'elsewhere')),
  status                   text not null default 'asked' constraint refunds_status_known
    check (status in ('asked', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled')),
  stripe_refund_id         text constraint refunds_stripe_refund_id_unique unique,
  error                    jsonb,
  -- Whether its units are on sale again.
  is_returned              boolean not null default false,
  attempts                 int not null default 0,
  next_attempt_at          timestamptz default now(),
  asked_by                 uuid,
  created_at               timestamptz not null default now(),
  settled_at               timestamptz,
  -- A refund that has failed needs a person until somebody has seen to it: by asking once more, or in another way.
  acknowledged_at          timestamptz
);
create index refunds_of_order on public.refunds (order_id, created_at);
create index refunds_of_payment on public.refunds (stripe_payment_intent_id);
create index refunds_to_make on public.refunds (next_attempt_at) where status = 'asked';
alter table public.refunds enable row level security;
grant select on public.refunds to authenticated, service_role;
create policy "admins see every refund, organisers those of their orders" on public.refunds
  for select to authenticated using ((select private.is_admin()) or order_id in (select private.my_orders()));

-- What goes back, pending refunds included, is never more than what was paid (S9).
create function private.tg_refunds__bound() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  paid bigint;
  given bigint;
begin
  if new.status in ('failed', 'canceled') then
    return new;
  end if;
  select payments.amount_minor into paid from public.payments
  where payments.stripe_payment_intent_id = new.stripe_payment_intent_id for update;
  select coalesce(sum(refunds.amount_minor), 0) into given from public.refunds
  where refunds.stripe_payment_intent_id = new.stripe_payment_intent_id and refunds.refund_id <> new.refund_id
    and refunds.status not in ('failed', 'canceled');
  -- Stripe has the last word about what it has given back already.
  if given + new.amount_minor > paid and new.stripe_refund_id is null then
    perform private.refuse(422, 'refund_over_paid', jsonb_build_object('left', paid - given));
  end if;
  return new;
end;
$$;
create trigger _100_bound before insert or update of status, amount_minor on public.refunds
  for each row execute function private.tg_refunds__bound();

create function private.tg_refunds__poke() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.poke();
  return null;
end;
$$;
create trigger _900_poke after insert on public.refunds
  for each statement execute function private.tg_refunds__poke();

-- Asks for the refund of units of a paid order: `lines` is JSON in a text, a list of `{item_id, quantity}`; all that is left
-- when it is null. Codes of units that are given back let nobody in; a ticket that was used is never sold again (S8).
create function public.order_refund(order_id uuid, lines text default null, puts_back boolean default true) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  refunded public.orders;
  line record;
  told jsonb := '[]';
  amount bigint := 0;
  unused int;
  codes jsonb;
  left_to_give bigint;
  made public.refunds;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into refunded from public.orders where orders.order_id = order_refund.order_id for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', order_refund.order_id));
  end if;
  if refunded.status <> 'paid' then
    perform private.refuse(409, 'not_refundable', jsonb_build_object('status', refunded.status));
  end if;
  if refunded.dispute_status not in ('won', 'warning_closed', 'prevented') then
    perform private.refuse(409, 'charge_disputed');
  end if;
  if exists (select from jsonb_to_recordset(lines::jsonb) asked (item_id uuid)
    where not exists (select from public.order_items items
      where items.item_id = asked.item_id and items.order_id = refunded.order_id)) then
    perform private.refuse(422, 'not_of_this_order');
  end if;
  for line in
    select items.*, coalesce(wanted.quantity, items.quantity - items.refunded) as units
    from public.order_items items
    left join (
      select asked.item_id, sum(asked.quantity)::int as quantity
      from jsonb_to_recordset(lines::jsonb) asked (item_id uuid, quantity int) group by asked.item_id) wanted using (item_id)
    where items.order_id = refunded.order_id and (lines is null or wanted.item_id is not null)
    order by items.position for update of items
  loop
    if line.units = 0 then
      continue;
    end if;
    if line.units < 0 or line.units > line.quantity - line.refunded then
      perform private.refuse(422, 'refund_over_bought', jsonb_build_object('name', line.name,
        'left', line.quantity - line.refunded));
    end if;
    -- Codes that nobody has used go first.
    -- They are chosen once: in a nested loop, the database would choose anew for every row.
    with chosen as materialized (
      select codes.code_id from public.ticket_codes codes
      where codes.item_id = line.item_id and not codes.is_void
      order by codes.checked_in_at nulls first, codes.place desc limit line.units for update
    ), voided as (
      update public.ticket_codes set is_void = true from chosen where ticket_codes.code_id = chosen.code_id
      returning ticket_codes.code_id, ticket_codes.checked_in_at)
    select case when line.kind = 'ticket' then count(*) filter (where voided.checked_in_at is null) else line.units end,
      coalesce(jsonb_agg(voided.code_id), '[]')
    into unused, codes from voided;
    update public.order_items set refunded = order_items.refunded + line.units where order_items.item_id = line.item_id;
    amount := amount + line.units * line.unit_amount_minor;
    told := told || jsonb_build_object('item_id', line.item_id, 'quantity', line.units,
      'returns', case when puts_back then unused else 0 end, 'codes', codes);
  end loop;
  if jsonb_array_length(told) = 0 then
    perform private.refuse(422, 'nothing_to_refund');
  end if;
  -- What had failed for these units is being done over.
  update public.refunds set acknowledged_at = now()
  where refunds.order_id = refunded.order_id and refunds.status in ('failed', 'canceled') and refunds.acknowledged_at is null
    and exists (select from jsonb_to_recordset(refunds.lines) failed (item_id uuid)
      join jsonb_to_recordset(told) again (item_id uuid) using (item_id));
  -- Money that went back without units, by Stripe's dashboard, is not given twice.
  select payments.amount_minor - coalesce((select sum(refunds.amount_minor) from public.refunds
      where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id
        and refunds.status not in ('failed', 'canceled')), 0)
  into left_to_give
  from public.payments where payments.stripe_payment_intent_id = refunded.stripe_payment_intent_id for update;
  amount := least(amount, coalesce(left_to_give, 0));
  if amount = 0 then
    -- What was given away, or paid back already, goes back without money.
    perform private.return_units(refunded.order_id, told);
    perform private.note(refunded.order_id, 'units_given_back', jsonb_build_object('lines', told));
    perform private.close_if_refunded(refunded.order_id);
    return jsonb_build_object('refund_id', null, 'amount_minor', 0);
  end if;
  insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, lines, reason, asked_by)
  values (refunded.order_id, refunded.stripe_payment_intent_id, amount, told, 'asked', auth.uid())
  returning * into made;
  perform private.note(refunded.order_id, 'refund_asked',
    jsonb_build_object('refund_id', made.refund_id, 'amount_minor', amount, 'lines', told));
  return jsonb_build_object('refund_id', made.refund_id, 'amount_minor', amount);
end;
$$;
grant execute on function public.order_refund(uuid, text, boolean) to authenticated, service_role;

-- Puts units on sale again, in the pools that they came from.
create function private.return_units(order_id uuid, lines jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  back record;
begin
  for back in
    select pool_id, sum(line.returns)::int as units
    from jsonb_to_recordset(lines) line (item_id uuid, returns int)
    join public.order_items items using (item_id), private.pools_of(items.kind, items.row_id, items.event_id) pool_id
    where line.returns > 0
    group by pool_id order by pool_id
  loop
    perform from public.pools where pools.pool_id = back.pool_id for update;
    delete from private.holds where holds.order_id = return_units.order_id and holds.pool_id = back.pool_id
      and holds.units <= back.units;
    if not found then
      update private.holds set units = holds.units - back.units
      where holds.order_id = return_units.order_id and holds.pool_id = back.pool_id;
    end if;
  end loop;
  update public.order_items set returned = order_items.returned + line.returns
  from jsonb_to_recordset(lines) line (item_id uuid, returns int)
  where order_items.item_id = line.item_id;
end;
$$;

-- Takes units back that a failed refund had put on sale. @returns whether they were still there.
create function private.take_units_back(order_id uuid, lines jsonb) returns boolean
language plpgsql set search_path = '' as $$
begin
  perform from public.pools where pools.pool_id in (
    select private.pools_of(items.kind, items.row_id, items.event_id)
    from jsonb_to_recordset(lines) line (item_id uuid) join public.order_items items using (item_id))
  order by pools.pool_id for update;
  begin
    insert into private.holds as holds (order_id, pool_id, units, is_sold, expires_at)
    select take_units_back.order_id, pool_id, sum(line.returns), true, 'infinity'
    from jsonb_to_recordset(lines) line (item_id uuid, returns int)
    join public.order_items items using (item_id), private.pools_of(items.kind, items.row_id, items.event_id) pool_id
    where line.returns > 0
    group by pool_id order by pool_id
    on conflict on constraint holds_order_id_unique do update set units = holds.units + excluded.units;
  exception when sqlstate 'PT409' then
    return false;
  end;
  update public.order_items set returned = order_items.returned - line.returns
  from jsonb_to_recordset(lines) line (item_id uuid, returns int)
  where order_items.item_id = line.item_id;
  return true;
end;
$$;

-- An order is closed when its money went back: all of it, and all of its units unless it could never be honoured.
create function private.close_if_refunded(order_id uuid) returns void
language sql set search_path = '' as $$
  update public.orders set status = 'refunded', closed_at = now()
  where orders.order_id = close_if_refunded.order_id and orders.status in ('paid', 'refunding')
    and not exists (select from public.payments
      where payments.order_id = orders.order_id and payments.amount_minor > coalesce((
        select sum(refunds.amount_minor) from public.refunds
        where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id and refunds.status = 'succeeded'), 0))
    and (orders.status = 'refunding' or not exists (select from public.order_items items
      where items.order_id = orders.order_id and items.refunded < items.quantity));
$$;

-- Takes refunds that are to be made at Stripe, for a minute.
create function public.refund_claim(is_live boolean) returns table (refund_id uuid, order_id uuid, account text,
  payment_intent text, amount_minor bigint, fee_minor bigint, attempts int)
language sql security definer set search_path = '' as $$
  update public.refunds set attempts = refunds.attempts + 1, next_attempt_at = now() + interval '1 minute'
  from (
    select due.refund_id, orders.account, orders.fee_minor
    from public.refunds due join public.orders using (order_id)
    where due.status = 'asked' and due.next_attempt_at <= now() and orders.is_live = refund_claim.is_live
    order by due.next_attempt_at limit 20 for update of due skip locked) taken
  where refunds.refund_id = taken.refund_id
  returning refunds.refund_id, refunds.order_id, taken.account, refunds.stripe_payment_intent_id, refunds.amount_minor,
    taken.fee_minor, refunds.attempts;
$$;
grant execute on function public.refund_claim(boolean) to service_role;

-- A refund could not be made: tried again later, or given up when Stripe has refused it.
create function public.refund_trouble(refund_id uuid, error text, is_final boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  troubled public.refunds;
begin
  update public.refunds set error = refund_trouble.error::jsonb,
    next_attempt_at = now() + least(interval '2 seconds' * power(2, refunds.attempts), interval '1 hour')
  where refunds.refund_id = refund_trouble.refund_id and refunds.status = 'asked' returning * into troubled;
  if found and is_final then
    perform private.settle_refund(troubled, 'failed');
  end if;
end;
$$;
grant execute on function public.refund_trouble(uuid, text, boolean) to service_role;

-- What Stripe shows of a refund, however often and in whatever order it is told. `report` is JSON in a text:
-- `{id, status, amount, payment_intent, refund_id, failure_reason, account, is_live}`, where refund_id is ours, if it has one.
create function public.refund_settle(report text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  shown constant jsonb := report::jsonb;
  known public.refunds;
  paid public.payments;
begin
  select payments.* into paid from public.payments join public.orders using (order_id)
  where payments.stripe_payment_intent_id = shown ->> 'payment_intent' and orders.account = shown ->> 'account'
    and orders.is_live = (shown ->> 'is_live')::boolean;
  if not found then
    return null;
  end if;
  -- The order before its refunds, as everybody takes them.
  perform from public.orders where orders.order_id = paid.order_id for update;
  select * into known from public.refunds
  where refunds.stripe_refund_id = shown ->> 'id'
    or (refunds.stripe_refund_id is null and refunds.refund_id::text = shown ->> 'refund_id');
  if not found then
    -- Made in Stripe's dashboard: it counts, and gives no unit back.
    insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, reason, status, stripe_refund_id,
      next_attempt_at)
    values (paid.order_id, paid.stripe_payment_intent_id, (shown ->> 'amount')::bigint, 'elsewhere', 'pending', shown ->> 'id',
      null)
    returning * into known;
    perform private.note(paid.order_id, 'refund_elsewhere', jsonb_build_object('refund_id', known.refund_id,
      'amount_minor', known.amount_minor));
  elsif known.stripe_refund_id is null then
    update public.refunds set stripe_refund_id = shown ->> 'id', next_attempt_at = null
    where refunds.refund_id = known.refund_id returning * into known;
  end if;
  if shown ->> 'failure_reason' is not null then
    update public.refunds set error = jsonb_build_object('code', shown ->> 'failure_reason', 'detail', '')
    where refunds.refund_id = known.refund_id;
  end if;
  perform private.settle_refund(known, shown ->> 'status');
  return shown ->> 'status';
end;
$$;
grant execute on function public.refund_settle(text) to service_role;

-- How far a refund has come. What was read earlier may be told later: nothing goes back (W3).
create function private.refund_rank(status text) returns int
language sql immutable set search_path = '' as $$
  select array_position(array['asked', 'requires_action', 'pending', 'succeeded', 'canceled', 'failed'], status);
$$;

-- Units return when a refund has succeeded, once (S8); one that fails after all takes them back, or says so loudly.
create function private.settle_refund(known public.refunds, now_is text) returns void
language plpgsql set search_path = '' as $$
declare
  told constant jsonb := jsonb_build_object('refund_id', known.refund_id, 'amount_minor', known.amount_minor);
  has_units boolean := true;
begin
  if private.refund_rank(now_is) <= private.refund_rank(known.status) or known.status in ('failed', 'canceled') then
    return;
  end if;
  update public.refunds set status = now_is, next_attempt_at = null,
    settled_at = case when now_is in ('succeeded', 'failed', 'canceled') then now() end
  where refunds.refund_id = known.refund_id;
  if now_is = 'succeeded' then
    perform private.return_units(known.order_id, known.lines);
    update public.refunds set is_returned = true where refunds.refund_id = known.refund_id;
    perform private.note(known.order_id, 'refund_succeeded', told);
    perform private.close_if_refunded(known.order_id);
  elsif now_is in ('failed', 'canceled') then
    perform private.note(known.order_id, 'refund_failed', told);
    if known.is_returned then
      has_units := private.take_units_back(known.order_id, known.lines);
    end if;
    if has_units then
      -- They are the buyer's again, and let in again.
      update public.refunds set is_returned = false where refunds.refund_id = known.refund_id;
      update public.order_items set refunded = order_items.refunded - line.quantity
      from jsonb_to_recordset(known.lines) line (item_id uuid, quantity int)
      where order_items.item_id = line.item_id;
      update public.ticket_codes set is_void = false
      from jsonb_to_recordset(known.lines) line (codes jsonb)
      where line.codes ? ticket_codes.code_id::text;
    else
      perform private.note(known.order_id, 'units_gone', told);
    end if;
    update public.orders set status = case when orders.paid_at is null then 'refunding' else 'paid' end, closed_at = null
    where orders.order_id = known.order_id and orders.status = 'refunded';
    perform private.alert(case when has_units then 'refund_failed' else 'refund_failed_units_gone' end,
      told || jsonb_build_object('order_id', known.order_id));
  end if;
end;
$$;

-- Asks once more for a refund that has failed and whose units are not the buyer's any more.
create function public.refund_again(refund_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  failed public.refunds;
  made uuid;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  perform from public.orders join public.refunds using (order_id)
  where refunds.refund_id = refund_again.refund_id for update of orders;
  select * into failed from public.refunds where refunds.refund_id = refund_again.refund_id;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', refund_id));
  end if;
  -- Units that are the buyer's again are given back by a refund of their own.
  if failed.status not in ('failed', 'canceled') or failed.acknowledged_at is not null
    or not (failed.is_returned or failed.lines = '[]') then
    perform private.refuse(409, 'not_refundable', jsonb_build_object('status', failed.status));
  end if;
  update public.refunds set acknowledged_at = now() where refunds.refund_id = failed.refund_id;
  insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, reason, asked_by)
  values (failed.order_id, failed.stripe_payment_intent_id, failed.amount_minor, failed.reason, auth.uid())
  returning refunds.refund_id into made;
  perform private.note(failed.order_id, 'refund_asked',
    jsonb_build_object('refund_id', made, 'amount_minor', failed.amount_minor));
  return made;
end;
$$;
grant execute on function public.refund_again(uuid) to authenticated, service_role;

-- Says that a failed refund was seen to in another way, such as by a transfer.
create function public.refund_acknowledge(refund_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  seen public.refunds;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into seen from public.refunds where refunds.refund_id = refund_acknowledge.refund_id for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', refund_id));
  end if;
  if seen.status in ('failed', 'canceled') and seen.acknowledged_at is null then
    update public.refunds set acknowledged_at = now() where refunds.refund_id = seen.refund_id;
    perform private.note(seen.order_id, 'refund_acknowledged',
      jsonb_build_object('refund_id', seen.refund_id, 'amount_minor', seen.amount_minor));
  end if;
  return seen.order_id;
end;
$$;
grant execute on function public.refund_acknowledge(uuid) to authenticated, service_role;

-- Chargebacks, as Stripe shows them; several are possible. While one is open or lost there is no refund.
create table private.disputes (
  stripe_dispute_id text primary key,
  order_id          uuid not null references public.orders on delete cascade,
  status            text not null,
  created_at        timestamptz not null default now()
);
create index disputes_of_order on private.disputes (order_id);
alter table private.disputes enable row level security;

create function public.order_dispute(dispute_id text, payment_intent text, status text, account text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  disputed uuid;
begin
  select orders.order_id into disputed from public.orders
  where orders.stripe_payment_intent_id = order_dispute.payment_intent and orders.account = order_dispute.account for update;
  if not found then
    return;
  end if;
  insert into private.disputes (stripe_dispute_id, order_id, status) values (dispute_id, disputed, order_dispute.status)
  on conflict on constraint disputes_pkey do update set status = excluded.status
  where disputes.status <> excluded.status;
  if not found then
    return;
  end if;
  -- One that is open says more than one that is over.
  update public.orders set dispute_status = (
    select disputes.status from private.disputes where disputes.order_id = disputed
    order by disputes.status in ('won', 'warning_closed', 'prevented'), disputes.created_at desc limit 1)
  where orders.order_id = disputed;
  perform private.note(disputed, 'dispute', jsonb_build_object('status', order_dispute.status));
  perform private.alert('dispute', jsonb_build_object('order_id', disputed, 'status', order_dispute.status));
end;
$$;
grant execute on function public.order_dispute(text, text, text, text) to service_role;

-- Lets one person in by a code, once. Those who work for the event's organisation may, and admins.
create function public.ticket_check_in(code text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  shown public.ticket_codes;
  outcome text;
begin
  select * into shown from public.ticket_codes
  where ticket_codes.code = upper(regexp_replace(trim(ticket_check_in.code), '\s', '', 'g')) for update;
  if not found or not (private.is_machine() or private.is_admin()
    or shown.order_id in (select private.my_orders())) then
    return '{"outcome": "unknown"}';
  end if;
  outcome := case when shown.is_void then 'void' when shown.checked_in_at is not null then 'used_before' else 'checked_in' end;
  if outcome = 'checked_in' then
    update public.ticket_codes set checked_in_at = clock_timestamp(), checked_in_by = auth.uid()
    where ticket_codes.code_id = shown.code_id returning * into shown;
    perform private.note(shown.order_id, 'checked_in', jsonb_build_object('code_id', shown.code_id));
  end if;
  return (select jsonb_build_object('outcome', outcome, 'code', shown.code, 'orderId', shown.order_id,
      'number', orders.number, 'name', items.name, 'title', items.title, 'eventId', shown.event_id,
      'place', shown.place, 'quantity', items.quantity, 'checkedInAt', shown.checked_in_at)
    from public.orders join public.order_items items using (order_id)
    where orders.order_id = shown.order_id and items.item_id = shown.item_id);
end;
$$;
grant execute on function public.ticket_check_in(text) to authenticated, service_role;
