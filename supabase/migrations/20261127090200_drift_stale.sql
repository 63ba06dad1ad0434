-- As before, and whether the log was read before the row was synced last: then it cannot tell whether somebody changed the product
-- during the sync or whether its news are older, so the app marks the row instead of keeping drift that may be none.
create or replace function public.drift_candidates(account text, is_live boolean, products text[]) returns jsonb
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
  with due as (
    delete from private.drifts_to_look_for waiting
    using private.sync_marks marks
    where waiting.account = drift_candidates.account and waiting.is_live = drift_candidates.is_live
      and marks.seen #>> '{product,id}' = waiting.stripe_product_id and marks.account = waiting.account
      and marks.wanted = marks.synced and marks.synced_at < now() - interval '30 seconds'
    returning waiting.stripe_product_id
  ), asked as (
    select product as stripe_product_id, product in (select due.stripe_product_id from due) as has_waited
    from (select unnest(products) union select due.stripe_product_id from due) named (product)
  )
  select jsonb_agg(jsonb_build_object('kind', marks.kind, 'row_id', marks.row_id, 'account', marks.account,
    'wanted', marks.wanted, 'read_at', private.iso(shown.read_at), 'updated_at', private.iso(shown.updated_at),
    'is_deleted', shown.is_deleted, 'is_stale', greatest(shown.read_at, prices.read_at) <= marks.synced_at,
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
  where asked.has_waited or greatest(shown.read_at, prices.read_at) > marks.synced_at;
  return coalesce(told, '[]');
end;
$$;
