-- A pool is a number of units that can be sold: a ticket type's capacity, an event's capacity. What is left of it is always
-- counted (capacity - sold - held), never kept by hand.
create table public.pools (
  pool_id  uuid primary key default gen_random_uuid(),
  kind     text not null,
  row_id   uuid not null,
  -- Nothing means that there is no limit.
  capacity int constraint pools_capacity_range check (capacity >= 0),
  constraint pools_row_id_unique unique (kind, row_id)
);
alter table public.pools enable row level security;
grant select on public.pools to authenticated, service_role;
create policy "admins see every pool, organisers those of their events" on public.pools
  for select to authenticated using ((select private.is_admin())
    or (kind = 'event' and row_id in (select private.my_events()))
    or (kind = 'ticket' and row_id in (
      select sold.id from public.event_tickets sold where sold.event_id in (select private.my_events()))));

-- Units of a pool that are promised to one buyer while a checkout is open, or theirs once it is paid. A hold that has run out
-- holds nothing, with no job running.
create table private.holds (
  hold_id    uuid primary key default gen_random_uuid(),
  pool_id    uuid not null references public.pools,
  order_id   uuid not null,
  units      int not null constraint holds_units_range check (units > 0),
  is_sold    boolean not null default false,
  expires_at timestamptz not null,
  constraint holds_order_id_unique unique (order_id, pool_id)
);
create index holds_of_pool on private.holds (pool_id, expires_at);
alter table private.holds enable row level security;

-- What is taken of a pool.
create function private.pool_taken(pool_id uuid) returns table (sold bigint, held bigint)
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(holds.units) filter (where holds.is_sold), 0),
    coalesce(sum(holds.units) filter (where not holds.is_sold), 0)
  from private.holds
  where holds.pool_id = pool_taken.pool_id and (holds.is_sold or holds.expires_at > now());
$$;

-- A capacity cannot go below what is taken (S10). Whoever takes units locks the pool first, so nothing is taken meanwhile.
create function private.tg_pools__capacity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  taken record;
begin
  if new.capacity is not null and new.capacity is distinct from old.capacity then
    select * into taken from private.pool_taken(new.pool_id);
    if new.capacity < taken.sold + taken.held then
      perform private.refuse(422, 'capacity_below_sold', jsonb_build_object(
        'field', case new.kind when 'ticket' then 'tickets.' || new.row_id || '.total_capacity' else 'capacity' end,
        'sold', taken.sold, 'held', taken.held, 'least', taken.sold + taken.held));
    end if;
  end if;
  return new;
end;
$$;
create trigger _100_capacity before update on public.pools
  for each row execute function private.tg_pools__capacity();

-- Attached to a table that has units to sell, with its kind, the name of its id column, and that of its capacity.
create function private.tg__pool() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now constant jsonb := to_jsonb(new);
begin
  insert into public.pools as pools (kind, row_id, capacity)
  values (tg_argv[0], (row_now ->> tg_argv[1])::uuid, (row_now ->> tg_argv[2])::int)
  on conflict on constraint pools_row_id_unique do update set capacity = excluded.capacity
  where pools.capacity is distinct from excluded.capacity;
  return null;
end;
$$;
create trigger _400_pool after insert or update of capacity on public.events
  for each row execute function private.tg__pool('event', 'event_id', 'capacity');
create trigger _400_pool after insert or update of total_capacity on public.event_tickets
  for each row execute function private.tg__pool('ticket', 'id', 'total_capacity');
