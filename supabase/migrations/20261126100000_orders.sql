-- An order is what one buyer asks of one seller: it holds its units while the checkout is open, and has them once it is paid.
-- Amounts that were charged, held or refunded are whole minor units of the order's currency.
alter table public.organisations add column fee_percent numeric(5,2) not null default 0
  constraint organisations_fee_percent_range check (fee_percent between 0 and 100);
comment on column public.organisations.fee_percent is 'What the platform keeps of each sale, in percent';
grant insert (fee_percent), update (fee_percent) on public.organisations to authenticated;

create table public.orders (
  order_id                 uuid primary key default gen_random_uuid(),
  -- What people call it.
  number                   bigint generated always as identity constraint orders_number_unique unique,
  status                   text not null default 'open' constraint orders_status_known
    check (status in ('open', 'processing', 'paid', 'refunding', 'refunded', 'expired', 'cancelled', 'failed')),
  -- Where the money goes: the platform's account, or the connected one of the seller.
  account                  text not null,
  organisation_id          uuid constraint orders_organisation_id_known references public.organisations,
  is_live                  boolean not null,
  currency                 text not null constraint orders_currency_iso check (currency ~ '^[a-z]{3}$'),
  total_minor              bigint not null constraint orders_total_minor_range check (total_minor >= 0),
  -- The platform's part of it.
  fee_minor                bigint not null default 0
    constraint orders_fee_minor_range check (fee_minor between 0 and total_minor),
  email                    text constraint orders_email_length check (length(email) <= 320),
  locale                   text not null default 'fr' constraint orders_locale_known check (locale in ('fr', 'en')),
  -- SHA-256 of the key that the buyer holds, in hexadecimal.
  key_hash                 text not null,
  stripe_session_id        text constraint orders_stripe_session_id_unique unique,
  stripe_payment_intent_id text,
  -- Where the buyer pays, while the checkout is open.
  checkout_url             text,
  -- Until when the units are promised; nothing once they are sold or free again.
  hold_until               timestamptz,
  -- When Stripe is to be asked, in case no notice has come.
  look_at                  timestamptz,
  looked_at                timestamptz,
  dispute_status           text,
  created_at               timestamptz not null default now(),
  paid_at                  timestamptz,
  closed_at                timestamptz
);
create index orders_newest on public.orders (created_at desc, order_id);
create index orders_of_organisation on public.orders (organisation_id, created_at desc);
create index orders_of_payment on public.orders (stripe_payment_intent_id);
create index orders_to_look_at on public.orders (look_at) where look_at is not null;

create table public.order_items (
  item_id           uuid primary key default gen_random_uuid(),
  order_id          uuid not null references public.orders on delete cascade,
  position          int not null,
  kind              text not null constraint order_items_kind_known check (kind in ('product', 'ticket', 'space')),
  row_id            uuid not null,
  tariff            text not null,
  -- The event of a ticket; its units come from the event's pool as well.
  event_id          uuid,
  -- Words and prices as they were when it was sold.
  name              text not null,
  title             text,
  quantity          int not null constraint order_items_quantity_range check (quantity between 1 and 1000000),
  unit_amount_minor bigint not null constraint order_items_unit_amount_minor_range check (unit_amount_minor >= 0),
  stripe_price_id   text,
  -- Units whose refund was asked for and has not failed.
  refunded          int not null default 0,
  -- Units that are on sale again.
  returned          int not null default 0,
  constraint order_items_refunded_range check (refunded between 0 and quantity),
  constraint order_items_returned_range check (returned between 0 and refunded)
);
create index order_items_of_order on public.order_items (order_id, position);
create index order_items_of_row on public.order_items (kind, row_id);
create index order_items_of_event on public.order_items (event_id);

-- What happened to an order, when. Never personal.
create table public.order_history (
  id       bigint generated always as identity primary key,
  order_id uuid not null references public.orders on delete cascade,
  what     text not null,
  details  jsonb not null default '{}',
  at       timestamptz not null default clock_timestamp()
);
create index order_history_of_order on public.order_history (order_id, id);

-- Money that has come in. Each payment is either what its order was confirmed by, or is given back in full.
create table public.payments (
  stripe_payment_intent_id text primary key,
  order_id                 uuid not null references public.orders,
  stripe_session_id        text not null,
  amount_minor             bigint not null constraint payments_amount_minor_range check (amount_minor > 0),
  is_confirmed             boolean not null,
  paid_at                  timestamptz not null default now()
);
create index payments_of_order on public.payments (order_id);

-- One ticket that a buyer has: a code that lets one person in, once.
create table public.ticket_codes (
  code_id       uuid primary key default gen_random_uuid(),
  code          text not null constraint ticket_codes_code_unique unique,
  order_id      uuid not null references public.orders on delete cascade,
  item_id       uuid not null references public.order_items on delete cascade,
  ticket_id     uuid not null,
  event_id      uuid not null,
  place         int not null,
  -- Given back, so that nobody gets in by it.
  is_void       boolean not null default false,
  checked_in_at timestamptz,
  checked_in_by uuid
);
create index ticket_codes_of_item on public.ticket_codes (item_id, place);
create index ticket_codes_of_event on public.ticket_codes (event_id, checked_in_at desc);

-- What needs a person at once. Posted to ALERT_WEBHOOK_URL by the clock, where there is one.
create table private.alerts (
  alert_id   bigint generated always as identity primary key,
  what       text not null,
  details    jsonb not null default '{}',
  created_at timestamptz not null default now(),
  sent_at    timestamptz
);
create index alerts_to_send on private.alerts (alert_id) where sent_at is null;
alter table private.alerts enable row level security;

-- The orders that the caller may see as a member of their organisation.
create function private.my_orders() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select orders.order_id from public.orders where orders.organisation_id in (select private.my_organisations());
$$;
grant execute on function private.my_orders() to authenticated, service_role;

alter table public.orders enable row level security;
-- The hash of the buyer's key is nobody's to read.
grant select (order_id, number, status, account, organisation_id, is_live, currency, total_minor, fee_minor, email, locale,
  stripe_session_id, stripe_payment_intent_id, checkout_url, hold_until, dispute_status, created_at, paid_at, closed_at)
  on public.orders to authenticated;
grant select, insert, update, delete on public.orders to service_role;
create policy "admins see every order, organisers those of their events" on public.orders
  for select to authenticated using ((select private.is_admin())
    or organisation_id in (select private.my_organisations()));

alter table public.order_items enable row level security;
grant select on public.order_items to authenticated, service_role;
create policy "admins see every item, organisers those of their orders" on public.order_items
  for select to authenticated using ((select private.is_admin()) or order_id in (select private.my_orders()));

alter table public.order_history enable row level security;
grant select on public.order_history to authenticated, service_role;
create policy "admins see every history, organisers those of their orders" on public.order_history
  for select to authenticated using ((select private.is_admin()) or order_id in (select private.my_orders()));

alter table public.payments enable row level security;
grant select on public.payments to authenticated, service_role;
create policy "admins see every payment, organisers those of their orders" on public.payments
  for select to authenticated using ((select private.is_admin()) or order_id in (select private.my_orders()));

alter table public.ticket_codes enable row level security;
grant select on public.ticket_codes to authenticated, service_role;
create policy "admins see every code, organisers those of their events" on public.ticket_codes
  for select to authenticated using ((select private.is_admin()) or order_id in (select private.my_orders()));

alter table private.holds add constraint holds_order_id_known foreign key (order_id) references public.orders on delete cascade;
drop index private.holds_of_pool;
create index holds_of_pool on private.holds (pool_id) include (units, is_sold, expires_at);

-- Writes down what happened to an order.
create function private.note(order_id uuid, what text, details jsonb default '{}') returns void
language sql set search_path = '' as $$
  insert into public.order_history (order_id, what, details) values (note.order_id, note.what, note.details);
$$;

create function private.alert(what text, details jsonb default '{}') returns void
language sql set search_path = '' as $$
  insert into private.alerts (what, details) values (alert.what, alert.details);
  insert into public.application_logs (level, source, message, context) values ('error', 'shop', alert.what, alert.details);
$$;

-- What is taken of a pool. The clock is read anew each time, since a transaction may have waited for the pool: what ran out
-- meanwhile is free, and may be somebody else's by now.
create or replace function private.pool_taken(pool_id uuid) returns table (sold bigint, held bigint)
language sql volatile security definer set search_path = '' as $$
  select coalesce(sum(holds.units) filter (where holds.is_sold), 0),
    coalesce(sum(holds.units) filter (where not holds.is_sold), 0)
  from private.holds
  where holds.pool_id = pool_taken.pool_id and (holds.is_sold or holds.expires_at > clock_timestamp());
$$;

-- How many units of a pool are free; nothing when there is no limit.
create function private.pool_left(pool_id uuid) returns bigint
language sql volatile security definer set search_path = '' as $$
  select pools.capacity - taken.sold - taken.held
  from public.pools, private.pool_taken(pools.pool_id) taken where pools.pool_id = pool_left.pool_id;
$$;

-- The database has the last word (S1): no hold takes what is not there. The pool is locked, so that holds come one by one.
create function private.tg_holds__room() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  room int;
  others bigint;
begin
  select pools.capacity into room from public.pools where pools.pool_id = new.pool_id for update;
  if room is null or not (new.is_sold or new.expires_at > clock_timestamp()) then
    return new;
  end if;
  -- Taking no more than before is always possible.
  if tg_op = 'UPDATE' and old.pool_id = new.pool_id and new.units <= old.units
    and (old.is_sold or old.expires_at > clock_timestamp()) then
    return new;
  end if;
  select coalesce(sum(holds.units), 0) into others from private.holds
  where holds.pool_id = new.pool_id and holds.hold_id <> new.hold_id
    and (holds.is_sold or holds.expires_at > clock_timestamp());
  if others + new.units > room then
    perform private.refuse(409, 'sold_out', jsonb_build_object('left', room - others));
  end if;
  return new;
end;
$$;
create trigger _100_room before insert or update on private.holds
  for each row execute function private.tg_holds__room();

-- A save of an event changes several pools; carts take them in the order of their ids, and so does a save.
create function private.tg_events__pools() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.pools
  where (pools.kind = 'event' and pools.row_id = new.event_id)
    or (pools.kind = 'ticket' and pools.row_id in (
      select sold.id from public.event_tickets sold where sold.event_id = new.event_id))
  order by pools.pool_id for update;
  return new;
end;
$$;
create trigger _060_pools before update of capacity on public.events
  for each row execute function private.tg_events__pools();

-- A pool is touched only when its capacity changes.
create or replace function private.tg__pool() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now constant jsonb := to_jsonb(new);
begin
  if tg_op = 'UPDATE' and row_now -> tg_argv[2] is not distinct from to_jsonb(old) -> tg_argv[2] then
    return null;
  end if;
  insert into public.pools as pools (kind, row_id, capacity)
  values (tg_argv[0], (row_now ->> tg_argv[1])::uuid, (row_now ->> tg_argv[2])::int)
  on conflict on constraint pools_row_id_unique do update set capacity = excluded.capacity
  where pools.capacity is distinct from excluded.capacity;
  return null;
end;
$$;

-- The pools that a sold thing draws on. Time in a space is agreed on afterwards, so it has none.
create function private.pools_of(kind text, row_id uuid, event_id uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select pools.pool_id from public.pools
  where (pools.kind = pools_of.kind and pools.row_id = pools_of.row_id)
    or (pools_of.kind = 'ticket' and pools.kind = 'event' and pools.row_id = pools_of.event_id);
$$;

-- What Stripe is known to show of a tariff, if it can be sold: the product is active, and so is the price.
create function private.stripe_price(kind text, row_id uuid, tariff text, account text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', price ->> 'id', 'unit_amount', (price ->> 'unit_amount')::bigint,
    'currency', price ->> 'currency')
  from private.sync_marks marks, jsonb_array_elements(marks.seen -> 'prices') price
  where marks.kind = stripe_price.kind and marks.row_id = stripe_price.row_id and marks.account = stripe_price.account
    and not marks.is_left and (marks.seen #>> '{product,active}')::boolean
    and (price ->> 'active')::boolean and price ->> 'tariff' = stripe_price.tariff
  limit 1;
$$;

create type private.sellable as (
  kind text, row_id uuid, tariff text, event_id uuid, name text, title text, price numeric, currency text,
  account text, organisation_id uuid, fee_percent numeric, stripe_price jsonb,
  -- Why it cannot be bought; nothing when it can.
  refusal text
);

-- A thing that is asked for in a cart, as it stands now (S12).
create function private.sellable(kind text, row_id uuid, tariff text default null) returns private.sellable
language plpgsql stable security definer set search_path = '' as $$
declare
  found_row private.sellable;
  is_on_sale boolean;
  ends_at timestamptz;
begin
  if kind = 'product' then
    select 'product', sold.id, 'unit', null, sold.name, null, sold.price, sold.currency, 'platform', null, 0, null, null
      into found_row from public.products sold where sold.id = sellable.row_id;
    select sold.is_active into is_on_sale from public.products sold where sold.id = sellable.row_id;
  elsif kind = 'space' then
    select 'space', let.id, tariffs.tariff, null, let.name, null, tariffs.price, let.currency, 'platform', null, 0, null, null
      into found_row
      from public.spaces let cross join lateral (values (1, 'hour', let.price_per_hour), (2, 'half_day', let.price_per_half_day),
        (3, 'day', let.price_per_day), (4, 'month', let.price_per_month)) tariffs (place, tariff, price)
      where let.id = sellable.row_id and tariffs.price is not null
        and (sellable.tariff is null or sellable.tariff = tariffs.tariff)
      order by tariffs.place limit 1;
    select let.is_active into is_on_sale from public.spaces let where let.id = sellable.row_id;
  elsif kind = 'ticket' then
    select 'ticket', sold.id, sold.id::text, held.event_id, sold.name, held.title, sold.price, sold.currency,
      coalesce(organisations.stripe_onbehalfof, 'none'), organisations.organisation_id, organisations.fee_percent, null, null
      into found_row
      from public.event_tickets sold join public.events held using (event_id)
      join public.organisations using (organisation_id) where sold.id = sellable.row_id;
    select sold.is_active and held.is_published, coalesce(held.event_end, held.event_start) into is_on_sale, ends_at
      from public.event_tickets sold join public.events held using (event_id) where sold.id = sellable.row_id;
  end if;
  found_row.stripe_price := private.stripe_price(case kind when 'ticket' then 'event' else kind end,
    coalesce(found_row.event_id, found_row.row_id), found_row.tariff, found_row.account);
  found_row.refusal := case
    when found_row.row_id is null then 'unknown_item'
    when not is_on_sale then 'not_on_sale'
    when ends_at <= now() then 'is_over'
    when private.why_not(found_row.account) is not null then 'seller_not_ready'
    -- What is given away needs no price at Stripe.
    when found_row.price > 0 and found_row.stripe_price is null then 'not_in_stripe' end;
  return found_row;
end;
$$;

-- What a cart asks for, as it stands now. `asked` is JSON in a text: a list of `{kind, id, tariff?}`.
create function public.shop_offer(asked text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_agg(jsonb_build_object('kind', item ->> 'kind', 'id', item ->> 'id', 'tariff', offered.tariff,
      'name', offered.name, 'title', offered.title, 'price', offered.price::text, 'currency', offered.currency,
      'account', offered.account, 'organisation_id', offered.organisation_id, 'fee_percent', offered.fee_percent::text,
      'stripe_price', offered.stripe_price, 'refusal', offered.refusal) order by place)
  from jsonb_array_elements(asked::jsonb) with ordinality listed (item, place),
    private.sellable(item ->> 'kind', (item ->> 'id')::uuid, item ->> 'tariff') offered;
$$;
grant execute on function public.shop_offer(text) to service_role;
