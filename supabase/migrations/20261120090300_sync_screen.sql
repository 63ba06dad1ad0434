-- What the Sync page shows: what is behind and why, the log, the health of a day, the budgets of the accounts.

-- One word for where a row stands. One place decides it; every screen and every answer uses it.
create function private.sync_word(marks private.sync_marks) returns text
language sql stable set search_path = '' as $$
  select case
    when marks.wanted = marks.synced then 'synced'
    when marks.refused = marks.wanted then 'failed'
    when marks.lease_until > now() then 'syncing'
    when marks.error is not null then 'retrying'
    else 'pending' end;
$$;
grant execute on function private.sync_word(private.sync_marks) to authenticated, service_role;

create or replace function private.sync_state(marks private.sync_marks) returns jsonb
language sql stable set search_path = '' as $$
  select case when marks.kind is null then null else jsonb_build_object(
    'status', private.sync_word(marks),
    'stripeProductId', marks.seen #>> '{product,id}',
    'stripePriceId', marks.seen #>> '{product,default_price}',
    'connectedAccountId', nullif(marks.account, 'platform'),
    'prices', coalesce((
      select jsonb_agg(jsonb_build_object('tariff', price ->> 'tariff', 'id', price ->> 'id',
        'unitAmount', (price ->> 'unit_amount')::bigint, 'currency', price ->> 'currency'))
      from jsonb_array_elements(marks.seen -> 'prices') price
      where (price ->> 'active')::boolean), '[]'),
    'since', to_char(case when marks.wanted = marks.synced then marks.synced_at else marks.changed_at end
      at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'attempts', marks.attempts,
    'lastAttemptAt', to_char(marks.attempted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'nextAttemptAt', case when marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
      then to_char(marks.next_attempt_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end,
    'error', marks.error
  ) end;
$$;

-- Every marked row with where it stands, also those that are deleted: what they left in Stripe is archived all the same.
create view public.sync_rows with (security_invoker = true) as
  select marks.kind, marks.row_id, marks.label as name, nullif(marks.account, 'platform') as connected_account_id,
    private.sync_word(marks) as status, marks.changed_at, marks.is_bulk, marks.attempts, marks.attempted_at,
    case when marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
      then marks.next_attempt_at end as next_attempt_at,
    marks.synced_at, marks.error, marks.seen #>> '{product,id}' as stripe_product_id
  from private.sync_marks marks;
grant select on public.sync_rows to authenticated, service_role;

-- The log with the names that its rows have now.
create view public.sync_log with (security_invoker = true) as
  select log.id, log.entity_type as kind, log.entity_id as row_id, marks.label as name, log.stripe_object_id,
    log.connected_account_id, log.action, log.status, log.error_message, log.request_id, log.created_at
  from public.stripe_sync_log log
  left join private.sync_marks marks on marks.kind = log.entity_type and marks.row_id = log.entity_id;
grant select on public.sync_log to authenticated, service_role;
create index stripe_sync_log_by_status on public.stripe_sync_log (status, created_at desc);

-- What a run does, row by row.
create view public.sync_run_rows with (security_invoker = true) as
  select rows.run, rows.kind, rows.row_id, rows.name, nullif(rows.account, 'platform') as connected_account_id, rows.does,
    rows.steps, coalesce(rows.outcome, 'left') as outcome, rows.error, rows.ended_at
  from private.sync_run_rows rows;
grant select on public.sync_run_rows to authenticated, service_role;

-- The runs, newest first by their time, in numbers.
create view public.sync_runs with (security_invoker = true) as
  select runs.id, runs.state, runs.asked_at, runs.ended_at, public.sync_run_state(runs.id) as summary
  from private.sync_runs runs;
grant select on public.sync_runs to authenticated, service_role;

-- The sync in numbers: where rows stand, how long the oldest change waits, the attempts of each of the last 24 hours, and
-- what each account lets us do. A run over the whole catalogue takes its time and is no lag.
create function public.sync_status() returns jsonb
language sql stable set search_path = '' as $$
  with words as (
    select private.sync_word(marks) as word, marks.is_bulk, count(*) as rows, min(marks.changed_at) as oldest
    from private.sync_marks marks group by 1, 2
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
grant execute on function public.sync_status() to authenticated, service_role;

-- Asks for everything that Stripe refused or that is waiting for its next try to be tried now. Answers how many rows.
create function public.sync_retry_all() returns int
language plpgsql security definer set search_path = '' as $$
declare
  asked int;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.mark(troubled.kind, troubled.row_id, look => true) from (
    select marks.kind, marks.row_id from private.sync_marks marks
    where marks.wanted > marks.synced and marks.leased_by is null
      and (marks.refused = marks.wanted or marks.error is not null)
    order by marks.kind, marks.row_id for update) troubled;
  get diagnostics asked = row_count;
  return asked;
end;
$$;
grant execute on function public.sync_retry_all() to authenticated, service_role;

create or replace function public.sync_overview() returns jsonb
language sql stable set search_path = '' as $$
  with words as (
    select private.sync_word(marks) as word, count(*) as rows from private.sync_marks marks group by 1
  ), needy as (
    select marks as mark, marks.kind, marks.row_id, marks.label from private.sync_marks marks
    where private.sync_word(marks) in ('failed', 'retrying')
    order by marks.changed_at limit 20
  ), latest as (
    select log.id, log.entity_type, log.entity_id, marks.label as name, log.action, log.status, log.error_message,
      log.created_at
    from public.stripe_sync_log log
    left join private.sync_marks marks on marks.kind = log.entity_type and marks.row_id = log.entity_id
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
