-- What the shop shows, and what buyers, admins and organisers read of orders.

-- A moment as RFC 3339 in UTC.
create function private.iso(moment timestamptz) returns text
language sql immutable set search_path = '' as $$
  select to_char(iso.moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
$$;

-- Everything that is on sale, with what is left of it, in one read: the shop's pages and routes share it.
create function public.shop_catalog() returns jsonb
language sql stable security definer set search_path = '' as $$
  with taken as materialized (
    select holds.pool_id, sum(holds.units) as units from private.holds
    where holds.is_sold or holds.expires_at > clock_timestamp() group by holds.pool_id
  ), rooms as materialized (
    select pools.kind, pools.row_id, greatest(pools.capacity - coalesce(taken.units, 0), 0) as left
    from public.pools left join taken using (pool_id) where pools.capacity is not null
  ), prices as materialized (
    select marks.kind, marks.row_id, price ->> 'tariff' as tariff
    from private.sync_marks marks, jsonb_array_elements(marks.seen -> 'prices') price
    where not marks.is_left and (marks.seen #>> '{product,active}')::boolean and (price ->> 'active')::boolean
  )
  select jsonb_build_object(
    'products', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', products.id, 'slug', products.slug, 'name', products.name, 'description', products.description,
        'imageUrl', products.image_url, 'price', products.price::text, 'currency', products.currency,
        'available', coalesce(rooms.left, 0),
        'isOnSale', products.price = 0 or prices.tariff is not null)
        order by products.created_at desc, lower(products.name), products.id), '[]')
      from public.products
      left join rooms on rooms.kind = 'product' and rooms.row_id = products.id
      left join prices on prices.kind = 'product' and prices.row_id = products.id
      where products.is_active),
    'events', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', events.event_id, 'slug', events.slug, 'title', events.title, 'description', events.description,
        'type', events.type, 'start', private.iso(events.event_start), 'end', private.iso(events.event_end),
        'timeZone', events.time_zone, 'imageUrl', events.image_url,
        'isOver', coalesce(coalesce(events.event_end, events.event_start) <= now(), false),
        'organisation', jsonb_build_object('id', organisations.organisation_id, 'name', organisations.name),
        'parent', case when parents.is_published then jsonb_build_object('slug', parents.slug, 'title', parents.title) end,
        'ticketTypes', (select coalesce(jsonb_agg(jsonb_build_object(
            'id', sold.id, 'name', sold.name, 'description', sold.description,
            'eligibility', sold.eligibility_criteria ->> 'description', 'price', sold.price::text, 'currency', sold.currency,
            'available', least(own.left, whole.left),
            'isOnSale', private.why_not(coalesce(organisations.stripe_onbehalfof, 'none')) is null
              and (sold.price = 0 or prices.tariff is not null))
            order by sold.position, sold.created_at, sold.id), '[]')
          from public.event_tickets sold
          left join rooms own on own.kind = 'ticket' and own.row_id = sold.id
          left join rooms whole on whole.kind = 'event' and whole.row_id = events.event_id
          left join prices on prices.kind = 'event' and prices.row_id = events.event_id and prices.tariff = sold.id::text
          where sold.event_id = events.event_id and sold.is_active))
        order by events.event_start nulls last, events.title, events.event_id), '[]')
      from public.events join public.organisations using (organisation_id)
      left join public.events parents on parents.event_id = events.parent_event_id
      where events.is_published),
    'spaces', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', spaces.id, 'name', spaces.name, 'description', spaces.description, 'type', spaces.type,
        'capacity', spaces.capacity, 'imageUrl', spaces.image_url, 'currency', spaces.currency,
        'prices', (select coalesce(jsonb_agg(jsonb_build_object('tariff', tariffs.tariff, 'price', tariffs.price::text,
            'isOnSale', tariffs.price = 0 or prices.tariff is not null) order by tariffs.place), '[]')
          from (values (1, 'hour', spaces.price_per_hour), (2, 'half_day', spaces.price_per_half_day),
            (3, 'day', spaces.price_per_day), (4, 'month', spaces.price_per_month)) tariffs (place, tariff, price)
          left join prices on prices.kind = 'space' and prices.row_id = spaces.id and prices.tariff = tariffs.tariff
          where tariffs.price is not null))
        order by lower(spaces.name), spaces.id), '[]')
      from public.spaces where spaces.is_active));
$$;
grant execute on function public.shop_catalog() to anon, service_role;

-- An order in full, for whoever may read it: buyers by their key, admins and organisers by their rights.
create function private.order_shown(shown public.orders) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', shown.order_id, 'number', shown.number, 'status', shown.status, 'currency', shown.currency,
    'totalMinor', shown.total_minor, 'email', shown.email, 'locale', shown.locale,
    'seller', (select organisations.name from public.organisations
      where organisations.organisation_id = shown.organisation_id),
    'createdAt', private.iso(shown.created_at), 'paidAt', private.iso(shown.paid_at),
    'closedAt', private.iso(shown.closed_at), 'holdUntil', private.iso(shown.hold_until),
    'checkoutUrl', shown.checkout_url,
    'items', (select coalesce(jsonb_agg(jsonb_build_object('id', items.item_id, 'kind', items.kind, 'rowId', items.row_id,
        'tariff', items.tariff, 'name', items.name, 'title', items.title, 'quantity', items.quantity,
        'unitAmountMinor', items.unit_amount_minor, 'refunded', items.refunded, 'returned', items.returned,
        'event', (select jsonb_build_object('id', events.event_id, 'slug', events.slug, 'title', events.title,
            'start', private.iso(events.event_start), 'timeZone', events.time_zone)
          from public.events where events.event_id = items.event_id),
        'codes', (select coalesce(jsonb_agg(jsonb_build_object('id', codes.code_id, 'code', codes.code,
            'isVoid', codes.is_void, 'checkedInAt', private.iso(codes.checked_in_at)) order by codes.place), '[]')
          from public.ticket_codes codes where codes.item_id = items.item_id))
        order by items.position), '[]')
      from public.order_items items where items.order_id = shown.order_id),
    'refunds', (select coalesce(jsonb_agg(jsonb_build_object('id', refunds.refund_id, 'amountMinor', refunds.amount_minor,
        'reason', refunds.reason, 'status', refunds.status, 'createdAt', private.iso(refunds.created_at),
        'settledAt', private.iso(refunds.settled_at)) order by refunds.created_at, refunds.refund_id), '[]')
      from public.refunds where refunds.order_id = shown.order_id));
$$;

-- The order of whoever holds its key, given as its hash; nothing for anybody else.
create function public.order_for_buyer(order_id uuid, key_hash text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.order_shown(orders) from public.orders
  where orders.order_id = order_for_buyer.order_id and orders.key_hash = order_for_buyer.key_hash;
$$;
grant execute on function public.order_for_buyer(uuid, text) to service_role;

-- An order as the admin's page shows it, with what only those who sell need to know.
create function public.order_for_seller(order_id uuid) returns jsonb
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
grant execute on function public.order_for_seller(uuid) to authenticated, service_role;

-- The orders as the admin's table filters and sorts them.
create view public.orders_listed with (security_invoker = true) as
  select orders.order_id as id, orders.number, orders.number::text as number_text, orders.status, orders.currency,
    orders.total_minor, orders.email, lower(orders.email) as sort_email, orders.created_at, orders.paid_at, orders.hold_until,
    orders.organisation_id, organisations.name as organisation_name, orders.dispute_status,
    -- Refunds that are asked for or have arrived, and whether one of them needs a person.
    coalesce(given.amount_minor, 0) as refunded_minor, coalesce(given.has_failed, false) as has_failed_refund,
    sold.units, sold.names, sold.kinds,
    -- All that people seek by.
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
grant select on public.orders_listed to authenticated, service_role;

-- Alerts that are to be posted, for a minute.
create function public.alert_claim() returns table (alert_id bigint, what text, details jsonb, created_at timestamptz)
language sql security definer set search_path = '' as $$
  select alerts.alert_id, alerts.what, alerts.details, alerts.created_at from private.alerts
  where alerts.sent_at is null order by alerts.alert_id limit 20;
$$;
grant execute on function public.alert_claim() to service_role;
create function public.alert_sent(alert_id bigint) returns void
language sql security definer set search_path = '' as $$
  update private.alerts set sent_at = now() where alerts.alert_id = alert_sent.alert_id;
$$;
grant execute on function public.alert_sent(bigint) to service_role;
