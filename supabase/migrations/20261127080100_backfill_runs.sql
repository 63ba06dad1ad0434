-- The daily backfill walks through everything that Stripe holds. A run has a part for each account, and a part has windows: spans
-- of creation time that are listed side by side, each by Stripe's own cursor. Every page is kept together with the place that it
-- reached, so that whoever comes next goes on without gap or repeat.
create table private.backfill_runs (
  id         uuid primary key default gen_random_uuid(),
  is_live    boolean not null,
  state      text not null default 'running' constraint backfill_runs_state_known check (state in ('running', 'done', 'failed')),
  -- Null is the clock.
  asked_by   uuid,
  started_at timestamptz not null default now(),
  ended_at   timestamptz
);
create unique index backfill_runs_one_at_a_time on private.backfill_runs (is_live) where state = 'running';
create index backfill_runs_newest on private.backfill_runs (started_at desc);
alter table private.backfill_runs enable row level security;
grant select on private.backfill_runs to authenticated;
create policy "admins read the runs" on private.backfill_runs
  for select to authenticated using ((select private.is_admin()));

create table private.backfill_parts (
  run        uuid not null references private.backfill_runs (id) on delete cascade,
  account    text not null,
  state      text not null default 'running' constraint backfill_parts_state_known check (state in ('running', 'done', 'failed')),
  -- Everything is listed, or what is new, what events tell of, and a share of the rest.
  is_full    boolean not null,
  -- Where the last one that ended well began; nothing when there was none.
  since      timestamptz,
  -- From where the next one has to look. A part that goes on after a failure keeps the moment of the one that failed.
  as_of      timestamptz not null default now(),
  -- Which thirtieth of the catalogue is compared.
  share      int not null default 0 constraint backfill_parts_share_range check (share between 0 and 29),
  has_tail   boolean not null default false,
  -- Products compared, those of them that were new or had changed, and what Stripe was asked.
  checked    bigint not null default 0,
  synced     bigint not null default 0,
  deleted    bigint not null default 0,
  reads      bigint not null default 0,
  error      jsonb,
  started_at timestamptz not null default now(),
  ended_at   timestamptz,
  primary key (run, account)
);
create index backfill_parts_of_account on private.backfill_parts (account, started_at desc);
alter table private.backfill_parts enable row level security;
grant select on private.backfill_parts to authenticated;
create policy "admins read the parts of runs" on private.backfill_parts
  for select to authenticated using ((select private.is_admin()));

-- Times are Stripe's whole seconds.
create table private.backfill_windows (
  id          bigint generated always as identity primary key,
  run         uuid not null,
  account     text not null,
  object      text not null constraint backfill_windows_object_known
    check (object in ('product', 'price', 'archived_price', 'event')),
  from_s      bigint not null,
  -- Not included; null has no end.
  to_s        bigint,
  -- The last object of the last page, and when it was created.
  cursor      text,
  reached_s   bigint,
  pages       int not null default 0,
  seen        bigint not null default 0,
  -- How many the log holds of this span when it is done: as many as were seen.
  logged      bigint,
  leased_by   uuid,
  lease_until timestamptz,
  done_at     timestamptz,
  constraint backfill_windows_of_a_part foreign key (run, account)
    references private.backfill_parts (run, account) on delete cascade
);
create index backfill_windows_open on private.backfill_windows (run, account) where done_at is null;
create index backfill_windows_of_part on private.backfill_windows (run, account, object);
alter table private.backfill_windows enable row level security;

-- The products that a run has looked at (in which window), and those that it has found new or changed. Only while it goes on.
create table private.backfill_seen (
  run        uuid not null references private.backfill_runs (id) on delete cascade,
  account    text not null,
  product    text not null,
  window_id  bigint,
  is_changed boolean not null default false,
  primary key (run, account, product)
);
create index backfill_seen_in_window on private.backfill_seen (window_id);
alter table private.backfill_seen enable row level security;

-- When somebody last looked whether the daily run happens.
create table private.backfill_watches (
  is_live    boolean primary key,
  since      timestamptz not null default now(),
  alerted_at timestamptz
);
alter table private.backfill_watches enable row level security;

create function private.add_window(run uuid, account text, object text, from_s bigint, to_s bigint default null) returns void
language sql set search_path = '' as $$
  insert into private.backfill_windows (run, account, object, from_s, to_s)
  values (add_window.run, add_window.account, add_window.object, greatest(add_window.from_s, 0), add_window.to_s);
$$;

-- The span of creation time that holds a thirtieth of what is logged of an account: the spans of thirty days cover everything.
create function private.share_span(account text, is_live boolean, share int, out from_s bigint, out to_s bigint)
language sql stable set search_path = '' as $$
  select
    case when share_span.share = 0 then 0
      else extract(epoch from percentile_disc(share_span.share / 30.0) within group (order by logged.created_at))::bigint end,
    case when share_span.share < 29
      then extract(epoch from percentile_disc((share_span.share + 1) / 30.0) within group (order by logged.created_at))::bigint end
  from public.stripe_products_log logged
  where coalesce(logged.connected_account_id, 'platform') = share_span.account and logged.is_live = share_span.is_live;
$$;

-- What a part has to list. The whole account, the first time and when Stripe's events of 30 days do not reach back far enough;
-- otherwise what is new since the last run began, the events since then, and a thirtieth of the rest. Five minutes are read
-- twice, since neither lists nor events are in the order in which things happened.
create function private.plan_part(part private.backfill_parts, is_live boolean) returns void
language plpgsql set search_path = '' as $$
declare
  new_from constant bigint := extract(epoch from part.since - interval '5 minutes')::bigint;
  span record;
begin
  if part.is_full then
    perform private.add_window(part.run, part.account, object, 0) from unnest(array['product', 'price', 'archived_price']) object;
    return;
  end if;
  perform private.add_window(part.run, part.account, object, new_from) from unnest(array['product', 'price', 'event']) object;
  span := private.share_span(part.account, is_live, part.share);
  -- What is new is listed already.
  if span.from_s < new_from then
    perform private.add_window(part.run, part.account, object, span.from_s, least(span.to_s, new_from))
    from unnest(array['product', 'price', 'archived_price']) object
    where span.from_s < coalesce(span.to_s, new_from);
  end if;
end;
$$;

-- Adds the part of an account to a run: on from where the last one failed, or else from where the last good one began.
create function private.add_part(run uuid, is_live boolean, account text) returns void
language plpgsql set search_path = '' as $$
declare
  last_part private.backfill_parts;
  good private.backfill_parts;
  part private.backfill_parts;
begin
  select parts.* into last_part from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
  where parts.account = add_part.account and runs.is_live = add_part.is_live and parts.run <> add_part.run
  order by parts.started_at desc limit 1;
  if last_part.state = 'failed' and last_part.as_of > now() - interval '20 days' and exists (
    select from private.backfill_windows windows
    where windows.run = last_part.run and windows.account = add_part.account and windows.done_at is null) then
    insert into private.backfill_parts (run, account, is_full, since, as_of, share, has_tail)
    values (add_part.run, add_part.account, last_part.is_full, last_part.since, last_part.as_of, last_part.share,
      last_part.has_tail);
    update private.backfill_windows windows set run = add_part.run, leased_by = null, lease_until = null
    where windows.run = last_part.run and windows.account = add_part.account;
    update private.backfill_seen seen set run = add_part.run
    where seen.run = last_part.run and seen.account = add_part.account;
    return;
  end if;
  select parts.* into good from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
  where parts.account = add_part.account and runs.is_live = add_part.is_live and parts.state = 'done'
  order by parts.as_of desc limit 1;
  insert into private.backfill_parts (run, account, is_full, since, share)
  values (add_part.run, add_part.account, coalesce(good.as_of < now() - interval '29 days', true), good.as_of,
    coalesce((good.share + 1) % 30, 0))
  returning * into part;
  perform private.plan_part(part, add_part.is_live);
end;
$$;

-- Opens a run, or answers the one that is open: two clocks that call at once make one. Asked for by a machine, or by an admin.
create function public.backfill_open(is_live boolean) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  open uuid;
begin
  perform private.check_run_right();
  lock table private.backfill_runs in share row exclusive mode;
  select runs.id into open from private.backfill_runs runs
  where runs.is_live = backfill_open.is_live and runs.state = 'running';
  if found then
    return open;
  end if;
  insert into private.backfill_runs (is_live, asked_by) values (backfill_open.is_live, auth.uid()) returning id into open;
  perform private.add_part(open, backfill_open.is_live, accounts.account) from (
    select 'platform' as account
    union all
    select known.account from private.stripe_accounts known where known.access = 'granted') accounts;
  -- What an account holds that has taken its leave cannot be read any more; the run says so.
  insert into private.backfill_parts (run, account, state, is_full, error, ended_at)
  select open, known.account, 'failed', false, jsonb_build_object('code', 'account_refuses'), now()
  from private.stripe_accounts known where known.access = 'withdrawn';
  delete from private.backfill_runs runs where runs.id in (
    select old.id from private.backfill_runs old where old.is_live = backfill_open.is_live
    order by old.started_at desc offset 100)
    -- The last good part of an account says where the next one begins.
    and not exists (select from private.backfill_parts parts where parts.run = runs.id and parts.state = 'done'
      and not exists (select from private.backfill_parts later where later.account = parts.account
        and later.state = 'done' and later.as_of > parts.as_of));
  return open;
end;
$$;
grant execute on function public.backfill_open(boolean) to authenticated, service_role;

-- How many windows of an account are worth being open: calls of a quarter of a second each then fill its limit.
create function private.backfill_lanes(account text, is_live boolean) returns int
language sql stable set search_path = '' as $$
  select greatest(2, ceil(coalesce(
    (select budgets.calls_per_second * private.budget_share(budgets) from private.stripe_budgets budgets
      where budgets.account = backfill_lanes.account
        and budgets.mode = case when backfill_lanes.is_live then 'live' else 'test' end),
    case when backfill_lanes.is_live then 100 else 25 end) / 4)::int);
$$;

-- A sweep leaves a tenth of the month's reads to the engine, which must look at what is in doubt.
create function private.has_reads_left(account text, is_live boolean) returns boolean
language sql stable set search_path = '' as $$
  select not exists (select from private.stripe_budgets budgets
    where budgets.account = has_reads_left.account
      and budgets.mode = case when has_reads_left.is_live then 'live' else 'test' end
      and budgets.month = date_trunc('month', now() at time zone 'utc')::date
      and budgets.reads >= 0.9 * budgets.reads_per_month);
$$;

-- Ends a run all of whose parts have ended. It has failed when a part failed for another reason than that its account keeps us
-- out; that needs a person at once.
create function private.end_backfill(run uuid) returns void
language plpgsql set search_path = '' as $$
declare
  failures jsonb;
begin
  -- Two parts that end at once: the second waits here, and finds that the first has ended.
  perform from private.backfill_runs runs where runs.id = end_backfill.run for no key update;
  failures := (select jsonb_object_agg(parts.account, parts.error ->> 'code') from private.backfill_parts parts
    where parts.run = end_backfill.run and parts.state = 'failed' and parts.error ->> 'code' <> 'account_refuses');
  update private.backfill_runs runs set
    state = case when failures is null then 'done' else 'failed' end, ended_at = now()
  where runs.id = end_backfill.run and runs.state = 'running' and not exists (
    select from private.backfill_parts parts where parts.run = runs.id and parts.state = 'running');
  if not found then
    return;
  end if;
  delete from private.backfill_seen seen using private.backfill_parts parts
  where seen.run = end_backfill.run and parts.run = seen.run and parts.account = seen.account and parts.state = 'done';
  if failures is not null then
    perform private.alert('backfill_failed', jsonb_build_object('run', end_backfill.run, 'accounts', failures));
  end if;
end;
$$;

-- Ends the part of an account when nothing is left to list; before that, what was made meanwhile is listed once more.
create function private.settle_part(run uuid, account text) returns void
language plpgsql set search_path = '' as $$
declare
  part private.backfill_parts;
begin
  select * into part from private.backfill_parts parts
  where parts.run = settle_part.run and parts.account = settle_part.account for no key update;
  if part.state <> 'running' or exists (
    select from private.backfill_windows windows
    where windows.run = part.run and windows.account = part.account and windows.done_at is null) then
    return;
  end if;
  if not part.has_tail then
    update private.backfill_parts parts set has_tail = true where parts.run = part.run and parts.account = part.account;
    perform private.add_window(part.run, part.account, 'product',
      extract(epoch from part.as_of - interval '1 minute')::bigint);
    return;
  end if;
  update private.backfill_parts parts set state = 'done', ended_at = now()
  where parts.run = part.run and parts.account = part.account;
  perform private.end_backfill(part.run);
end;
$$;

-- Takes a window that nobody has, or whose worker has died: of one account, or of any.
create function private.take_window(worker uuid, run uuid, account text) returns private.backfill_windows
language sql set search_path = '' as $$
  update private.backfill_windows windows set leased_by = worker, lease_until = now() + interval '60 seconds'
  where windows.id = (
    select free.id from private.backfill_windows free
    where free.run = take_window.run and free.account = take_window.account and free.done_at is null
      and (free.lease_until is null or free.lease_until < now())
    order by free.id limit 1 for update skip locked)
  returning windows.*;
$$;

-- A window that was taken, and all others of its account that are free, up to so many as are worth being open.
create function private.take_windows(worker uuid, run uuid, account text, is_live boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  taken private.backfill_windows;
  places jsonb := '[]';
begin
  for lane in 1 .. private.backfill_lanes(account, take_windows.is_live) loop
    taken := private.take_window(worker, take_windows.run, take_windows.account);
    exit when taken.id is null;
    places := places || to_jsonb(taken);
  end loop;
  return places;
end;
$$;

-- Takes the free windows of the run that is open. Nothing when no run is open or all are taken.
create function public.backfill_claim(worker uuid, is_live boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  part record;
  places jsonb := '[]';
begin
  for part in
    select parts.run, parts.account from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
    where runs.is_live = backfill_claim.is_live and runs.state = 'running' and parts.state = 'running'
    order by parts.account
  loop
    if private.has_reads_left(part.account, backfill_claim.is_live) then
      -- A worker that died after its last page has left this to be done.
      perform private.settle_part(part.run, part.account);
      places := places || private.take_windows(worker, part.run, part.account, backfill_claim.is_live);
    else
      perform private.fail_part(part.run, part.account, jsonb_build_object('code', 'reads_spent'));
    end if;
  end loop;
  -- A run whose accounts all keep us out has no part that could end it.
  perform private.end_backfill(runs.id) from private.backfill_runs runs
  where runs.is_live = backfill_claim.is_live and runs.state = 'running';
  return places;
end;
$$;
grant execute on function public.backfill_claim(uuid, boolean) to service_role;

-- The part of an account cannot go on now. What it has listed stays, and so does its place: the next run goes on there. Its windows
-- are not touched: who holds one of them takes the part next, and would wait for us as we for them.
create function private.fail_part(run uuid, account text, error jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update private.backfill_parts parts set state = 'failed', error = fail_part.error, ended_at = now()
  where parts.run = fail_part.run and parts.account = fail_part.account and parts.state = 'running';
  perform private.end_backfill(fail_part.run);
end;
$$;

create function public.backfill_fail(run uuid, account text, error text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.fail_part(run, account, error::jsonb);
end;
$$;
grant execute on function public.backfill_fail(uuid, text, text) to service_role;

-- Gives back what a worker has taken, for the next one to go on with.
create function public.backfill_release(worker uuid) returns void
language sql security definer set search_path = '' as $$
  update private.backfill_windows windows set leased_by = null, lease_until = null
  where windows.leased_by = worker and windows.done_at is null;
$$;
grant execute on function public.backfill_release(uuid) to service_role;

-- Gives the older part of a window to whoever is free. How much is left is guessed from the page that was read: as dense as
-- that. A window without a beginning gives away all but a stretch that doubles with every window; any other one, half.
create function private.split_window(place private.backfill_windows, first_s bigint, lanes int) returns void
language plpgsql set search_path = '' as $$
declare
  step constant bigint := greatest(first_s - place.reached_s, 1);
  -- Stripe's first products are of 2010.
  beginning constant bigint := 1262304000;
  open int;
  made int;
  middle bigint;
begin
  select count(*) filter (where windows.done_at is null), count(*) filter (where windows.object = place.object)
  into open, made from private.backfill_windows windows
  where windows.run = place.run and windows.account = place.account;
  if open >= lanes then
    return;
  end if;
  if place.from_s = 0 then
    middle := place.reached_s - step * 8 * (2 ^ least(made - 1, 20))::bigint;
    if middle <= beginning then
      return;
    end if;
  else
    if (place.reached_s - place.from_s) / step < 3 then
      return;
    end if;
    middle := place.from_s + (place.reached_s - place.from_s) / 2;
  end if;
  perform private.add_window(place.run, place.account, place.object, place.from_s, middle);
  update private.backfill_windows windows set from_s = middle where windows.id = place.id;
end;
$$;

-- Writes down which products a page has shown, and which were found new or changed. Answers how many were not seen before, and
-- how many had not been counted as changed before.
create function private.note_seen(place private.backfill_windows, products text[], changed text[],
  out fresh int, out moved int)
language plpgsql set search_path = '' as $$
begin
  select count(*) filter (where known.window_id is null) into fresh
  from unnest(products) shown (product)
  left join lateral (
    select seen.window_id from private.backfill_seen seen
    where seen.run = place.run and seen.account = place.account and seen.product = shown.product limit 1) known on true;
  select count(*) filter (where not coalesce(known.is_changed, false)) into moved
  from unnest(changed) shown (product)
  left join lateral (
    select seen.is_changed from private.backfill_seen seen
    where seen.run = place.run and seen.account = place.account and seen.product = shown.product limit 1) known on true;
  insert into private.backfill_seen as seen (run, account, product, window_id, is_changed)
  select place.run, place.account, noted.product, case when noted.product = any (products) then place.id end,
    noted.product = any (changed)
  from (select unnest(products) as product union select unnest(changed) order by product) noted
  on conflict on constraint backfill_seen_pkey do update set
    window_id = coalesce(seen.window_id, excluded.window_id), is_changed = seen.is_changed or excluded.is_changed
  where seen.window_id is null and excluded.window_id is not null or excluded.is_changed and not seen.is_changed;
end;
$$;

-- The logged products of a window that has been listed to its end and that the run has not seen: they are gone, most likely.
create function private.not_seen(place private.backfill_windows, is_live boolean) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(lost.stripe_product_id), '{}') from (
    select logged.stripe_product_id
    from public.stripe_products_log logged
    where place.object = 'product'
      and coalesce(logged.connected_account_id, 'platform') = place.account and logged.is_live = not_seen.is_live
      and logged.created_at >= to_timestamp(place.from_s)
      and (place.to_s is null or logged.created_at < to_timestamp(place.to_s))
      and not logged.is_deleted
      -- Each is looked up by itself: what a run has seen is too new for a plan to know how much it is.
      and (select seen.window_id from private.backfill_seen seen
        where seen.run = place.run and seen.account = place.account and seen.product = logged.stripe_product_id limit 1) is null
    limit 100) lost;
$$;

-- A window was listed to its end. Of its products, as many were seen as the log holds: that is how it is known to be complete.
create function private.end_window(place private.backfill_windows, is_live boolean) returns void
language sql set search_path = '' as $$
  with counted as (
    select count(*) as logged, count((select seen.window_id from private.backfill_seen seen
      where seen.run = place.run and seen.account = place.account and seen.product = logged.stripe_product_id
      limit 1)) as seen
    from public.stripe_products_log logged
    where place.object = 'product' and coalesce(logged.connected_account_id, 'platform') = place.account
      and logged.is_live = end_window.is_live and logged.created_at >= to_timestamp(place.from_s)
      and (place.to_s is null or logged.created_at < to_timestamp(place.to_s)) and not logged.is_deleted)
  update private.backfill_windows windows set done_at = now(), leased_by = null, lease_until = null,
    seen = case when place.object = 'product' then counted.seen else windows.seen end,
    logged = case when place.object = 'product' then counted.logged end
  from counted
  where windows.id = place.id;
$$;

-- Keeps a page and the place that it reached, in one transaction. `report` is what Stripe has shown, as `catalogue_keep` takes
-- it; `page` is JSON in a text: `{reads, seen, products, cursor, first_s, reached_s, has_more}`. Answers what was new or changed,
-- what the log has that the window has not shown (it is to be looked at by its id, and the answer brought as another page), and
-- the windows to go on with, its own first. Whoever has lost the window is answered nothing, and has changed nothing.
create function public.backfill_page(worker uuid, place bigint, report text, page text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  told constant jsonb := page::jsonb;
  held private.backfill_windows;
  mode_is_live boolean;
  kept jsonb;
  noted record;
  missing text[] := '{}';
  places jsonb := '[]';
begin
  select * into held from private.backfill_windows windows
  where windows.id = place and windows.leased_by = worker and windows.done_at is null for update;
  if held.id is null then
    return null;
  end if;
  select runs.is_live into mode_is_live from private.backfill_runs runs where runs.id = held.run;
  kept := public.catalogue_keep(held.account, mode_is_live, report);
  noted := private.note_seen(held,
    array(select jsonb_array_elements_text(told -> 'products')),
    array(select jsonb_array_elements_text((kept -> 'new') || (kept -> 'changed'))));
  update private.backfill_windows windows set
    cursor = coalesce(told ->> 'cursor', windows.cursor),
    reached_s = coalesce((told ->> 'reached_s')::bigint, windows.reached_s),
    pages = windows.pages + 1,
    seen = windows.seen + (told ->> 'seen')::bigint,
    lease_until = now() + interval '60 seconds'
  where windows.id = held.id returning * into held;
  if (told ->> 'has_more')::boolean then
    perform private.split_window(held, (told ->> 'first_s')::bigint, private.backfill_lanes(held.account, mode_is_live));
    select * into held from private.backfill_windows windows where windows.id = held.id;
    places := jsonb_build_array(to_jsonb(held));
  else
    missing := private.not_seen(held, mode_is_live);
    if cardinality(missing) = 0 then
      perform private.end_window(held, mode_is_live);
    end if;
  end if;
  update private.backfill_parts parts set
    checked = parts.checked + noted.fresh, synced = parts.synced + noted.moved,
    deleted = parts.deleted + jsonb_array_length(coalesce(report::jsonb -> 'deleted', '[]')),
    reads = parts.reads + (told ->> 'reads')::bigint
  where parts.run = held.run and parts.account = held.account and parts.state = 'running';
  if not found then
    -- The account has failed meanwhile: what this worker has read is kept, and it goes no further.
    places := '[]';
    missing := '{}';
    update private.backfill_windows windows set leased_by = null, lease_until = null where windows.id = held.id;
  elsif not private.has_reads_left(held.account, mode_is_live) then
    perform private.fail_part(held.run, held.account, jsonb_build_object('code', 'reads_spent'));
    places := '[]';
    missing := '{}';
  elsif cardinality(missing) = 0 then
    if places = '[]' then
      perform private.settle_part(held.run, held.account);
    end if;
    places := places || private.take_windows(worker, held.run, held.account, mode_is_live);
  end if;
  return kept || jsonb_build_object('missing', to_jsonb(missing), 'next', places);
end;
$$;
grant execute on function public.backfill_page(uuid, bigint, text, text) to service_role;

-- The events of a list of ids that no notice has brought which was acted on: what they tell of is still to be read.
create function public.backfill_untold(events text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(event.id), '[]')
  from jsonb_array_elements_text(events::jsonb) event (id)
  where not exists (select from private.stripe_notices notices where notices.id = event.id and notices.state = 'done');
$$;
grant execute on function public.backfill_untold(text) to service_role;

-- How many differences between Stripe and the rows stand open. The table of them comes in a later chapter of this story.
create function private.count_drifts() returns bigint
language plpgsql stable set search_path = '' as $$
begin
  if to_regclass('private.drifts') is null then
    return 0;
  end if;
  return (select count(*) from private.drifts where drifts.state = 'open');
end;
$$;

-- Where a run stands; the newest one unless another is named.
create function public.backfill_state(is_live boolean, run uuid default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', runs.id, 'state', runs.state, 'startedAt', runs.started_at, 'endedAt', runs.ended_at,
    'isFull', coalesce(bool_or(parts.is_full), false),
    'checked', coalesce(sum(parts.checked), 0), 'synced', coalesce(sum(parts.synced), 0),
    'deleted', coalesce(sum(parts.deleted), 0), 'reads', coalesce(sum(parts.reads), 0),
    'drifted', private.count_drifts(),
    'windows', (select count(*) from private.backfill_windows windows where windows.run = runs.id),
    'open', (select count(*) from private.backfill_windows windows where windows.run = runs.id and windows.done_at is null),
    'parts', coalesce(jsonb_agg(jsonb_build_object('account', parts.account, 'state', parts.state, 'isFull', parts.is_full,
      'since', parts.since, 'checked', parts.checked, 'synced', parts.synced, 'deleted', parts.deleted, 'reads', parts.reads,
      'error', parts.error, 'endedAt', parts.ended_at) order by parts.account) filter (where parts.account is not null), '[]'))
  from private.backfill_runs runs left join private.backfill_parts parts on parts.run = runs.id
  where runs.id = coalesce(backfill_state.run, (select newest.id from private.backfill_runs newest
      where newest.is_live = backfill_state.is_live order by newest.started_at desc limit 1))
    and ((select private.is_machine()) or (select private.is_admin()))
  group by runs.id;
$$;
grant execute on function public.backfill_state(boolean, uuid) to authenticated, service_role;

-- A run that did not happen raises an alert, once a day until one does (B6). Whoever looks first is where the 26 hours begin.
create function public.backfill_watch(is_live boolean, hours int default 26) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  late constant timestamptz := now() - make_interval(hours => hours);
  last_good constant timestamptz := (select max(runs.started_at) from private.backfill_runs runs
    where runs.is_live = backfill_watch.is_live and runs.state = 'done');
begin
  insert into private.backfill_watches (is_live) values (backfill_watch.is_live) on conflict do nothing;
  update private.backfill_watches watches set alerted_at = now()
  where watches.is_live = backfill_watch.is_live and greatest(watches.since, last_good) < late
    and (watches.alerted_at is null or watches.alerted_at < now() - interval '24 hours');
  if not found then
    return false;
  end if;
  perform private.alert('backfill_missing', jsonb_build_object('last_good', last_good));
  return true;
end;
$$;
grant execute on function public.backfill_watch(boolean, int) to service_role;

-- Calls a route of the app, where the database can: its address and secret are in the vault.
create function private.call_app(path text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  app_url text;
  secret text;
begin
  execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into app_url using 'tandem_app_url';
  execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into secret using 'tandem_cron_secret';
  if app_url is not null and secret is not null then
    execute 'select net.http_post(url := $1, body := $2, headers := $3)' using rtrim(app_url, '/') || path, '{}'::jsonb,
      jsonb_build_object('Authorization', 'Bearer ' || secret, 'Content-Type', 'application/json');
  end if;
end;
$$;

do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_cron') then
    perform cron.schedule('stripe_sync_daily', '0 0 * * *', $job$select private.call_app('/api/cron/stripe-sync-products')$job$);
  end if;
end;
$$;
