-- A refund that has failed needs a person until somebody has seen to it: by asking once more, or in another way.
alter table public.refunds add column acknowledged_at timestamptz;

-- As before, and units of one item that are named twice are counted together; what is of another order is refused.
create or replace function public.order_refund(order_id uuid, lines text default null, puts_back boolean default true) returns jsonb
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
    with voided as (
      update public.ticket_codes set is_void = true where ticket_codes.code_id in (
        select codes.code_id from public.ticket_codes codes
        where codes.item_id = line.item_id and not codes.is_void
        order by codes.checked_in_at nulls first, codes.place desc limit line.units for update)
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

-- As before, and once: two admins who press at the same moment do not give the money back twice.
create or replace function public.refund_again(refund_id uuid) returns uuid
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

-- As before, and which refund needs a person.
create or replace function public.order_for_seller(order_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.order_shown(orders) || jsonb_build_object(
    'account', case when orders.account <> 'platform' then orders.account end,
    'organisationId', orders.organisation_id, 'feeMinor', orders.fee_minor, 'isLive', orders.is_live,
    'stripeSessionId', orders.stripe_session_id, 'stripePaymentIntentId', orders.stripe_payment_intent_id,
    'disputeStatus', orders.dispute_status,
    'refunds', (select coalesce(jsonb_agg(jsonb_build_object('id', refunds.refund_id, 'amountMinor', refunds.amount_minor,
        'reason', refunds.reason, 'status', refunds.status, 'stripeRefundId', refunds.stripe_refund_id,
        'error', refunds.error, 'attempts', refunds.attempts,
        'needsPerson', refunds.status in ('failed', 'canceled') and refunds.acknowledged_at is null,
        'canAskAgain', refunds.status in ('failed', 'canceled') and refunds.acknowledged_at is null
          and (refunds.is_returned or refunds.lines = '[]'),
        'createdAt', private.iso(refunds.created_at), 'settledAt', private.iso(refunds.settled_at))
        order by refunds.created_at, refunds.refund_id), '[]')
      from public.refunds where refunds.order_id = orders.order_id),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('stripePaymentIntentId', payments.stripe_payment_intent_id,
        'amountMinor', payments.amount_minor, 'isConfirmed', payments.is_confirmed, 'paidAt', private.iso(payments.paid_at))
        order by payments.paid_at), '[]')
      from public.payments where payments.order_id = orders.order_id),
    'history', (select coalesce(jsonb_agg(jsonb_build_object('id', history.id, 'what', history.what,
        'details', history.details, 'at', private.iso(history.at)) order by history.id), '[]')
      from public.order_history history where history.order_id = orders.order_id))
  from public.orders
  where orders.order_id = order_for_seller.order_id
    and (private.is_machine() or private.is_admin() or orders.organisation_id in (select private.my_organisations()));
$$;

-- As before; failed refunds count until they are seen to, everything that people seek by stands in one column, and so does
-- whether a person is needed.
create or replace view public.orders_listed with (security_invoker = true) as
  select orders.order_id as id, orders.number, orders.number::text as number_text, orders.status, orders.currency,
    orders.total_minor, orders.email, lower(orders.email) as sort_email, orders.created_at, orders.paid_at, orders.hold_until,
    orders.organisation_id, organisations.name as organisation_name, orders.dispute_status,
    coalesce(given.amount_minor, 0) as refunded_minor, coalesce(given.has_failed, false) as has_failed_refund,
    sold.units, sold.names, sold.kinds,
    concat_ws(' ', '#' || orders.number, orders.email, sold.names, sold.titles, organisations.name) as searched,
    coalesce(orders.organisation_id::text, 'platform') as seller_id,
    coalesce(given.has_failed, false) or orders.status = 'refunding'
      or coalesce(orders.dispute_status not in ('won', 'lost', 'warning_closed', 'prevented'), false) as needs_person
  from public.orders
  left join public.organisations using (organisation_id)
  left join lateral (
    select sum(refunds.amount_minor) filter (where refunds.status not in ('failed', 'canceled')) as amount_minor,
      bool_or(refunds.status in ('failed', 'canceled') and refunds.acknowledged_at is null) as has_failed
    from public.refunds where refunds.order_id = orders.order_id) given on true
  left join lateral (
    select sum(items.quantity) as units, string_agg(items.name, ', ' order by items.position) as names,
      string_agg(distinct items.title, ', ') as titles, array_agg(distinct items.kind) as kinds
    from public.order_items items where items.order_id = orders.order_id) sold on true;
