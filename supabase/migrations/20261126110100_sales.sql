-- What was sold: payments that confirmed an order, less what was given back of them since, today and in seven days, as the
-- calendar of a time zone has it. A refund is taken off the day of its payment, so that no day is below nought.
create index payments_newest on public.payments (paid_at desc) where is_confirmed;

create function public.sales(is_live boolean, time_zone text default 'UTC') returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  today timestamptz;
  first_day timestamptz;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  today := date_trunc('day', now() at time zone time_zone) at time zone time_zone;
  first_day := (date_trunc('day', now() at time zone time_zone) - interval '6 days') at time zone time_zone;
  return (
    select coalesce(jsonb_agg(to_jsonb(sold) order by sold.week_minor desc, sold.currency), '[]')
    from (
      select orders.currency,
        coalesce(sum(payments.amount_minor - given.amount_minor) filter (where payments.paid_at >= today), 0) as today_minor,
        count(*) filter (where payments.paid_at >= today) as today_orders,
        sum(payments.amount_minor - given.amount_minor) as week_minor,
        count(*) as week_orders
      from public.payments join public.orders using (order_id)
      cross join lateral (
        select coalesce(sum(refunds.amount_minor), 0) as amount_minor from public.refunds
        where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id
          and refunds.status not in ('failed', 'canceled')) given
      where payments.is_confirmed and payments.paid_at >= first_day and orders.is_live = sales.is_live
      group by orders.currency) sold);
end;
$$;
grant execute on function public.sales(boolean, text) to authenticated, service_role;
