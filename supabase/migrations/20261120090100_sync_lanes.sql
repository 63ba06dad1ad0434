-- Marks are taken per Stripe account, so that each account drains on its own, and reported in batches.
alter table private.sync_marks
  add column account text not null default 'platform',
  -- Asked for by a run over the whole catalogue: what a person saves meanwhile goes first.
  add column is_bulk boolean not null default false,
  -- How often in a row Stripe has put it off with a 429: no attempt, but a reason to come back later each time.
  add column delays int not null default 0;

-- A row that Stripe has refused waits for its change outside of the queue.
drop index private.sync_marks_behind;
create index sync_marks_due on private.sync_marks (account, is_bulk, next_attempt_at, kind, row_id)
  where wanted > synced and refused is distinct from wanted;
create index sync_marks_leased on private.sync_marks (leased_by, account) where leased_by is not null;

create or replace function private.mark(kind text, row_id uuid, label text default null, product_id text default null,
  look boolean default false) returns void
language sql security definer set search_path = '' as $$
  insert into private.sync_marks as marks (kind, row_id, label, stripe_product_id, look_from)
  values (mark.kind, mark.row_id, mark.label, mark.product_id, case when mark.look then 1 end)
  on conflict on constraint sync_marks_pkey do update set
    label = coalesce(excluded.label, marks.label),
    stripe_product_id = coalesce(excluded.stripe_product_id, marks.stripe_product_id),
    wanted = marks.wanted + 1,
    look_from = case when mark.look then marks.wanted + 1 else marks.look_from end,
    is_bulk = false,
    attempts = 0,
    delays = 0,
    error = null,
    -- Many edits within a second cost two rounds: the first at once, the second when the second is over.
    next_attempt_at = greatest(now(), marks.attempted_at + interval '1 second'),
    changed_at = now();
$$;

-- How many rows one worker works on at a time in an account: so many that calls of a second each fill its limit. Then one is ready
-- whenever a call may start, also while others wait for the database; and more rows share a claim and a report.
create function private.lanes(account text, mode text) returns int
language sql stable set search_path = '' as $$
  select coalesce(
    (select case
        -- More is granted already than three seconds can hold: whoever has calls to make goes first.
        when budgets.free_at > now() + interval '3 seconds' then 0
        else ceil(budgets.calls_per_second * private.budget_share(budgets)) end::int
      from private.stripe_budgets budgets
      where budgets.account = lanes.account and budgets.mode = lanes.mode),
    case mode when 'live' then 100 else 25 end);
$$;

-- The accounts that have rows behind, found by leaps through the index, however many rows there are.
create function private.accounts_behind() returns setof text
language sql stable set search_path = '' as $$
  with recursive accounts (account) as (
    (select marks.account from private.sync_marks marks
      where marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
      order by marks.account limit 1)
    union all
    select (select marks.account from private.sync_marks marks
      where marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
        and marks.account > accounts.account
      order by marks.account limit 1)
    from accounts where accounts.account is not null
  )
  select account from accounts where account is not null;
$$;

-- Takes marks that are due, for a worker and for a time: in each account as many as the worker has lanes free there.
-- Two workers never hold one row: rows that another one is taking are passed over, and what it holds is its own until its
-- lease ends.
drop function public.sync_claim(uuid, int, int, text, uuid);
create function public.sync_claim(worker uuid, mode text, lease_seconds int,
  only_kind text default null, only_row uuid default null)
returns table (kind text, row_id uuid, account text, wanted bigint, must_look boolean, seen jsonb,
  stripe_product_id text, attempts int, delays int, key_epoch int)
language sql security definer set search_path = '' as $$
  with room as (
    select behind.account, case when only_row is not null then 1 else private.lanes(behind.account, mode) - (
      select count(*) from private.sync_marks held
      where held.leased_by = worker and held.account = behind.account and held.lease_until > now()) end as free
    from private.accounts_behind() as behind (account)
  ), due as (
    select picked.*
    from room cross join lateral (
      select marks.kind, marks.row_id, marks.is_unsure
      from private.sync_marks marks
      where marks.account = room.account
        and marks.wanted > marks.synced
        and marks.refused is distinct from marks.wanted
        and (marks.lease_until is null or marks.lease_until < now())
        and case
          when only_row is not null then marks.row_id = only_row and marks.kind = only_kind
          else marks.next_attempt_at <= now()
        end
      order by marks.is_bulk, marks.next_attempt_at, marks.kind, marks.row_id
      limit greatest(room.free, 0)
      for update skip locked
    ) picked
  )
  update private.sync_marks marks set
    leased_by = worker,
    lease_until = now() + make_interval(secs => lease_seconds),
    attempted_at = now(),
    -- A lease that ran out belonged to a worker that died: a row that kills its workers must not be tried in a circle.
    attempts = marks.attempts + case when marks.lease_until is null then 0 else 1 end,
    is_unsure = true
  from due
  where marks.kind = due.kind and marks.row_id = due.row_id
  returning marks.kind, marks.row_id, marks.account, marks.wanted,
    due.is_unsure or coalesce(marks.look_from > marks.synced, false),
    marks.seen, marks.stripe_product_id, marks.attempts, marks.delays, marks.key_epoch;
$$;
grant execute on function public.sync_claim(uuid, text, int, text, uuid) to service_role;

-- A living worker keeps what it holds; what it lost meanwhile stays lost. A row that is just being reported on or saved is
-- passed over: waiting for it, in whatever order, could be waiting for each other, and the next sign of life is near.
create function public.sync_renew(worker uuid, lease_seconds int) returns void
language sql security definer set search_path = '' as $$
  with held as (
    select marks.kind, marks.row_id from private.sync_marks marks
    where marks.leased_by = worker and marks.lease_until > now()
    for update skip locked
  )
  update private.sync_marks marks set lease_until = now() + make_interval(secs => lease_seconds)
  from held
  where marks.kind = held.kind and marks.row_id = held.row_id;
$$;
grant execute on function public.sync_renew(uuid, int) to service_role;

-- Takes rows before their mark is taken, in the order in which a save takes them: otherwise a save and a report could wait
-- for each other, and the database would break off one of the two. In a batch nothing is waited for: a save of many rows
-- takes them in an order of its own.
drop function private.lock_rows(jsonb);
create function private.lock_rows(links jsonb, waits boolean) returns boolean
language plpgsql set search_path = '' as $$
declare
  link jsonb;
  is_taken boolean;
begin
  for link in
    select value from jsonb_array_elements(coalesce(links, '[]')) order by value ->> 'table', value ->> 'id'
  loop
    if waits then
      execute format('select from public.%I where %I = %L for update', link ->> 'table', link ->> 'key', link ->> 'id');
    else
      execute format('select exists (select from public.%1$I where %2$I = %3$L)
        and not exists (select from (select from public.%1$I where %2$I = %3$L for update skip locked) free)',
        link ->> 'table', link ->> 'key', link ->> 'id') into is_taken;
      if is_taken then
        return false;
      end if;
    end if;
  end loop;
  return true;
end;
$$;

-- Reports on one mark: the mark, the ids in the row, the log. Answers false when the lease was lost meanwhile; nothing is
-- written then, since another worker has the row.
create function private.finish(worker uuid, report jsonb) returns boolean
language plpgsql set search_path = '' as $$
declare
  result constant text := report ->> 'result';
  at_wanted constant bigint := (report ->> 'wanted')::bigint;
begin
  update private.sync_marks marks set
    synced = case when result = 'synced' then at_wanted else marks.synced end,
    synced_at = case when result = 'synced' then now() else marks.synced_at end,
    refused = case when result = 'refused' then at_wanted end,
    is_unsure = coalesce((report ->> 'is_unsure')::boolean, false),
    is_bulk = marks.is_bulk and result in ('retry', 'delayed'),
    seen = case when report ? 'seen' then nullif(report -> 'seen', 'null') else marks.seen end,
    key_epoch = marks.key_epoch + coalesce((report ->> 'fresh_key')::boolean, false)::int,
    -- A change that came meanwhile starts anew; what is known of the older one says nothing about it.
    attempts = case
      when result = 'synced' or marks.wanted <> at_wanted then 0
      when result = 'delayed' then marks.attempts
      else marks.attempts + 1 end,
    delays = case when result = 'delayed' and marks.wanted = at_wanted then marks.delays + 1 else 0 end,
    error = case when marks.wanted = at_wanted then nullif(report -> 'error', 'null') end,
    next_attempt_at = case
      when marks.wanted <> at_wanted then marks.next_attempt_at
      when result in ('retry', 'delayed')
        then now() + make_interval(secs => (report ->> 'wait_seconds')::double precision)
      else now() end,
    leased_by = null,
    lease_until = null
  where marks.kind = report ->> 'kind' and marks.row_id = (report ->> 'row_id')::uuid and marks.leased_by = worker;
  if not found then
    return false;
  end if;
  perform private.write_back(report -> 'links');
  insert into public.stripe_sync_log
    (entity_type, entity_id, stripe_object_id, connected_account_id, action, status, error_message, request_id)
  select entity_type, entity_id, stripe_object_id, connected_account_id, action, status, error_message, request_id
  from jsonb_to_recordset(coalesce(report -> 'log', '[]')) as line (entity_type text, entity_id uuid,
    stripe_object_id text, connected_account_id text, action text, status text, error_message text, request_id text);
  if result in ('refused', 'retry') then
    insert into public.application_logs (level, source, message, context) values (
      case result when 'refused' then 'error' else 'warn' end, 'sync', coalesce(report #>> '{error,code}', result),
      jsonb_build_object('kind', report ->> 'kind', 'row_id', report ->> 'row_id', 'wanted', at_wanted,
        'detail', report #>> '{error,detail}', 'field', report #>> '{error,field}',
        'request_id', report #>> '{error,requestId}'));
  end if;
  return true;
end;
$$;

-- Reports on marks, all at once. Answers what became of each: done; lost, when its lease had ended; busy, when somebody is
-- saving its row: it is reported again, alone, and waits then. The reports are JSON in a text: Supabase Lite wraps a jsonb
-- argument once more (docs/decisions/0005).
drop function public.sync_finish(uuid, text, uuid, bigint, text);
create function public.sync_finish(worker uuid, reports text)
returns table (kind text, row_id uuid, outcome text)
language plpgsql security definer set search_path = '' as $$
declare
  is_alone constant boolean := jsonb_array_length(reports::jsonb) = 1;
  report jsonb;
  free jsonb[] := '{}';
begin
  -- All rows first, then the marks, both in one order.
  for report in
    select value from jsonb_array_elements(reports::jsonb) order by value ->> 'kind', value ->> 'row_id'
  loop
    if private.lock_rows(report -> 'links', is_alone) then
      free := free || report;
    else
      kind := report ->> 'kind';
      row_id := (report ->> 'row_id')::uuid;
      outcome := 'busy';
      return next;
    end if;
  end loop;
  foreach report in array free loop
    kind := report ->> 'kind';
    row_id := (report ->> 'row_id')::uuid;
    outcome := case when private.finish(worker, report) then 'done' else 'lost' end;
    return next;
  end loop;
end;
$$;
grant execute on function public.sync_finish(uuid, text) to service_role;
