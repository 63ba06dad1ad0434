-- The log of what Stripe holds, as the admin's screen lists, searches and counts it. All of it is asked with the reader's own rights.

-- A product as the list filters and sorts it. `project` and `type` are read as they are; `in_project` and `of_type` have a word for
-- none, so that it can be chosen like any other. A product that names a row is that row's only if the row's mark knows it.
create view public.catalogue_listed with (security_invoker = true) as
  select logged.id, logged.stripe_product_id, logged.connected_account_id,
    coalesce(logged.connected_account_id, 'platform') as account, organisations.name as seller, logged.is_live, logged.name,
    lower(logged.name) as sort_name,
    concat_ws(' ', logged.name, logged.stripe_product_id, logged.default_price_id, logged.description) as searched,
    logged.description, logged.type, logged.project, coalesce(logged.type, 'none') as of_type,
    coalesce(logged.project, 'none') as in_project,
    case when logged.is_deleted then 'deleted' when logged.active then 'active' else 'archived' end as state,
    logged.kind, logged.row_id, marks.label as row_name,
    coalesce(coalesce(marks.seen #>> '{product,id}', marks.stripe_product_id) = logged.stripe_product_id, false) as is_ours,
    logged.images, logged.metadata, logged.default_price_id, logged.unit_amount, logged.currency, logged.created_at,
    logged.updated_at, logged.first_seen_at, logged.read_at, logged.is_left_out
  from public.stripe_products_by_rules logged
  left join public.organisations on organisations.stripe_onbehalfof = logged.connected_account_id
  left join private.sync_marks marks on marks.kind = logged.kind and marks.row_id = logged.row_id
    and marks.account = coalesce(logged.connected_account_id, 'platform');
grant select on public.catalogue_listed to authenticated, service_role;

-- The prices of a logged product, by the id of the product's line.
create view public.catalogue_prices with (security_invoker = true) as
  select prices.id, products.id as product_id, prices.stripe_price_id, prices.unit_amount, prices.currency, prices.active,
    prices.tariff, prices.ticket_id, prices.lookup_key, prices.nickname, prices.recurring,
    prices.metadata ->> 'ticket_name' as ticket_name, prices.created_at, prices.ended_at,
    prices.stripe_price_id is not distinct from products.default_price_id as is_default
  from public.stripe_products_log products
  join public.stripe_prices_log prices on prices.stripe_product_id = products.stripe_product_id
    and prices.is_live = products.is_live and prices.connected_account_id is not distinct from products.connected_account_id;
grant select on public.catalogue_prices to authenticated, service_role;

-- The numbers of each project, and what the list can be filtered by. The last run of a project is the last one that read one of its
-- accounts to the end. A policy shows the log to admins alone; to others all numbers are none.
create function public.catalogue_numbers(is_live boolean) returns jsonb
language sql stable set search_path = '' as $$
  with counted as materialized (
    select logged.project, logged.type, coalesce(logged.connected_account_id, 'platform') as account, count(*) as products,
      count(*) filter (where logged.active and not logged.is_deleted) as active,
      count(*) filter (where logged.created_at >= now() - interval '24 hours') as fresh
    from public.stripe_products_log logged where logged.is_live = catalogue_numbers.is_live
    group by 1, 2, 3
  ), read as materialized (
    select parts.account, max(parts.ended_at) as at
    from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
    where runs.is_live = catalogue_numbers.is_live and parts.state = 'done' group by 1
  ), projects as (
    select counted.project, sum(counted.products) as products, sum(counted.active) as active, sum(counted.fresh) as fresh,
      max(read.at) as at
    from counted left join read using (account) group by 1
  ), types as (
    select counted.type, sum(counted.products) as products from counted group by 1 order by 2 desc, 1 limit 100
  ), accounts as (
    select counted.account, min(organisations.name) as seller, sum(counted.products) as products
    from counted left join public.organisations on organisations.stripe_onbehalfof = counted.account
    group by 1 order by 3 desc, 1 limit 100
  )
  select jsonb_build_object(
    'projects', (select coalesce(jsonb_agg(jsonb_build_object('project', projects.project, 'products', projects.products,
        'active', projects.active, 'new24h', projects.fresh, 'lastRunAt', projects.at)
        order by projects.products desc, projects.project nulls last), '[]') from projects),
    'types', (select coalesce(jsonb_agg(types.type order by types.type nulls last), '[]') from types),
    'accounts', (select coalesce(jsonb_agg(jsonb_build_object('account', accounts.account, 'seller', accounts.seller)
        order by accounts.account = 'platform' desc, accounts.seller, accounts.account), '[]') from accounts));
$$;
grant execute on function public.catalogue_numbers(boolean) to authenticated, service_role;
