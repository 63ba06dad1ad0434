-- A row is sold on one Stripe account, and may move to another one: there is a mark for each account where it has, or had,
-- its objects. The present one makes Stripe agree with the row; those that are left behind archive what is there.
alter table private.sync_marks drop constraint sync_marks_pkey;
alter table private.sync_marks add constraint sync_marks_pkey primary key (kind, row_id, account);
alter table private.sync_marks add column is_left boolean not null default false;
create unique index sync_marks_present on private.sync_marks (kind, row_id) where not is_left;
alter table private.sync_run_rows drop constraint sync_run_rows_pkey;
alter table private.sync_run_rows add constraint sync_run_rows_pkey primary key (run, kind, row_id, account);

-- The row is sold elsewhere now: what it has on other accounts is to be archived there. Where Stripe has never been told of
-- it, there is nothing to archive.
create function private.leave(kind text, row_id uuid, home text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.sync_marks marks
  where marks.kind = leave.kind and marks.row_id = leave.row_id and marks.account <> home
    and marks.seen is null and not marks.is_unsure and marks.stripe_product_id is null and marks.leased_by is null;
  update private.sync_marks marks set
    is_left = true, wanted = marks.wanted + 1, attempts = 0, delays = 0, error = null, is_bulk = false,
    next_attempt_at = now(), changed_at = now()
  where marks.kind = leave.kind and marks.row_id = leave.row_id and marks.account <> home and not marks.is_left;
  update private.sync_marks marks set is_left = false
  where marks.kind = leave.kind and marks.row_id = leave.row_id and marks.account = home and marks.is_left;
end;
$$;

-- Marks one row, on the account where it is sold; without a word about that, on the one where it was.
drop function private.mark(text, uuid, text, text, boolean);
create function private.mark(kind text, row_id uuid, label text default null, product_id text default null,
  look boolean default false, account text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  known constant text := (select marks.account from private.sync_marks marks
    where marks.kind = mark.kind and marks.row_id = mark.row_id and not marks.is_left);
  home constant text := coalesce(mark.account, known, 'platform');
begin
  if known <> home then
    perform private.leave(mark.kind, mark.row_id, home);
  end if;

  insert into private.sync_marks as marks (kind, row_id, account, label, stripe_product_id, look_from)
  values (mark.kind, mark.row_id, home, mark.label, mark.product_id, case when mark.look then 1 end)
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
end;
$$;


create or replace function private.tg__mark() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ours constant text[] := array['stripe_product_id', 'stripe_price_id', 'revision', 'created_at', 'updated_at'];
  row_now jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - ours = to_jsonb(old) - ours then
    return null;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(new) ->> tg_argv[1] <> to_jsonb(old) ->> tg_argv[1] then
    -- A row under a new id is a new thing to sell; what was sold under the old one is gone.
    perform private.mark(tg_argv[0], (to_jsonb(old) ->> tg_argv[1])::uuid);
  end if;
  perform private.mark(tg_argv[0], (row_now ->> tg_argv[1])::uuid,
    coalesce(row_now ->> 'name', row_now ->> 'title'), row_now ->> 'stripe_product_id',
    -- A new row that names a product was made before us: what that product shows is unknown.
    tg_op = 'INSERT' and row_now ->> 'stripe_product_id' is not null,
    -- What an organisation sells, it sells on its account; a row that is gone stays where it was.
    case when tg_op <> 'DELETE' and row_now ? 'organisation_id'
      then private.account_of((row_now ->> 'organisation_id')::uuid) end);
  return null;
end;
$$;


-- The accounts that have rows behind and may sell. What waits for its account is not tried: it costs nothing until the
-- account is ready, and then it is due at once.
create or replace function private.accounts_behind() returns setof text
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
  select account from accounts where account is not null and private.why_not(account) is null;
$$;


create or replace function public.sync_claim(worker uuid, mode text, lease_seconds int,
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
      select marks.kind, marks.row_id, marks.account, marks.is_unsure
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
  where marks.kind = due.kind and marks.row_id = due.row_id and marks.account = due.account
  returning marks.kind, marks.row_id, marks.account, marks.wanted,
    due.is_unsure or coalesce(marks.look_from > marks.synced, false),
    marks.seen, marks.stripe_product_id, marks.attempts, marks.delays, marks.key_epoch;
$$;


create or replace function public.sync_renew(worker uuid, lease_seconds int) returns void
language sql security definer set search_path = '' as $$
  with held as (
    select marks.kind, marks.row_id, marks.account from private.sync_marks marks
    where marks.leased_by = worker and marks.lease_until > now()
    for update skip locked
  )
  update private.sync_marks marks set lease_until = now() + make_interval(secs => lease_seconds)
  from held
  where marks.kind = held.kind and marks.row_id = held.row_id and marks.account = held.account;
$$;


-- How many rows are behind and may still catch up, and in how many seconds the next one is due.
create or replace function public.sync_behind() returns table (behind bigint, due_in_seconds double precision)
language sql stable security definer set search_path = '' as $$
  select count(*), extract(epoch from min(greatest(marks.next_attempt_at, marks.lease_until)) - now())
  from private.sync_marks marks
  where marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
    and marks.account in (select account from private.accounts_behind() as behind (account));
$$;

-- Takes rows before their mark is taken: otherwise a save and a report could wait for each other, and the database would
-- break off one of the two. All of them or none: one that somebody else has is waited for with nothing in hand, since a
-- save takes an event and its tickets in an order of its own. In a batch nothing is waited for.
create or replace function private.lock_rows(links jsonb, waits boolean) returns boolean
language plpgsql set search_path = '' as $$
declare
  link jsonb;
  taken jsonb;
begin
  loop
    begin
      for link in
        select value from jsonb_array_elements(coalesce(links, '[]')) order by value ->> 'table', value ->> 'id'
      loop
        taken := link;
        execute format('select from public.%I where %I = %L for update nowait',
          link ->> 'table', link ->> 'key', link ->> 'id');
      end loop;
      return true;
    exception when lock_not_available then
      if not waits then
        return false;
      end if;
    end;
    begin
      execute format('select from public.%I where %I = %L for update',
        taken ->> 'table', taken ->> 'key', taken ->> 'id');
      -- It is free now. Ending this block by an error lets go of it again.
      raise exception using errcode = 'TD001';
    exception when sqlstate 'TD001' then
      null;
    end;
  end loop;
end;
$$;


create or replace function private.finish(worker uuid, report jsonb) returns boolean
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
  where marks.kind = report ->> 'kind' and marks.row_id = (report ->> 'row_id')::uuid
    and marks.account = report ->> 'account' and marks.leased_by = worker;
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


drop function public.sync_finish(uuid, text);
create function public.sync_finish(worker uuid, reports text)
returns table (kind text, row_id uuid, account text, outcome text)
language plpgsql security definer set search_path = '' as $$
declare
  is_alone constant boolean := jsonb_array_length(reports::jsonb) = 1;
  report jsonb;
  free jsonb[] := '{}';
begin
  -- All rows first, then the marks, both in one order.
  for report in
    select value from jsonb_array_elements(reports::jsonb) order by value ->> 'kind', value ->> 'row_id', value ->> 'account'
  loop
    if private.lock_rows(report -> 'links', is_alone) then
      free := free || report;
    else
      kind := report ->> 'kind';
      row_id := (report ->> 'row_id')::uuid;
      account := report ->> 'account';
      outcome := 'busy';
      return next;
    end if;
  end loop;
  foreach report in array free loop
    kind := report ->> 'kind';
    row_id := (report ->> 'row_id')::uuid;
    account := report ->> 'account';
    outcome := case when private.finish(worker, report) then 'done' else 'lost' end;
    return next;
  end loop;
end;
$$;
grant execute on function public.sync_finish(uuid, text) to service_role;


-- One word for where a row stands. One place decides it; every screen and every answer uses it.
create or replace function private.sync_word(marks private.sync_marks) returns text
language sql stable set search_path = '' as $$
  select case
    -- What Stripe shows on an account that has taken its leave is not known any more.
    when marks.wanted = marks.synced
      and (marks.account = 'platform' or coalesce(private.why_not(marks.account), '') not in ('account_gone', 'account_unknown'))
      then 'synced'
    when marks.account <> 'platform' and private.why_not(marks.account) is not null then 'skipped'
    when marks.refused = marks.wanted then 'failed'
    when marks.lease_until > now() then 'syncing'
    when marks.error is not null then 'retrying'
    else 'pending' end;
$$;

-- Why a row is not synced: what Stripe said, or what its account lacks.
create function private.sync_reason(marks private.sync_marks) returns jsonb
language sql stable set search_path = '' as $$
  select case when marks.account <> 'platform' and private.sync_word(marks) = 'skipped'
    then jsonb_build_object('code', private.why_not(marks.account))
    else marks.error end;
$$;
grant execute on function private.sync_reason(private.sync_marks) to authenticated, service_role;


create or replace function private.sync_state(marks private.sync_marks) returns jsonb
language sql stable set search_path = '' as $$
  select case when marks.kind is null then null else jsonb_build_object(
    'status', private.sync_word(marks),
    'stripeProductId', marks.seen #>> '{product,id}',
    'stripePriceId', marks.seen #>> '{product,default_price}',
    'connectedAccountId', case when marks.account not in ('platform', 'none') then marks.account end,
    'prices', coalesce((
      select jsonb_agg(jsonb_build_object('tariff', price ->> 'tariff', 'id', price ->> 'id',
        'unitAmount', (price ->> 'unit_amount')::bigint, 'currency', price ->> 'currency'))
      from jsonb_array_elements(marks.seen -> 'prices') price
      where (price ->> 'active')::boolean), '[]'),
    'since', to_char(case when marks.wanted = marks.synced then coalesce(marks.synced_at, marks.changed_at) else marks.changed_at end
      at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'attempts', marks.attempts,
    'lastAttemptAt', to_char(marks.attempted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'nextAttemptAt', case when marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
      and (marks.account = 'platform' or private.why_not(marks.account) is null)
      then to_char(marks.next_attempt_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end,
    'error', private.sync_reason(marks)
  ) end;
$$;


create or replace function public.sync_state(kind text, row_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select private.sync_state(marks) from private.sync_marks marks
  where marks.kind = sync_state.kind and marks.row_id = sync_state.row_id and not marks.is_left;
$$;

create or replace function public.sync_seen(kind text, row_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('account', marks.account, 'seen', marks.seen,
    'must_look', marks.is_unsure or coalesce(marks.look_from > marks.synced, false))
  from private.sync_marks marks
  where marks.kind = sync_seen.kind and marks.row_id = sync_seen.row_id and not marks.is_left;
$$;


-- Asks for one row to be synced now, with a look at Stripe first, on every account where it has something. Answers its state.
-- Those who may edit an event may ask for it.

create function private.look_again(kind text, row_id uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  asked int;
begin
  update private.sync_marks marks set
    wanted = marks.wanted + 1, look_from = marks.wanted + 1, is_bulk = false, attempts = 0, delays = 0, error = null,
    next_attempt_at = greatest(now(), marks.attempted_at + interval '1 second'), changed_at = now()
  where marks.kind = look_again.kind and marks.row_id = look_again.row_id
    and (not marks.is_left or marks.wanted > marks.synced);
  get diagnostics asked = row_count;
  perform private.poke();
  return asked;
end;
$$;

create function private.may_sync(kind text, row_id uuid) returns boolean
language sql stable set search_path = '' as $$
  select private.is_machine() or private.is_admin();
$$;
create or replace function public.sync_mark(kind text, row_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if not private.may_sync(kind, row_id) then
    perform private.refuse(403, 'forbidden');
  end if;
  if not exists (select from private.sync_marks marks
    where marks.kind = sync_mark.kind and marks.row_id = sync_mark.row_id) then
    perform private.refuse(404, 'not_found', jsonb_build_object('kind', kind, 'id', row_id));
  end if;
  perform private.look_again(kind, row_id);
  return public.sync_state(kind, row_id);
end;
$$;


-- Every marked row with where it stands, also those that are deleted or sold elsewhere now: what they left in Stripe is
-- archived all the same, and leaves this list then.
drop view public.sync_rows;
create view public.sync_rows with (security_invoker = true) as
  select marks.kind, marks.row_id, marks.label as name,
    case when marks.account not in ('platform', 'none') then marks.account end as connected_account_id,
    marks.is_left, private.sync_word(marks) as status, marks.changed_at, marks.is_bulk, marks.attempts, marks.attempted_at,
    case when marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
        and (marks.account = 'platform' or private.why_not(marks.account) is null)
      then marks.next_attempt_at end as next_attempt_at,
    marks.synced_at, private.sync_reason(marks) as error, marks.seen #>> '{product,id}' as stripe_product_id
  from private.sync_marks marks
  where not (marks.is_left and marks.wanted = marks.synced);
grant select on public.sync_rows to authenticated, service_role;


create or replace function public.sync_status() returns jsonb
language sql stable set search_path = '' as $$
  with words as (
    select private.sync_word(marks) as word, marks.is_bulk, count(*) as rows, min(marks.changed_at) as oldest
    from private.sync_marks marks
    where not (marks.is_left and marks.wanted = marks.synced) group by 1, 2
  ), hours as (
    select hour, coalesce(sum(1) filter (where log.status = 'success'), 0) as success,
      coalesce(sum(1) filter (where log.status = 'retry'), 0) as retry,
      coalesce(sum(1) filter (where log.status = 'failed'), 0) as failed
    from generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') hour
    left join public.stripe_sync_log log
      on log.created_at >= hour and log.created_at < hour + interval '1 hour'
    group by hour
  ), waiting as (
    select marks.account, count(*) as rows from private.sync_marks marks
    where marks.wanted > marks.synced and marks.refused is distinct from marks.wanted group by marks.account
  )
  select jsonb_build_object(
    'synced', (select coalesce(sum(rows), 0) from words where word = 'synced'),
    'pending', (select coalesce(sum(rows), 0) from words where word = 'pending'),
    'syncing', (select coalesce(sum(rows), 0) from words where word = 'syncing'),
    'retrying', (select coalesce(sum(rows), 0) from words where word = 'retrying'),
    'refused', (select coalesce(sum(rows), 0) from words where word = 'failed'),
    'skipped', (select coalesce(sum(rows), 0) from words where word = 'skipped'),
    'now', now(),
    'behindSince', (select min(oldest) from words where word in ('pending', 'syncing', 'retrying') and not is_bulk),
    'lastSyncAt', (select max(marks.synced_at) from private.sync_marks marks),
    'openRun', (select runs.id from private.sync_runs runs where runs.state in ('planning', 'planned', 'running')),
    'hours', (select jsonb_agg(jsonb_build_object('hour', hour, 'success', success, 'retry', retry, 'failed', failed)
      order by hour) from hours),
    'health', (select coalesce(jsonb_agg(to_jsonb(health) order by health.entity_type), '[]')
      from public.stripe_sync_health health),
    'accounts', (select coalesce(jsonb_agg(jsonb_build_object(
        'account', budgets.account, 'mode', budgets.mode, 'callsPerSecond', budgets.calls_per_second,
        'endpointCallsPerSecond', budgets.endpoint_calls_per_second, 'share', private.budget_share(budgets),
        'limitedAt', budgets.limited_at, 'limitedReason', budgets.limited_reason,
        'readsPerMonth', budgets.reads_per_month, 'month', budgets.month,
        'reads', case when budgets.month = date_trunc('month', now() at time zone 'utc')::date then budgets.reads else 0 end,
        'calls', case when budgets.month = date_trunc('month', now() at time zone 'utc')::date then budgets.calls else 0 end,
        'behind', coalesce((select waiting.rows from waiting where waiting.account = budgets.account), 0))
      order by budgets.account <> 'platform', budgets.account), '[]') from private.stripe_budgets budgets));
$$;


create or replace function public.sync_retry_all() returns int
language plpgsql security definer set search_path = '' as $$
declare
  asked int;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.look_again(troubled.kind, troubled.row_id) from (
    select distinct locked.kind, locked.row_id from (
      select marks.kind, marks.row_id from private.sync_marks marks
      where marks.wanted > marks.synced and marks.leased_by is null
        and (marks.refused = marks.wanted or marks.error is not null)
        and (marks.account = 'platform' or private.why_not(marks.account) is null)
      order by marks.kind, marks.row_id, marks.account for update) locked) troubled;
  get diagnostics asked = row_count;
  return asked;
end;
$$;


create or replace function public.sync_overview() returns jsonb
language sql stable set search_path = '' as $$
  with words as (
    select private.sync_word(marks) as word, count(*) as rows from private.sync_marks marks
    where not (marks.is_left and marks.wanted = marks.synced) group by 1
  ), needy as (
    select marks as mark, marks.kind, marks.row_id, marks.label from private.sync_marks marks
    where private.sync_word(marks) in ('failed', 'retrying')
    order by marks.changed_at limit 20
  ), latest as (
    select log.id, log.entity_type, log.entity_id, marks.label as name, log.action, log.status, log.error_message,
      log.created_at
    from public.stripe_sync_log log
    left join private.sync_marks marks on marks.kind = log.entity_type and marks.row_id = log.entity_id and not marks.is_left
    order by log.created_at desc, log.id limit 10
  )
  select jsonb_build_object(
    'synced', (select coalesce(sum(rows), 0) from words where word = 'synced'),
    'behind', (select coalesce(sum(rows), 0) from words where word in ('pending', 'syncing', 'retrying')),
    'retrying', (select coalesce(sum(rows), 0) from words where word = 'retrying'),
    'refused', (select coalesce(sum(rows), 0) from words where word = 'failed'),
    'needs', coalesce((select jsonb_agg(jsonb_build_object('kind', needy.kind, 'id', needy.row_id, 'name', needy.label,
      'status', private.sync_word(needy.mark), 'since', private.sync_state(needy.mark) ->> 'since',
      'error', (needy.mark).error) order by (needy.mark).changed_at) from needy), '[]'),
    'recent', coalesce((select jsonb_agg(to_jsonb(latest) order by created_at desc) from latest), '[]'));
$$;


create or replace function private.start_run(run uuid) returns void
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
  join private.sync_run_rows rows using (kind, row_id, account)
  where rows.run = start_run.run and rows.does <> 'nothing'
  order by marks.kind, marks.row_id, marks.account for update of marks;
  update private.sync_run_rows rows set
    was_behind = marks.wanted > marks.synced and marks.refused is distinct from marks.wanted,
    wanted = marks.wanted + 1,
    error = marks.error
  from private.sync_marks marks
  where rows.run = start_run.run and rows.does <> 'nothing'
    and marks.kind = rows.kind and marks.row_id = rows.row_id and marks.account = rows.account;
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
    and marks.kind = rows.kind and marks.row_id = rows.row_id and marks.account = rows.account;
  perform private.end_run(start_run.run);
  perform private.poke();
end;
$$;


-- Marks before their run: a report takes its mark, and then ends the run with it.
create function private.lock_run_marks(run uuid) returns void
language sql set search_path = '' as $$
  select from private.sync_marks marks
  join private.sync_run_rows rows using (kind, row_id, account)
  where rows.run = lock_run_marks.run and rows.wanted is not null and rows.outcome is null
  order by marks.kind, marks.row_id, marks.account for update of marks;
$$;

create or replace function private.stop_run(run uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_run_marks(stop_run.run);
  update private.sync_runs runs set state = 'stopped', ended_at = now(), leased_by = null, lease_until = null
  where runs.id = stop_run.run and runs.state in ('planning', 'planned', 'running');
  if not found then
    return;
  end if;
  perform from private.sync_marks marks
  join private.sync_run_rows rows using (kind, row_id, account)
  where rows.run = stop_run.run and rows.outcome is null
  order by marks.kind, marks.row_id, marks.account for update of marks;
  update private.sync_marks marks set
    wanted = marks.wanted - 1,
    look_from = case when marks.look_from = marks.wanted then null else marks.look_from end,
    is_bulk = false,
    error = rows.error
  from private.sync_run_rows rows
  where rows.run = stop_run.run and rows.outcome is null and not rows.was_behind
    and marks.kind = rows.kind and marks.row_id = rows.row_id and marks.account = rows.account
    and marks.wanted = rows.wanted and marks.leased_by is null;
  update private.sync_run_rows rows set outcome = 'stopped', ended_at = now()
  where rows.run = stop_run.run and (rows.outcome is null or rows.outcome = 'retrying');
  delete from private.sync_run_prices prices where prices.run = stop_run.run;
end;
$$;


create or replace function public.sync_run_stop(run uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  known private.sync_runs;
begin
  perform private.check_run_right();
  perform private.lock_run_marks(run);
  known := private.check_run(run);
  perform private.stop_run(known.id);
  return public.sync_run_state(known.id);
end;
$$;


-- How many rows a run over the whole catalogue is about: all but those whose account may not sell.
create function private.marks_to_plan() returns bigint
language sql stable set search_path = '' as $$
  select coalesce(sum(counted.rows), 0)::bigint
  from (select marks.account, count(*) as rows from private.sync_marks marks group by marks.account) counted
  where private.why_not(counted.account) is null;
$$;

create or replace function public.sync_run_open(starts boolean) returns jsonb
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
    values (starts, auth.uid(), private.marks_to_plan())
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


create or replace function public.sync_run_parts(run uuid, mode text)
returns table (account text, kind text, rows bigint, reads_left bigint)
language sql security definer set search_path = '' as $$
  update private.sync_runs runs set marks = private.marks_to_plan() where runs.id = sync_run_parts.run;
  select marks.account, marks.kind, count(*), coalesce((
    select budgets.reads_per_month - case
      when budgets.month = date_trunc('month', now() at time zone 'utc')::date then budgets.reads else 0 end
    from private.stripe_budgets budgets
    where budgets.account = marks.account and budgets.mode = sync_run_parts.mode), 10000)
  from private.sync_marks marks
  group by marks.account, marks.kind
  having private.why_not(marks.account) is null
  order by marks.account, marks.kind;
$$;


create or replace function private.tg_sync_marks__outcome() returns trigger
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
  where rows.kind = new.kind and rows.row_id = new.row_id and rows.account = new.account
    and rows.wanted is not null
    and (rows.outcome is null or rows.outcome = 'retrying')
  returning rows.run into touched;
  if touched is not null then
    perform private.end_run(touched);
  end if;
  return null;
end;
$$;


create or replace function public.sync_mark_missing(kind text, table_name text, key text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute format(
    'select private.mark(%1$L, item.%3$I, coalesce(to_jsonb(item) ->> ''name'', to_jsonb(item) ->> ''title''),
        to_jsonb(item) ->> ''stripe_product_id'', to_jsonb(item) ->> ''stripe_product_id'' is not null,
        case when to_jsonb(item) ? ''organisation_id''
          then private.account_of((to_jsonb(item) ->> ''organisation_id'')::uuid) end)
      from public.%2$I item
      where not exists (select from private.sync_marks marks where marks.kind = %1$L and marks.row_id = item.%3$I)
      order by item.%3$I',
    kind, table_name, key);
end;
$$;
