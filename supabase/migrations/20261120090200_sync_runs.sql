-- A run over the whole catalogue: it reads what Stripe shows of every row, in bulk, plans what would have to be written,
-- and then lets the engine do it. One run at a time; whoever asks again is given the one that is open.
create table private.sync_runs (
  id                  uuid primary key default gen_random_uuid(),
  state               text not null default 'planning' constraint sync_runs_state_known
    check (state in ('planning', 'planned', 'running', 'done', 'stopped', 'failed')),
  -- Whether it goes on by itself once it is planned; otherwise a person looks at the plan first.
  starts_when_planned boolean not null,
  asked_by            uuid,
  asked_at            timestamptz not null default now(),
  planned_at          timestamptz,
  started_at          timestamptz,
  ended_at            timestamptz,
  -- Where the planning stands, so that another process goes on where one has ended.
  reached             jsonb not null default '{}',
  reads               bigint not null default 0,
  -- The marks there were to plan for when it was asked for.
  marks               bigint not null default 0,
  error               jsonb,
  leased_by           uuid,
  lease_until         timestamptz
);
create unique index sync_runs_one_at_a_time on private.sync_runs ((true))
  where state in ('planning', 'planned', 'running');
create index sync_runs_newest on private.sync_runs (asked_at desc);
alter table private.sync_runs enable row level security;
grant select on private.sync_runs to authenticated;
create policy "admins read the runs" on private.sync_runs
  for select to authenticated using ((select private.is_admin()));

-- What a run means to do with each row, and what came of it.
create table private.sync_run_rows (
  run        uuid not null references private.sync_runs (id) on delete cascade,
  kind       text not null,
  row_id     uuid not null,
  name       text,
  account    text not null,
  does       text not null constraint sync_run_rows_does_known
    check (does in ('create', 'update', 'archive', 'nothing', 'refused')),
  steps      text[] not null default '{}',
  -- What Stripe showed when it was planned.
  seen       jsonb,
  -- The count that the run asks for; nothing was asked yet while it is null.
  wanted     bigint,
  was_behind boolean not null default false,
  outcome    text constraint sync_run_rows_outcome_known
    check (outcome in ('synced', 'nothing', 'refused', 'retrying', 'stopped')),
  error      jsonb,
  ended_at   timestamptz,
  primary key (run, kind, row_id)
);
create index sync_run_rows_open on private.sync_run_rows (kind, row_id) where outcome is null or outcome = 'retrying';
create index sync_run_rows_left on private.sync_run_rows (run) where outcome is null;
alter table private.sync_run_rows enable row level security;
grant select on private.sync_run_rows to authenticated;
create policy "admins read what a run does" on private.sync_run_rows
  for select to authenticated using ((select private.is_admin()));

-- The active prices of an account, kept while a run is being planned.
create table private.sync_run_prices (
  run     uuid not null references private.sync_runs (id) on delete cascade,
  account text not null,
  product text not null,
  id      text not null,
  price   jsonb not null,
  primary key (run, account, product, id)
);
alter table private.sync_run_prices enable row level security;

-- A plan is a promise about a moment: after a quarter of an hour it is made anew.
create function private.is_stale(run private.sync_runs) returns boolean
language sql stable set search_path = '' as $$
  select run.state = 'planned' and run.planned_at < now() - interval '15 minutes';
$$;
grant execute on function private.is_stale(private.sync_runs) to authenticated, service_role;

-- What is open, left to do, and done of a run, in numbers; nothing for an unknown one.
create function public.sync_run_state(run uuid) returns jsonb
language sql stable set search_path = '' as $$
  with counted as (
    select rows.account, rows.does, rows.outcome, count(*) as rows, sum(cardinality(rows.steps)) as writes
    from private.sync_run_rows rows
    where rows.run = sync_run_state.run
    group by rows.account, rows.does, rows.outcome
  ), paces as (
    select counted.account,
      sum(counted.writes) filter (where counted.outcome is null or counted.outcome = 'retrying') / max(coalesce(
        (select budgets.calls_per_second from private.stripe_budgets budgets where budgets.account = counted.account
          order by budgets.calls_per_second desc limit 1), 25)) as seconds
    from counted group by counted.account
  )
  select jsonb_build_object(
    'id', runs.id,
    'state', runs.state,
    'isStale', private.is_stale(runs),
    'askedAt', runs.asked_at, 'plannedAt', runs.planned_at, 'startedAt', runs.started_at, 'endedAt', runs.ended_at,
    'rows', runs.marks,
    'planned', (select coalesce(sum(rows), 0) from counted),
    'reads', runs.reads,
    'plan', (select jsonb_build_object(
      'create', coalesce(sum(rows) filter (where does = 'create'), 0),
      'update', coalesce(sum(rows) filter (where does = 'update'), 0),
      'archive', coalesce(sum(rows) filter (where does = 'archive'), 0),
      'nothing', coalesce(sum(rows) filter (where does = 'nothing'), 0),
      'refused', coalesce(sum(rows) filter (where does = 'refused'), 0),
      'writes', coalesce(sum(writes), 0)) from counted),
    -- At the limit of each account; the accounts go on side by side.
    'secondsLeft', (select coalesce(ceil(max(seconds)), 0) from paces),
    'outcome', (select jsonb_build_object(
      'synced', coalesce(sum(rows) filter (where outcome = 'synced'), 0),
      'refused', coalesce(sum(rows) filter (where outcome = 'refused'), 0),
      'retrying', coalesce(sum(rows) filter (where outcome = 'retrying'), 0),
      'stopped', coalesce(sum(rows) filter (where outcome = 'stopped'), 0),
      'left', coalesce(sum(rows) filter (where outcome is null), 0)) from counted),
    'error', runs.error)
  from private.sync_runs runs
  where runs.id = sync_run_state.run;
$$;
grant execute on function public.sync_run_state(uuid) to authenticated, service_role;

create function private.check_run_right() returns void
language plpgsql stable set search_path = '' as $$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
end;
$$;

-- Hands the rows of a planned run to the engine. Rows that need nothing are not touched.
create function private.start_run(run uuid) returns void
language plpgsql set search_path = '' as $$
declare
  planning_since timestamptz;
begin
  update private.sync_runs runs set state = 'running', started_at = now()
  where runs.id = start_run.run and runs.state in ('planning', 'planned')
  returning runs.asked_at into planning_since;
  if not found then
    return;
  end if;
  -- Marks are taken in the one order that everybody keeps to.
  perform from private.sync_marks marks
  join private.sync_run_rows rows using (kind, row_id)
  where rows.run = start_run.run and rows.does <> 'nothing'
  order by marks.kind, marks.row_id for update of marks;
  update private.sync_run_rows rows set
    was_behind = marks.wanted > marks.synced and marks.refused is distinct from marks.wanted,
    wanted = marks.wanted + 1,
    error = marks.error
  from private.sync_marks marks
  where rows.run = start_run.run and rows.does <> 'nothing'
    and marks.kind = rows.kind and marks.row_id = rows.row_id;
  update private.sync_marks marks set
    wanted = marks.wanted + 1,
    -- What the run has seen is handed on, unless the row was written since or what Stripe shows is in doubt.
    seen = case when rows.seen is not null and not marks.is_unsure and marks.leased_by is null
      and coalesce(marks.synced_at, '-infinity') < planning_since then rows.seen else marks.seen end,
    look_from = case when rows.seen is null then marks.wanted + 1 else marks.look_from end,
    is_bulk = not rows.was_behind,
    attempts = 0,
    delays = 0,
    error = null,
    next_attempt_at = now(),
    changed_at = case when rows.was_behind then marks.changed_at else now() end
  from private.sync_run_rows rows
  where rows.run = start_run.run and rows.does <> 'nothing'
    and marks.kind = rows.kind and marks.row_id = rows.row_id;
  perform private.end_run(start_run.run);
  perform private.poke();
end;
$$;

-- A run is done when something has come of every row. What is tried again goes on by itself, perhaps for hours: the run
-- does not wait for it, and keeps its outcome up to date all the same.
create function private.end_run(run uuid) returns void
language sql set search_path = '' as $$
  update private.sync_runs runs set state = 'done', ended_at = now()
  where runs.id = end_run.run and runs.state = 'running' and not exists (
    select from private.sync_run_rows rows where rows.run = runs.id and rows.outcome is null);
$$;

-- Stops a run. Rows that nobody has begun are as they were before; what is under way is finished; rows that had changes
-- of their own go on.
create function private.stop_run(run uuid) returns void
language plpgsql set search_path = '' as $$
begin
  update private.sync_runs runs set state = 'stopped', ended_at = now(), leased_by = null, lease_until = null
  where runs.id = stop_run.run and runs.state in ('planning', 'planned', 'running');
  if not found then
    return;
  end if;
  perform from private.sync_marks marks
  join private.sync_run_rows rows using (kind, row_id)
  where rows.run = stop_run.run and rows.outcome is null
  order by marks.kind, marks.row_id for update of marks;
  update private.sync_marks marks set
    wanted = marks.wanted - 1,
    look_from = case when marks.look_from = marks.wanted then null else marks.look_from end,
    is_bulk = false,
    error = rows.error
  from private.sync_run_rows rows
  where rows.run = stop_run.run and rows.outcome is null and not rows.was_behind
    and marks.kind = rows.kind and marks.row_id = rows.row_id
    and marks.wanted = rows.wanted and marks.leased_by is null;
  update private.sync_run_rows rows set outcome = 'stopped', ended_at = now()
  where rows.run = stop_run.run and (rows.outcome is null or rows.outcome = 'retrying');
  delete from private.sync_run_prices prices where prices.run = stop_run.run;
end;
$$;

-- Opens a run, or answers the one that is open. Asked for by an admin, or by a machine.
create function public.sync_run_open(starts boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  open private.sync_runs;
begin
  perform private.check_run_right();
  -- Two who ask at once: the second waits here and finds the run of the first.
  lock table private.sync_runs in share row exclusive mode;
  select * into open from private.sync_runs runs where runs.state in ('planning', 'planned', 'running');
  if found and private.is_stale(open) then
    perform private.stop_run(open.id);
    open := null;
  end if;
  if open.id is null then
    insert into private.sync_runs (starts_when_planned, asked_by, marks)
    values (starts, auth.uid(), (select count(*) from private.sync_marks))
    returning * into open;
    -- The outcomes of the last runs are kept, those of older ones are not.
    delete from private.sync_runs runs where runs.id in (
      select old.id from private.sync_runs old order by old.asked_at desc offset 20);
  elsif starts and open.state = 'planning' then
    update private.sync_runs runs set starts_when_planned = true where runs.id = open.id;
  elsif starts and open.state = 'planned' then
    perform private.start_run(open.id);
  end if;
  return public.sync_run_state(open.id);
end;
$$;
grant execute on function public.sync_run_open(boolean) to authenticated, service_role;

create function private.check_run(run uuid) returns private.sync_runs
language plpgsql set search_path = '' as $$
declare
  found_run private.sync_runs;
begin
  perform private.check_run_right();
  select * into found_run from private.sync_runs runs where runs.id = check_run.run for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', run));
  end if;
  return found_run;
end;
$$;

-- Starts a run whose plan a person has seen. A plan that has grown old is refused: it is asked for anew.
create function public.sync_run_start(run uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  known constant private.sync_runs := private.check_run(run);
begin
  if known.state = 'planning' then
    update private.sync_runs runs set starts_when_planned = true where runs.id = known.id;
  elsif private.is_stale(known) then
    perform private.refuse(409, 'plan_is_stale');
  elsif known.state = 'planned' then
    perform private.start_run(known.id);
  end if;
  return public.sync_run_state(known.id);
end;
$$;
grant execute on function public.sync_run_start(uuid) to authenticated, service_role;

create function public.sync_run_stop(run uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  known constant private.sync_runs := private.check_run(run);
begin
  perform private.stop_run(known.id);
  return public.sync_run_state(known.id);
end;
$$;
grant execute on function public.sync_run_stop(uuid) to authenticated, service_role;

-- Takes the run that is to be planned, for a worker and for a time, and answers where it stands.
create function public.sync_run_claim(worker uuid, lease_seconds int) returns table (id uuid, reached jsonb)
language sql security definer set search_path = '' as $$
  update private.sync_runs runs set leased_by = worker, lease_until = now() + make_interval(secs => lease_seconds)
  where runs.state = 'planning' and (runs.lease_until is null or runs.lease_until < now())
  returning runs.id, runs.reached;
$$;
grant execute on function public.sync_run_claim(uuid, int) to service_role;

-- What a run has to plan: for each account and kind how many rows there are, and how many reads of the month are left.
create function public.sync_run_parts(run uuid, mode text)
returns table (account text, kind text, rows bigint, reads_left bigint)
language sql security definer set search_path = '' as $$
  update private.sync_runs runs set marks = (select count(*) from private.sync_marks) where runs.id = sync_run_parts.run;
  select marks.account, marks.kind, count(*), coalesce((
    select budgets.reads_per_month - case
      when budgets.month = date_trunc('month', now() at time zone 'utc')::date then budgets.reads else 0 end
    from private.stripe_budgets budgets
    where budgets.account = marks.account and budgets.mode = sync_run_parts.mode), 10000)
  from private.sync_marks marks
  group by marks.account, marks.kind
  order by marks.account, marks.kind;
$$;
grant execute on function public.sync_run_parts(uuid, text) to service_role;

-- A worker's step in planning: what it has read and planned, and how far it has come, in one transaction. Answers whether
-- the run still is this worker's to plan.
create function public.sync_run_note(run uuid, worker uuid, lease_seconds int, note text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  noted constant jsonb := note::jsonb;
begin
  update private.sync_runs runs set
    reached = runs.reached || coalesce(noted -> 'reached', '{}'),
    reads = runs.reads + coalesce((noted ->> 'reads')::bigint, 0),
    lease_until = now() + make_interval(secs => lease_seconds)
  where runs.id = sync_run_note.run and runs.state = 'planning' and runs.leased_by = worker;
  if not found then
    return false;
  end if;
  insert into private.sync_run_prices (run, account, product, id, price)
  select sync_run_note.run, account, product, price ->> 'id', price
  from jsonb_to_recordset(coalesce(noted -> 'prices', '[]')) as page (account text, product text, price jsonb)
  on conflict on constraint sync_run_prices_pkey do update set price = excluded.price;
  insert into private.sync_run_rows (run, kind, row_id, name, account, does, steps, seen, outcome, error, ended_at)
  select sync_run_note.run, page.kind, page.row_id, page.name, page.account, page.does,
    array(select jsonb_array_elements_text(page.steps)), page.seen,
    case when page.does = 'nothing' then 'nothing' end, page.error, case when page.does = 'nothing' then now() end
  from jsonb_to_recordset(coalesce(noted -> 'rows', '[]')) as page (kind text, row_id uuid, name text, account text,
    does text, steps jsonb, seen jsonb, error jsonb)
  on conflict on constraint sync_run_rows_pkey do nothing;
  return true;
end;
$$;
grant execute on function public.sync_run_note(uuid, uuid, int, text) to service_role;

-- The next rows to plan, in the order of their ids, with the active prices that the run has read of their products.
create function public.sync_run_page(run uuid, account text, kind text, after uuid, how_many int)
returns table (row_id uuid, name text, is_unsure boolean, seen jsonb, stripe_product_id text, prices jsonb)
language sql stable security definer set search_path = '' as $$
  select marks.row_id, marks.label, marks.is_unsure, marks.seen, marks.stripe_product_id,
    coalesce((select jsonb_agg(prices.price) from private.sync_run_prices prices
      where prices.run = sync_run_page.run and prices.account = marks.account and prices.product =
        coalesce(marks.seen #>> '{product,id}', marks.stripe_product_id, marks.kind || '_' || marks.row_id)), '[]')
  from private.sync_marks marks
  where marks.kind = sync_run_page.kind and marks.account = sync_run_page.account
    and marks.row_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
  order by marks.row_id
  limit how_many;
$$;
grant execute on function public.sync_run_page(uuid, text, text, uuid, int) to service_role;

-- Rows that nothing has marked, because a trigger was off or a table was filled before it had one, are marked now.
create function public.sync_mark_missing(kind text, table_name text, key text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute format(
    'select private.mark(%1$L, item.%3$I, coalesce(to_jsonb(item) ->> ''name'', to_jsonb(item) ->> ''title''),
        to_jsonb(item) ->> ''stripe_product_id'', to_jsonb(item) ->> ''stripe_product_id'' is not null)
      from public.%2$I item
      where not exists (select from private.sync_marks marks where marks.kind = %1$L and marks.row_id = item.%3$I)
      order by item.%3$I',
    kind, table_name, key);
end;
$$;
grant execute on function public.sync_mark_missing(text, text, text) to service_role;

-- The planning has come to its end, well or not.
create function public.sync_run_ready(run uuid, worker uuid, error text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  known private.sync_runs;
begin
  update private.sync_runs runs set
    state = case when sync_run_ready.error is null then 'planned' else 'failed' end,
    error = sync_run_ready.error::jsonb,
    planned_at = case when sync_run_ready.error is null then now() end,
    ended_at = case when sync_run_ready.error is not null then now() end,
    leased_by = null, lease_until = null
  where runs.id = sync_run_ready.run and runs.state = 'planning' and runs.leased_by = worker
  returning * into known;
  if not found then
    return;
  end if;
  delete from private.sync_run_prices prices where prices.run = known.id;
  if known.state = 'planned' and known.starts_when_planned then
    perform private.start_run(known.id);
  end if;
end;
$$;
grant execute on function public.sync_run_ready(uuid, uuid, text) to service_role;

-- A report on a row counts for the run that asked for it.
create function private.tg_sync_marks__outcome() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  touched uuid;
begin
  update private.sync_run_rows rows set
    outcome = case
      when new.synced >= rows.wanted then 'synced'
      when new.refused >= rows.wanted then 'refused'
      -- Put off by a limit once or twice, it is still on its way.
      when new.error is not null and (new.attempts > 0 or new.delays > 4) then 'retrying'
      else rows.outcome end,
    error = case when new.synced >= rows.wanted then null else coalesce(new.error, rows.error) end,
    ended_at = case when new.synced >= rows.wanted or new.refused >= rows.wanted then now() end
  where rows.kind = new.kind and rows.row_id = new.row_id and rows.wanted is not null
    and (rows.outcome is null or rows.outcome = 'retrying')
  returning rows.run into touched;
  if touched is not null then
    perform private.end_run(touched);
  end if;
  return null;
end;
$$;
-- Only a report ends a lease.
create trigger _100_outcome after update of leased_by on private.sync_marks
  for each row when (old.leased_by is not null and new.leased_by is null)
  execute function private.tg_sync_marks__outcome();
