-- Drift is what Stripe shows and a row did not ask for, field by field. It is found by comparing the log of what Stripe holds with
-- the row, in the app, where it is known what a row asks for; kept here; and gone as soon as the row is synced again.
create table private.drifts (
  drift_id          uuid primary key default gen_random_uuid(),
  kind              text not null,
  row_id            uuid not null,
  account           text not null,
  stripe_product_id text not null,
  -- A field of the product, `deleted`, `metadata.<key>`, `price.<tariff>`, `label.<tariff>` or `extra.<price>`.
  field             text not null,
  -- Null where a side shows nothing.
  ours              jsonb,
  theirs            jsonb,
  -- `money`: what is sold, or for how much. `text`: how it is described.
  grade             text not null constraint drifts_grade_known check (grade in ('money', 'text')),
  state             text not null default 'open' constraint drifts_state_known check (state in ('open', 'accepted')),
  -- When it changed, as far as Stripe says.
  since             timestamptz not null,
  found_at          timestamptz not null default now(),
  -- The event of Stripe that changed it: `{event, request, at}`; `{}` when Stripe does not know any more.
  changed_by        jsonb,
  decided_at        timestamptz,
  decided_by        uuid,
  constraint drifts_field_unique unique (kind, row_id, account, field),
  constraint drifts_mark_known foreign key (kind, row_id, account)
    references private.sync_marks (kind, row_id, account) on delete cascade on update cascade
);
create index drifts_newest on private.drifts (grade, since desc);
alter table private.drifts enable row level security;
grant select on private.drifts to authenticated;
create policy "admins read the drift" on private.drifts
  for select to authenticated using ((select private.is_admin()));

-- A product that changed at Stripe while its row was behind: it is compared half a minute after the row is synced, when the
-- notices of what the engine itself wrote meanwhile have been read.
create table private.drifts_to_look_for (
  account           text not null,
  is_live           boolean not null,
  stripe_product_id text not null,
  primary key (account, is_live, stripe_product_id)
);
alter table private.drifts_to_look_for enable row level security;

create index sync_marks_product on private.sync_marks ((seen #>> '{product,id}'));

-- What Stripe shows of products of ours, as the engine remembers it, of rows that are synced: those named, and those that had
-- to wait. A product of nobody has no drift; a row that is behind has none yet. A reading that is older than the last sync of
-- the row says nothing, unless it has waited.
-- A fingerprint of all that the log holds of a product and its prices.
create function private.log_print(shown public.stripe_products_log) returns text
language sql stable set search_path = '' as $$
  select md5(to_jsonb(shown)::text || coalesce(jsonb_agg(to_jsonb(prices) order by prices.id), '[]')::text)
  from public.stripe_prices_log prices
  where prices.stripe_product_id = shown.stripe_product_id and prices.is_live = shown.is_live
    and prices.connected_account_id is not distinct from shown.connected_account_id;
$$;

-- The prices of a row that the log shows as they were before the row was synced, or not at all: notices come in any order, one by one.
create function private.prices_behind(marks private.sync_marks, shown public.stripe_products_log)
returns table (is_logged boolean)
language sql stable set search_path = '' as $$
  select logged.id is not null
  from jsonb_to_recordset(marks.seen -> 'prices')
    known (id text, active boolean, tariff text, lookup_key text, nickname text, metadata jsonb)
  left join public.stripe_prices_log logged on logged.stripe_price_id = known.id and logged.is_live = shown.is_live
    and logged.connected_account_id is not distinct from shown.connected_account_id
  where case when logged.id is null then known.active
    else logged.read_at <= marks.synced_at and (known.active or logged.active)
      and (known.active, known.tariff, known.lookup_key, known.nickname, known.metadata) is distinct from
        (logged.active, coalesce(logged.tariff, logged.ticket_id), logged.lookup_key, logged.nickname, logged.metadata) end;
$$;

-- `has_all_prices`: where the log is behind with the prices, only the product can be compared; news of each price are still to come.
-- `is_stale`: the log was read before the row was synced last. Then it cannot tell whether somebody changed the product during the
-- sync or whether its news are older, so the app marks the row instead of keeping drift that may be none.
create function public.drift_candidates(account text, is_live boolean, products text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  told jsonb;
begin
  insert into private.drifts_to_look_for (account, is_live, stripe_product_id)
  select drift_candidates.account, drift_candidates.is_live, marks.seen #>> '{product,id}'
  from private.sync_marks marks
  where marks.seen #>> '{product,id}' = any (products) and marks.account = drift_candidates.account
    and marks.wanted > marks.synced
  on conflict do nothing;
  insert into private.drifts_to_look_for (account, is_live, stripe_product_id)
  select drift_candidates.account, drift_candidates.is_live, shown.stripe_product_id
  from private.sync_marks marks
  join public.stripe_products_log shown on shown.stripe_product_id = marks.seen #>> '{product,id}'
    and shown.connected_account_id is not distinct from nullif(marks.account, 'platform')
    and shown.is_live = drift_candidates.is_live
  where marks.seen #>> '{product,id}' = any (products) and marks.account = drift_candidates.account
    and marks.wanted = marks.synced
    and exists (select from private.prices_behind(marks.*, shown.*) behind where behind.is_logged)
  on conflict do nothing;
  with due as (
    delete from private.drifts_to_look_for done
    using (
      select waiting.stripe_product_id from private.drifts_to_look_for waiting
      join private.sync_marks marks on marks.seen #>> '{product,id}' = waiting.stripe_product_id
        and marks.account = waiting.account
      where waiting.account = drift_candidates.account and waiting.is_live = drift_candidates.is_live
        and marks.wanted = marks.synced and marks.synced_at < now() - interval '30 seconds'
      limit 500) due
    where done.account = drift_candidates.account and done.is_live = drift_candidates.is_live
      and done.stripe_product_id = due.stripe_product_id
    returning done.stripe_product_id
  ), asked as (
    select product as stripe_product_id, product in (select due.stripe_product_id from due) as has_waited
    from (select unnest(products) union select due.stripe_product_id from due) named (product)
  )
  select jsonb_agg(jsonb_build_object('kind', marks.kind, 'row_id', marks.row_id, 'account', marks.account,
    'wanted', marks.wanted, 'print', private.log_print(shown.*), 'read_at', private.iso(shown.read_at), 'updated_at', private.iso(shown.updated_at),
    'is_deleted', shown.is_deleted, 'has_all_prices', asked.has_waited or not behind.is_any,
    'is_stale', greatest(shown.read_at, prices.read_at) <= marks.synced_at or asked.has_waited and behind.is_any,
    'known', exists (select from private.drifts where drifts.kind = marks.kind and drifts.row_id = marks.row_id
      and drifts.account = marks.account),
    'product', jsonb_build_object('id', shown.stripe_product_id, 'name', shown.name, 'description', shown.description,
      'active', shown.active, 'images', shown.images, 'metadata', shown.metadata, 'default_price', shown.default_price_id),
    'prices', prices.shown))
  into told
  from asked
  join private.sync_marks marks on marks.seen #>> '{product,id}' = asked.stripe_product_id
    and marks.account = drift_candidates.account and marks.wanted = marks.synced
  join public.stripe_products_log shown on shown.stripe_product_id = asked.stripe_product_id
    and shown.connected_account_id is not distinct from nullif(marks.account, 'platform')
    and shown.is_live = drift_candidates.is_live
  cross join lateral (
    select max(logged.read_at) as read_at, coalesce(jsonb_agg(jsonb_build_object('id', logged.stripe_price_id,
      'tariff', coalesce(logged.tariff, logged.ticket_id), 'unit_amount', logged.unit_amount, 'currency', logged.currency,
      'active', logged.active, 'is_one_time', logged.recurring is null, 'lookup_key', logged.lookup_key,
      'nickname', logged.nickname, 'metadata', logged.metadata,
      'since', private.iso(coalesce(logged.ended_at, logged.created_at)))
      order by logged.created_at, logged.stripe_price_id), '[]') as shown
    from public.stripe_prices_log logged
    where logged.stripe_product_id = shown.stripe_product_id and logged.is_live = shown.is_live
      and logged.connected_account_id is not distinct from shown.connected_account_id) prices
  cross join lateral (select exists (select from private.prices_behind(marks.*, shown.*)) as is_any) behind
  where asked.has_waited or greatest(shown.read_at, prices.read_at) > marks.synced_at;
  return coalesce(told, '[]');
end;
$$;
grant execute on function public.drift_candidates(text, boolean, text[]) to service_role;

-- The accounts with products that had to wait and whose rows are synced by now. One question takes 500 of them.
create function public.drift_waiting(is_live boolean) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct waiting.account from private.drifts_to_look_for waiting
  join private.sync_marks marks on marks.seen #>> '{product,id}' = waiting.stripe_product_id
    and marks.account = waiting.account
  where waiting.is_live = drift_waiting.is_live and marks.wanted = marks.synced
    and marks.synced_at < now() - interval '30 seconds';
$$;
grant execute on function public.drift_waiting(boolean) to service_role;

-- Keeps what was found of rows, and forgets what is found no more. `report` is JSON in a text: a list of `{kind, row_id, account,
-- wanted, print, stripe_product_id, drifts: [{field, ours, theirs, grade, since}]}`. A row that has moved on meanwhile is left alone, and
-- so is one of whose product the log has moved on: whoever has moved it compares after that, and what was compared before says less.
-- What the engine remembers of a row with drift is known to be wrong: it looks at Stripe before it writes the next time.
create function public.drift_keep(report text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  told record;
  kept int := 0;
begin
  for told in
    select * from jsonb_to_recordset(report::jsonb)
      told (kind text, row_id uuid, account text, wanted bigint, print text, is_live boolean, stripe_product_id text, drifts jsonb)
    order by kind, row_id, account
  loop
    perform from private.sync_marks marks
    where marks.kind = told.kind and marks.row_id = told.row_id and marks.account = told.account
      and marks.wanted = told.wanted and marks.synced = marks.wanted for update;
    if not found or told.print is distinct from (
      select private.log_print(shown) from public.stripe_products_log shown
      where shown.stripe_product_id = told.stripe_product_id and shown.is_live = told.is_live
        and shown.connected_account_id is not distinct from nullif(told.account, 'platform')) then
      continue;
    end if;
    delete from private.drifts where drifts.kind = told.kind and drifts.row_id = told.row_id and drifts.account = told.account
      and not exists (select from jsonb_array_elements(told.drifts) still where still ->> 'field' = drifts.field);
    insert into private.drifts as known (kind, row_id, account, stripe_product_id, field, ours, theirs, grade, since)
    select told.kind, told.row_id, told.account, told.stripe_product_id, field, ours, theirs, grade, since
    from jsonb_to_recordset(told.drifts) drift (field text, ours jsonb, theirs jsonb, grade text, since timestamptz)
    -- What was accepted stays accepted for as long as both sides stay what they were.
    on conflict on constraint drifts_field_unique do update set ours = excluded.ours, theirs = excluded.theirs,
      grade = excluded.grade, since = excluded.since, stripe_product_id = excluded.stripe_product_id,
      state = 'open', changed_by = null, decided_at = null, decided_by = null, found_at = now()
    where (known.ours, known.theirs) is distinct from (excluded.ours, excluded.theirs);
    if jsonb_array_length(told.drifts) > 0 then
      update private.sync_marks marks set look_from = marks.wanted + 1
      where marks.kind = told.kind and marks.row_id = told.row_id and marks.account = told.account
        and marks.look_from is distinct from marks.wanted + 1;
    end if;
    kept := kept + jsonb_array_length(told.drifts);
  end loop;
  return kept;
end;
$$;
grant execute on function public.drift_keep(text) to service_role;

-- A row that was synced after its drift was found was looked at first, so that Stripe shows what it wants (C11).
create function private.tg_sync_marks__drift() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.drifts
  where drifts.kind = new.kind and drifts.row_id = new.row_id and drifts.account = new.account;
  return null;
end;
$$;
create trigger _600_drift after update of synced on private.sync_marks
  for each row when (new.synced > old.synced) execute function private.tg_sync_marks__drift();

-- Whether somebody has archived or deleted a row's product at Stripe: it is not sold until that is put right (B5).
create function private.is_gone(kind text, row_id uuid, account text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.drifts
    where drifts.kind = is_gone.kind and drifts.row_id = is_gone.row_id and drifts.account = is_gone.account
      and (drifts.field = 'deleted' or (drifts.field = 'active' and drifts.theirs = 'false')));
$$;

-- Whether Stripe has no active price any more of what a tariff costs.
create function private.is_unpriced(kind text, row_id uuid, account text, tariff text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.drifts
    where drifts.kind = is_unpriced.kind and drifts.row_id = is_unpriced.row_id and drifts.account = is_unpriced.account
      and drifts.field = 'price.' || is_unpriced.tariff);
$$;

-- As before, and not what Stripe does not sell any more.
create or replace function private.stripe_price(kind text, row_id uuid, tariff text, account text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', price ->> 'id', 'unit_amount', (price ->> 'unit_amount')::bigint,
    'currency', price ->> 'currency')
  from private.sync_marks marks, jsonb_array_elements(marks.seen -> 'prices') price
  where marks.kind = stripe_price.kind and marks.row_id = stripe_price.row_id and marks.account = stripe_price.account
    and not marks.is_left and (marks.seen #>> '{product,active}')::boolean
    and (price ->> 'active')::boolean and price ->> 'tariff' = stripe_price.tariff
    and not private.is_unpriced(marks.kind, marks.row_id, marks.account, stripe_price.tariff)
  limit 1;
$$;

create or replace function private.sellable(kind text, row_id uuid, tariff text default null) returns private.sellable
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
    when private.is_gone(case kind when 'ticket' then 'event' else kind end,
      coalesce(found_row.event_id, found_row.row_id), found_row.account) then 'not_on_sale'
    when ends_at <= now() then 'is_over'
    when private.why_not(found_row.account) is not null then 'seller_not_ready'
    -- What is given away needs no price at Stripe.
    when found_row.price > 0 and found_row.stripe_price is null then 'not_in_stripe' end;
  return found_row;
end;
$$;

-- As before, and what somebody has archived or deleted at Stripe is shown as not on sale.
create or replace function public.shop_catalog() returns jsonb
language sql stable security definer set search_path = '' as $$
  with taken as materialized (
    select holds.pool_id, sum(holds.units) as units from private.holds
    where holds.is_sold or holds.expires_at > clock_timestamp() group by holds.pool_id
  ), rooms as materialized (
    select pools.kind, pools.row_id, greatest(pools.capacity - coalesce(taken.units, 0), 0) as left
    from public.pools left join taken using (pool_id) where pools.capacity is not null
  ), gone as materialized (
    -- What somebody has archived or deleted at Stripe; few, and mostly none.
    select drifts.kind, drifts.row_id from private.drifts
    where drifts.field = 'deleted' or (drifts.field = 'active' and drifts.theirs = 'false')
  ), unpriced as materialized (
    select drifts.kind, drifts.row_id, substr(drifts.field, 7) as tariff from private.drifts
    where drifts.field like 'price.%'
  ), prices as materialized (
    select marks.kind, marks.row_id, price ->> 'tariff' as tariff
    from private.sync_marks marks, jsonb_array_elements(marks.seen -> 'prices') price
    where not marks.is_left and (marks.seen #>> '{product,active}')::boolean and (price ->> 'active')::boolean
      and not exists (select from gone where gone.kind = marks.kind and gone.row_id = marks.row_id)
      and not exists (select from unpriced
        where unpriced.kind = marks.kind and unpriced.row_id = marks.row_id and unpriced.tariff = price ->> 'tariff')
  )
  select jsonb_build_object(
    'products', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', products.id, 'slug', products.slug, 'name', products.name, 'description', products.description,
        'imageUrl', products.image_url, 'price', products.price::text, 'currency', products.currency,
        'available', coalesce(rooms.left, 0),
        'isOnSale', (products.price = 0 or prices.tariff is not null)
          and not exists (select from gone where gone.kind = 'product' and gone.row_id = products.id))
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
              and (sold.price = 0 or prices.tariff is not null)
              and not exists (select from gone where gone.kind = 'event' and gone.row_id = events.event_id))
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
            'isOnSale', (tariffs.price = 0 or prices.tariff is not null)
              and not exists (select from gone where gone.kind = 'space' and gone.row_id = spaces.id)) order by tariffs.place), '[]')
          from (values (1, 'hour', spaces.price_per_hour), (2, 'half_day', spaces.price_per_half_day),
            (3, 'day', spaces.price_per_day), (4, 'month', spaces.price_per_month)) tariffs (place, tariff, price)
          left join prices on prices.kind = 'space' and prices.row_id = spaces.id and prices.tariff = tariffs.tariff
          where tariffs.price is not null))
        order by lower(spaces.name), spaces.id), '[]')
      from public.spaces where spaces.is_active));
$$;

-- The drift as the admin's table filters and sorts it. A row that is behind is being put right.
create view public.drifts_listed with (security_invoker = true) as
  select drifts.drift_id as id, drifts.kind, drifts.row_id, marks.label as name, lower(marks.label) as sort_name,
    nullif(drifts.account, 'platform') as connected_account_id, drifts.stripe_product_id, drifts.field, drifts.ours,
    drifts.theirs, drifts.grade, drifts.since, drifts.found_at, drifts.changed_by, marks.is_left,
    private.sync_word(marks) as sync_status,
    case when marks.wanted > marks.synced then 'mending' else drifts.state end as state
  from private.drifts join private.sync_marks marks using (kind, row_id, account);
grant select on public.drifts_listed to authenticated, service_role;

-- Products of Stripe that are no row's. `claim` is the row that a product names, though that row knows another product.
create view public.products_of_nobody with (security_invoker = true) as
  select logged.id, logged.stripe_product_id, logged.connected_account_id, logged.is_live, logged.name,
    lower(logged.name) as sort_name, concat_ws(' ', logged.name, logged.stripe_product_id) as searched, logged.active, logged.type, logged.project, logged.unit_amount, logged.currency,
    logged.row_id is not null as is_claimed, logged.created_at
  from public.stripe_products_log logged
  where not logged.is_deleted and not exists (
    select from private.sync_marks marks
    where marks.account = coalesce(logged.connected_account_id, 'platform')
      and (marks.seen #>> '{product,id}' = logged.stripe_product_id
        -- A row that was just made of it; the engine has not looked yet.
        or (marks.stripe_product_id = logged.stripe_product_id and marks.seen is null)));
grant select on public.products_of_nobody to authenticated, service_role;

-- Puts ours back: the rows are marked, and the engine looks at Stripe and writes what is wanted.
create function public.drift_put_back(ids uuid[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  marked int;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  with rows as (
    select marks.kind, marks.row_id, marks.account from private.sync_marks marks
    where (marks.kind, marks.row_id, marks.account) in (
      select drifts.kind, drifts.row_id, drifts.account from private.drifts where drifts.drift_id = any (ids))
    order by marks.kind, marks.row_id, marks.account for update)
  update private.sync_marks marks set
    wanted = marks.wanted + 1, look_from = marks.wanted + 1, is_bulk = false, attempts = 0, delays = 0, error = null,
    next_attempt_at = greatest(now(), marks.attempted_at + interval '1 second'), changed_at = now()
  from rows where marks.kind = rows.kind and marks.row_id = rows.row_id and marks.account = rows.account;
  get diagnostics marked = row_count;
  perform private.poke();
  return marked;
end;
$$;
grant execute on function public.drift_put_back(uuid[]) to authenticated, service_role;

-- The admin knows of it. Nothing is written; it is shown again when one of the two sides changes.
create function public.drift_accept(ids uuid[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  accepted int;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  update private.drifts set state = 'accepted', decided_at = now(), decided_by = auth.uid()
  where drifts.drift_id = any (ids);
  get diagnostics accepted = row_count;
  return accepted;
end;
$$;
grant execute on function public.drift_accept(uuid[]) to authenticated, service_role;

-- Says which event of Stripe changed a field; `{}` when Stripe does not know any more.
create function public.drift_changed_by(id uuid, changed_by text) returns void
language sql security definer set search_path = '' as $$
  update private.drifts set changed_by = drift_changed_by.changed_by::jsonb,
    since = coalesce((drift_changed_by.changed_by::jsonb ->> 'at')::timestamptz, drifts.since)
  where drifts.drift_id = drift_changed_by.id;
$$;
grant execute on function public.drift_changed_by(uuid, text) to service_role;

-- Makes a row of a product that is nobody's: it names the product, so that the engine finds it there and makes no second one.
create function public.product_adopt(stripe_product_id text, price numeric) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_product record;
  made uuid;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into found_product from public.products_of_nobody nobody
  where nobody.stripe_product_id = product_adopt.stripe_product_id and nobody.connected_account_id is null
    and not nobody.is_claimed;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', stripe_product_id));
  end if;
  insert into public.products (name, description, image_url, price, currency, is_active, stripe_product_id)
  select logged.name, nullif(trim(logged.description), ''), logged.images ->> 0, product_adopt.price, logged.currency,
    logged.active, logged.stripe_product_id
  from public.stripe_products_log logged where logged.id = found_product.id
  returning products.id into made;
  return made;
end;
$$;
grant execute on function public.product_adopt(text, numeric) to authenticated, service_role;

-- The project of a sold thing, by the log: of its product on the account that it was sold on.
create or replace function private.project_sold(kind text, row_id uuid, account text, is_live boolean) returns text
language sql stable set search_path = '' as $$
  select logged.project from public.stripe_products_log logged
  where logged.kind = case project_sold.kind when 'ticket' then 'event' else project_sold.kind end
    and logged.row_id = project_sold.row_id and logged.is_live = project_sold.is_live
    and logged.connected_account_id is not distinct from nullif(project_sold.account, 'platform')
  order by logged.is_deleted, logged.active desc, logged.created_at desc limit 1;
$$;
