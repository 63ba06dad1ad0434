-- The log of everything that Stripe holds, ours or not: every product and price as Stripe showed it last. The daily backfill and
-- the notices write it; nothing is sold from it. What it shows and what the rows ask for are compared elsewhere.
create table public.stripe_products_log (
  id                   uuid primary key default gen_random_uuid(),
  -- Null is the platform's own account.
  connected_account_id text,
  stripe_product_id    text not null,
  is_live              boolean not null,
  name                 text not null,
  description          text,
  active               boolean not null,
  is_deleted           boolean not null default false,
  type                 text,
  project              text,
  -- Whose row it is, by our own metadata or by the id that we would have chosen; nobody's otherwise.
  kind                 text,
  row_id               uuid,
  images               jsonb not null default '[]',
  metadata             jsonb not null default '{}',
  default_price_id     text,
  -- Of the default price, or else of the only active one; in the smallest unit of the currency.
  unit_amount          bigint,
  currency             text,
  -- Stripe's own times.
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  first_seen_at        timestamptz not null default now(),
  -- When the reading began that found what stands here. A reading that began earlier knows less.
  read_at              timestamptz not null,
  -- The product comes first, since a join on an account that may be null uses no index.
  constraint stripe_products_log_known unique nulls not distinct (stripe_product_id, connected_account_id, is_live)
);
create index stripe_products_log_newest on public.stripe_products_log (created_at desc, id desc);
create index stripe_products_log_of_account
  on public.stripe_products_log (coalesce(connected_account_id, 'platform'), is_live, created_at);
create index stripe_products_log_of_row on public.stripe_products_log (kind, row_id) where row_id is not null;
alter table public.stripe_products_log enable row level security;
grant select on public.stripe_products_log to authenticated, service_role;
create policy "admins read what Stripe holds" on public.stripe_products_log
  for select to authenticated using ((select private.is_admin()));

create table public.stripe_prices_log (
  id                   uuid primary key default gen_random_uuid(),
  connected_account_id text,
  stripe_price_id      text not null,
  is_live              boolean not null,
  stripe_product_id    text not null,
  -- Null for a price that has no one amount, as by tiers.
  unit_amount          bigint,
  currency             text not null,
  active               boolean not null,
  tariff               text,
  ticket_id            text,
  lookup_key           text,
  nickname             text,
  recurring            jsonb,
  metadata             jsonb not null default '{}',
  created_at           timestamptz not null,
  -- When it was archived: by the event of Stripe where there is one, or else when it was found archived first.
  ended_at             timestamptz,
  first_seen_at        timestamptz not null default now(),
  read_at              timestamptz not null,
  constraint stripe_prices_log_known unique nulls not distinct (stripe_price_id, connected_account_id, is_live)
);
create index stripe_prices_log_of_product on public.stripe_prices_log (stripe_product_id, created_at);
alter table public.stripe_prices_log enable row level security;
grant select on public.stripe_prices_log to authenticated, service_role;
create policy "admins read what Stripe charges" on public.stripe_prices_log
  for select to authenticated using ((select private.is_admin()));

-- The products of a report that the log does not hold as they are shown. Each is looked up by itself: a page has a hundred, the
-- log may hold a hundred thousand, and neither a plan nor its cost may depend on that. News that began before what stands in the log is old
-- news; a deleted product comes back only by a reading that began after its deletion was seen.
create function private.products_to_keep(account text, is_live boolean, report jsonb)
returns setof public.stripe_products_log
language sql stable set search_path = '' as $$
  select shown.*
  from jsonb_populate_recordset(null::public.stripe_products_log, report -> 'products') shown
  left join lateral (
    select logged.* from public.stripe_products_log logged
    where logged.stripe_product_id = shown.stripe_product_id
      and logged.connected_account_id is not distinct from nullif(products_to_keep.account, 'platform')
      and logged.is_live = products_to_keep.is_live
    limit 1) known on true
  where known.id is null or (
    (report ->> 'as_of')::timestamptz >= known.read_at and shown.updated_at >= known.updated_at
    and (not known.is_deleted or (report ->> 'as_of')::timestamptz > known.read_at)
    and (known.name, known.description, known.active, known.is_deleted, known.type, known.project, known.kind, known.row_id,
        known.images, known.metadata, known.default_price_id, known.created_at, known.updated_at)
      is distinct from (shown.name, shown.description, shown.active, coalesce(shown.is_deleted, false), shown.type, shown.project,
        shown.kind, shown.row_id, shown.images, shown.metadata, shown.default_price_id, shown.created_at, shown.updated_at));
$$;

create function private.prices_to_keep(account text, is_live boolean, report jsonb)
returns setof public.stripe_prices_log
language sql stable set search_path = '' as $$
  select shown.*
  from jsonb_populate_recordset(null::public.stripe_prices_log, report -> 'prices') shown
  left join lateral (
    select logged.* from public.stripe_prices_log logged
    where logged.stripe_price_id = shown.stripe_price_id
      and logged.connected_account_id is not distinct from nullif(prices_to_keep.account, 'platform')
      and logged.is_live = prices_to_keep.is_live
    limit 1) known on true
  where known.id is null or ((report ->> 'as_of')::timestamptz >= known.read_at
    and (known.stripe_product_id, known.unit_amount, known.currency, known.active, known.tariff, known.ticket_id,
        known.lookup_key, known.nickname, known.recurring, known.metadata, known.created_at)
      is distinct from (shown.stripe_product_id, shown.unit_amount, shown.currency, shown.active, shown.tariff, shown.ticket_id,
        shown.lookup_key, shown.nickname, shown.recurring, shown.metadata, shown.created_at));
$$;

-- The products that a report says are deleted, and the log does not.
create function private.products_to_end(account text, is_live boolean, report jsonb) returns setof uuid
language sql stable set search_path = '' as $$
  select known.id
  from jsonb_array_elements_text(coalesce(report -> 'deleted', '[]')) gone (product)
  cross join lateral (
    select logged.id, logged.is_deleted, logged.read_at from public.stripe_products_log logged
    where logged.stripe_product_id = gone.product
      and logged.connected_account_id is not distinct from nullif(products_to_end.account, 'platform')
      and logged.is_live = products_to_end.is_live
    limit 1) known
  where not known.is_deleted and (report ->> 'as_of')::timestamptz >= known.read_at;
$$;

-- Writes the prices of a report that differ. Answers the products that they belong to.
create function private.keep_prices(account text, is_live boolean, report jsonb) returns text[]
language sql set search_path = '' as $$
  with kept as (
    insert into public.stripe_prices_log as logged (connected_account_id, stripe_price_id, is_live, stripe_product_id,
      unit_amount, currency, active, tariff, ticket_id, lookup_key, nickname, recurring, metadata, created_at, ended_at, read_at)
    select nullif(keep_prices.account, 'platform'), shown.stripe_price_id, keep_prices.is_live, shown.stripe_product_id,
      shown.unit_amount, shown.currency, shown.active, shown.tariff, shown.ticket_id, shown.lookup_key, shown.nickname,
      shown.recurring, shown.metadata, shown.created_at,
      case when not shown.active then coalesce(shown.ended_at, (report ->> 'as_of')::timestamptz) end,
      (report ->> 'as_of')::timestamptz
    from private.prices_to_keep(account, is_live, report) shown
    on conflict on constraint stripe_prices_log_known do update set
      stripe_product_id = excluded.stripe_product_id, unit_amount = excluded.unit_amount, currency = excluded.currency,
      active = excluded.active, tariff = excluded.tariff, ticket_id = excluded.ticket_id, lookup_key = excluded.lookup_key,
      nickname = excluded.nickname, recurring = excluded.recurring, metadata = excluded.metadata,
      created_at = excluded.created_at, read_at = excluded.read_at,
      ended_at = case when not excluded.active then coalesce(logged.ended_at, excluded.ended_at) end
    returning logged.stripe_product_id)
  select coalesce(array_agg(distinct kept.stripe_product_id), '{}') from kept;
$$;

-- Writes the products of a report that differ. Answers those that were not known before, and those that were.
create function private.keep_products(account text, is_live boolean, report jsonb, out new text[], out changed text[])
language sql set search_path = '' as $$
  with kept as (
    insert into public.stripe_products_log as logged (connected_account_id, stripe_product_id, is_live, name, description,
      active, is_deleted, type, project, kind, row_id, images, metadata, default_price_id, created_at, updated_at, read_at)
    select nullif(keep_products.account, 'platform'), shown.stripe_product_id, keep_products.is_live, shown.name,
      shown.description, shown.active, coalesce(shown.is_deleted, false), shown.type, shown.project, shown.kind, shown.row_id,
      shown.images, shown.metadata, shown.default_price_id, shown.created_at, shown.updated_at,
      (report ->> 'as_of')::timestamptz
    from private.products_to_keep(account, is_live, report) shown
    on conflict on constraint stripe_products_log_known do update set
      name = excluded.name, description = excluded.description, active = excluded.active, is_deleted = excluded.is_deleted,
      type = excluded.type, project = excluded.project, kind = excluded.kind, row_id = excluded.row_id,
      images = excluded.images, metadata = excluded.metadata, default_price_id = excluded.default_price_id,
      created_at = excluded.created_at, updated_at = excluded.updated_at, read_at = excluded.read_at
    -- Only a row that was there before has a transaction that replaced it.
    returning logged.stripe_product_id, logged.xmax = 0 as is_new)
  select coalesce(array_agg(kept.stripe_product_id) filter (where kept.is_new), '{}'),
    coalesce(array_agg(kept.stripe_product_id) filter (where not kept.is_new), '{}') from kept;
$$;

-- Shows at each of these products what its default price asks, or else its only active one.
create function private.keep_amounts(account text, is_live boolean, products text[]) returns text[]
language sql set search_path = '' as $$
  with shown as (
    select logged.id, asked.unit_amount, asked.currency
    from unnest(keep_amounts.products) told (product)
    cross join lateral (
      select known.* from public.stripe_products_log known
      where known.stripe_product_id = told.product and known.is_live = keep_amounts.is_live
        and known.connected_account_id is not distinct from nullif(keep_amounts.account, 'platform')
      limit 1) logged
    left join lateral (
      select min(prices.unit_amount) as unit_amount, min(prices.currency) as currency
      from public.stripe_prices_log prices
      where prices.stripe_product_id = logged.stripe_product_id and prices.is_live = logged.is_live
        and prices.connected_account_id is not distinct from logged.connected_account_id
        and case when logged.default_price_id is null then prices.active
          else prices.stripe_price_id = logged.default_price_id end
      having count(*) = 1) asked on true
  ), kept as (
    update public.stripe_products_log logged set unit_amount = shown.unit_amount, currency = shown.currency
    from shown
    where logged.id = shown.id
      and (logged.unit_amount, logged.currency) is distinct from (shown.unit_amount, shown.currency)
    returning logged.stripe_product_id)
  select coalesce(array_agg(kept.stripe_product_id), '{}') from kept;
$$;

-- Keeps what Stripe has shown of an account: products, prices, and the ids of products that are gone. `report` is JSON in a
-- text: `{as_of, products, prices, deleted}`, whose items are named like the columns of the log; `as_of` is when the reading
-- began. What is logged already as it is shown writes nothing and waits for nobody.
create function public.catalogue_keep(account text, is_live boolean, report text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  told constant jsonb := report::jsonb;
  kept record;
  moved text[];
  gone text[];
begin
  if not exists (select from private.products_to_keep(account, is_live, told))
    and not exists (select from private.prices_to_keep(account, is_live, told))
    and not exists (select from private.products_to_end(account, is_live, told)) then
    return jsonb_build_object('new', '[]'::jsonb, 'changed', '[]'::jsonb);
  end if;
  -- A product and its prices are told of by different reports at once: one after the other, none misses the other's half.
  perform pg_advisory_xact_lock(hashtextextended('catalogue ' || account || is_live, 0));
  kept := private.keep_products(account, is_live, told);
  moved := private.keep_prices(account, is_live, told);
  with ended as (
    update public.stripe_products_log logged set is_deleted = true, read_at = (told ->> 'as_of')::timestamptz
    where logged.id in (select private.products_to_end(account, catalogue_keep.is_live, told))
    returning logged.stripe_product_id)
  select coalesce(array_agg(ended.stripe_product_id), '{}') into gone from ended;
  perform private.keep_amounts(account, is_live, kept.new || kept.changed || moved);
  return jsonb_build_object('new', to_jsonb(kept.new), 'changed', (
    select coalesce(jsonb_agg(distinct product), '[]')
    from unnest(kept.changed || moved || gone) product
    where product <> all (kept.new)));
end;
$$;
grant execute on function public.catalogue_keep(text, boolean, text) to service_role;
