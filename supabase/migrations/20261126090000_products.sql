-- Products are things that are sold once or more often: a lamp that exists once, or forty of the same vase.
create table public.products (
  id                uuid primary key default gen_random_uuid(),
  -- Made from the name when none is given.
  slug              text not null
    constraint products_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  name              text not null
    constraint products_name_length check (name ~ '\S' and length(name) <= 120),
  description       text
    constraint products_description_length check (length(description) <= 5000),
  image_url         text
    constraint products_image_url_address check (image_url ~ '^https?://[^\s]+$' and length(image_url) <= 2000),
  -- What costs nothing is given away, and has no price in Stripe.
  price             numeric(12,3) not null
    constraint products_price_range check (price >= 0 and price < 1000000),
  currency          text not null default 'eur'
    constraint products_currency_iso check (currency ~ '^[a-z]{3}$'),
  -- How many there are to sell in all. What is left is counted from its pool, never counted down here.
  stock             int not null default 1
    constraint products_stock_range check (stock between 0 and 1000000),
  is_active         boolean not null default true,
  stripe_product_id text,
  stripe_price_id   text,
  revision          bigint not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint products_slug_unique unique (slug),
  constraint products_stripe_product_id_unique unique (stripe_product_id)
);
create index products_by_name on public.products (lower(name), id);

alter table public.products enable row level security;
grant select on public.products to anon, authenticated, service_role;
grant insert (id, slug, name, description, image_url, price, currency, stock, is_active),
  update (slug, name, description, image_url, price, currency, stock, is_active),
  delete on public.products to authenticated;
grant insert, update, delete on public.products to service_role;

create policy "visitors see the products that are on sale" on public.products
  for select to anon using (is_active);
create policy "admins see every product, others those on sale" on public.products
  for select to authenticated using (is_active or (select private.is_admin()));
create policy "admins add products" on public.products
  for insert to authenticated with check ((select private.is_admin()));
create policy "admins change products" on public.products
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "admins delete products" on public.products
  for delete to authenticated using ((select private.is_admin()));

-- Letters of European languages as an address may carry them; what is left is a hyphen. A title without any such letter is
-- called what it is.
drop function private.slug_of(text);
create function private.slug_of(title text, fallback text default 'event') returns text
language sql immutable set search_path = '' as $$
  select coalesce(nullif(trim(both '-' from left(regexp_replace(
    translate(replace(replace(replace(lower(title), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
      'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ', 'aaaaaaceeeeiiiinoooooouuuuyy'),
    '[^a-z0-9]+', '-', 'g'), 100)), ''), fallback);
$$;

create function private.tg_products__before() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.slug is null then
    new.slug := private.slug_of(new.name, 'product');
    if exists (select from public.products where products.slug = new.slug and products.id <> new.id) then
      new.slug := new.slug || '-' || left(new.id::text, 8);
    end if;
  end if;
  -- What is given away has no price in Stripe.
  if new.price = 0 then
    new.stripe_price_id := null;
  end if;
  return new;
end;
$$;
create trigger _050_before before insert or update on public.products
  for each row execute function private.tg_products__before();
create trigger _100_revision before update on public.products
  for each row execute function private.tg__revision();
-- The pool outlives its row, since orders point to it.
create trigger _400_pool after insert or update of stock on public.products
  for each row execute function private.tg__pool('product', 'id', 'stock');
-- The columns that Stripe shows. Written-back ids are left out on purpose: they must not mark again.
create trigger _500_mark
  after insert or delete or update of id, name, description, image_url, price, currency, is_active on public.products
  for each row execute function private.tg__mark('product', 'id');
create trigger _500_mark_all after truncate on public.products
  for each statement execute function private.tg__mark_all('product');

-- A capacity cannot go below what is taken (S10), and the field that asks for it depends on whose capacity it is.
create or replace function private.tg_pools__capacity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  taken record;
begin
  if new.capacity is not null and new.capacity is distinct from old.capacity then
    select * into taken from private.pool_taken(new.pool_id);
    if new.capacity < taken.sold + taken.held then
      perform private.refuse(422, 'capacity_below_sold', jsonb_build_object(
        'field', case new.kind
          when 'ticket' then 'tickets.' || new.row_id || '.total_capacity' when 'product' then 'stock' else 'capacity' end,
        'sold', taken.sold, 'held', taken.held, 'least', taken.sold + taken.held));
    end if;
  end if;
  return new;
end;
$$;

-- The units of a row's pool in numbers. Who holds what is for nobody to read, and how much is held only for admins.
create function private.pool_numbers(kind text, row_id uuid, out sold bigint, out held bigint, out available bigint)
language sql stable security definer set search_path = '' cost 1000 as $$
  select taken.sold, taken.held, greatest(0, pools.capacity - taken.sold - taken.held)
  from public.pools cross join lateral private.pool_taken(pools.pool_id) taken
  where pools.kind = pool_numbers.kind and pools.row_id = pool_numbers.row_id
    and (select private.is_machine() or private.is_admin());
$$;
grant execute on function private.pool_numbers(text, uuid) to authenticated, service_role;

-- A product with its sync state and its units, as the admin's table filters and sorts it. Amounts are text, since a JSON
-- number is not exact; the same amount as a number is there to sort by.
create view public.products_with_sync with (security_invoker = true) as
  select
    products.id, products.slug, products.name, products.description, products.image_url,
    products.price::text as price, products.price as sort_price, lower(products.name) as sort_name,
    products.currency, products.stock,
    -- Asked for in the list of columns, so that only the rows of a page are counted.
    (private.pool_numbers('product', products.id)).sold,
    (private.pool_numbers('product', products.id)).held,
    (private.pool_numbers('product', products.id)).available,
    products.is_active, products.stripe_product_id, products.stripe_price_id,
    products.revision, products.created_at, products.updated_at,
    private.sync_state(marks) as sync,
    private.sync_word(marks) as sync_status
  from public.products
  left join private.sync_marks marks on marks.kind = 'product' and marks.row_id = products.id and not marks.is_left;
grant select on public.products_with_sync to authenticated, service_role;
