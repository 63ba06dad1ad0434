-- Spaces are the desks and rooms we let by the hour, the half day, the day or the month.
create table public.spaces (
  id                 uuid primary key default gen_random_uuid(),
  name               text not null
    constraint spaces_name_length check (name ~ '\S' and length(name) <= 120),
  description        text
    constraint spaces_description_length check (length(description) <= 5000),
  type               text not null default 'coworking_space'
    constraint spaces_type_length check (type ~ '\S' and length(type) <= 60),
  capacity           int not null default 1
    constraint spaces_capacity_range check (capacity between 1 and 100000),
  price_per_hour     numeric(12,3)
    constraint spaces_price_per_hour_range check (price_per_hour >= 0 and price_per_hour < 1000000),
  price_per_half_day numeric(12,3)
    constraint spaces_price_per_half_day_range check (price_per_half_day >= 0 and price_per_half_day < 1000000),
  price_per_day      numeric(12,3)
    constraint spaces_price_per_day_range check (price_per_day >= 0 and price_per_day < 1000000),
  price_per_month    numeric(12,3)
    constraint spaces_price_per_month_range check (price_per_month >= 0 and price_per_month < 1000000),
  currency           text not null default 'eur'
    constraint spaces_currency_iso check (currency ~ '^[a-z]{3}$'),
  image_url          text
    constraint spaces_image_url_address check (image_url ~ '^https?://[^\s]+$' and length(image_url) <= 2000),
  is_active          boolean not null default true,
  stripe_product_id  text,
  stripe_price_id    text,
  revision           bigint not null default 1,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  constraint spaces_stripe_product_id_unique unique (stripe_product_id)
);
create index spaces_by_name on public.spaces (lower(name), id);

alter table public.spaces enable row level security;
grant select on public.spaces to anon, authenticated, service_role;
grant insert (id, name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month,
    currency, image_url, is_active),
  update (name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month,
    currency, image_url, is_active),
  delete on public.spaces to authenticated;
grant insert, update, delete on public.spaces to service_role;

create policy "visitors see the spaces that are let" on public.spaces
  for select to anon using (is_active);
create policy "admins see every space, others those that are let" on public.spaces
  for select to authenticated using (is_active or (select private.is_admin()));
create policy "admins add spaces" on public.spaces
  for insert to authenticated with check ((select private.is_admin()));
create policy "admins change spaces" on public.spaces
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "admins delete spaces" on public.spaces
  for delete to authenticated using ((select private.is_admin()));

-- Counts what people changed, so that a second admin can be told that the row has moved. Ids that the engine writes back
-- are not a change that anybody made.
create function private.tg__revision() returns trigger
language plpgsql set search_path = '' as $$
declare
  ours constant text[] := array['stripe_product_id', 'stripe_price_id', 'revision', 'created_at', 'updated_at'];
begin
  if to_jsonb(new) - ours <> to_jsonb(old) - ours then
    new.revision := old.revision + 1;
    new.updated_at := now();
  end if;
  return new;
end;
$$;
create trigger _100_revision before update on public.spaces
  for each row execute function private.tg__revision();

-- The columns that Stripe shows. Written-back ids are left out on purpose: they must not mark again.
create trigger _500_mark
  after insert or delete or update of id, name, description, type, capacity, price_per_hour, price_per_half_day,
    price_per_day, price_per_month, currency, image_url, is_active on public.spaces
  for each row execute function private.tg__mark('space', 'id');

-- A space with its sync state, as the admin's table filters and sorts it. Amounts are text, since a JSON number is not
-- exact; the same amounts as numbers are there to sort by.
create view public.spaces_with_sync with (security_invoker = true) as
  select
    spaces.id, spaces.name, spaces.description, spaces.type, spaces.capacity,
    spaces.price_per_hour::text as price_per_hour, spaces.price_per_half_day::text as price_per_half_day,
    spaces.price_per_day::text as price_per_day, spaces.price_per_month::text as price_per_month,
    spaces.price_per_hour as sort_price_per_hour, spaces.price_per_day as sort_price_per_day,
    lower(spaces.name) as sort_name,
    spaces.currency, spaces.image_url, spaces.is_active, spaces.stripe_product_id, spaces.stripe_price_id,
    spaces.revision, spaces.created_at, spaces.updated_at,
    private.sync_state(marks) as sync,
    private.sync_state(marks) ->> 'status' as sync_status
  from public.spaces
  left join private.sync_marks marks on marks.kind = 'space' and marks.row_id = spaces.id;
grant select on public.spaces_with_sync to authenticated, service_role;

-- The seed's own name for "sync this space now".
create function public.sync_space_with_stripe(space_id uuid) returns jsonb
language sql set search_path = '' as $$
  select public.sync_mark('space', space_id);
$$;
grant execute on function public.sync_space_with_stripe(uuid) to authenticated, service_role;

-- The types in use, for the filter of the admin's table.
create function public.space_types() returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(distinct spaces.type order by spaces.type), '[]') from public.spaces;
$$;
grant execute on function public.space_types() to authenticated, service_role;
