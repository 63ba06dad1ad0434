-- How the engine takes marks and reports on them. Everything here is for the secret key alone, but for what an admin reads.

-- Takes marks that are due, for a worker and for a time. Two workers never hold one row: rows that another one is taking
-- are passed over, and what it holds is its own until its lease ends.
create function public.sync_claim(worker uuid, how_many int, lease_seconds int,
  only_kind text default null, only_row uuid default null)
returns table (kind text, row_id uuid, wanted bigint, must_look boolean, seen jsonb, stripe_product_id text,
  attempts int, key_epoch int)
language sql security definer set search_path = '' as $$
  with due as (
    select marks.kind, marks.row_id, marks.is_unsure
    from private.sync_marks marks
    where marks.wanted > marks.synced
      and marks.refused is distinct from marks.wanted
      and (marks.lease_until is null or marks.lease_until < now())
      and case
        when only_row is not null then marks.row_id = only_row and marks.kind = only_kind
        else marks.next_attempt_at <= now()
      end
    order by marks.next_attempt_at, marks.kind, marks.row_id
    limit how_many
    for update skip locked
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
  returning marks.kind, marks.row_id, marks.wanted, due.is_unsure or coalesce(marks.look_from > marks.synced, false),
    marks.seen, marks.stripe_product_id, marks.attempts, marks.key_epoch;
$$;
grant execute on function public.sync_claim(uuid, int, int, text, uuid) to service_role;

-- Writes ids of Stripe back to the rows they belong to. `links` is a list of {table, key, id, columns}.
create function private.write_back(links jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  link jsonb;
  assignments text;
begin
  for link in select * from jsonb_array_elements(coalesce(links, '[]')) loop
    select string_agg(format('%I = %L', key, value), ', ' order by key) into assignments
    from jsonb_each_text(link -> 'columns');
    execute format('update public.%I set %s where %I = %L and not (to_jsonb(%I.*) @> %L)',
      link ->> 'table', assignments, link ->> 'key', link ->> 'id', link ->> 'table', link -> 'columns');
  end loop;
end;
$$;

-- Takes rows before their mark is taken, in the order in which a save takes them: otherwise a save and a report could wait
-- for each other, and the database would break off one of the two.
create function private.lock_rows(links jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  link jsonb;
begin
  for link in
    select value from jsonb_array_elements(coalesce(links, '[]')) order by value ->> 'table', value ->> 'id'
  loop
    execute format('select from public.%I where %I = %L for update', link ->> 'table', link ->> 'key', link ->> 'id');
  end loop;
end;
$$;

-- Reports on a mark, all at once: the mark, the ids in the row, the log. Answers false when the lease was lost meanwhile;
-- nothing is written then, since another worker has the row. The report is JSON in a text: Supabase Lite wraps a jsonb
-- argument once more.
create function public.sync_finish(worker uuid, kind text, row_id uuid, wanted bigint, report text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  outcome constant jsonb := report::jsonb;
  result constant text := outcome ->> 'result';
begin
  perform private.lock_rows(outcome -> 'links');
  update private.sync_marks marks set
    synced = case when result = 'synced' then sync_finish.wanted else marks.synced end,
    synced_at = case when result = 'synced' then now() else marks.synced_at end,
    refused = case when result = 'refused' then sync_finish.wanted end,
    is_unsure = coalesce((outcome ->> 'is_unsure')::boolean, false),
    seen = case when outcome ? 'seen' then nullif(outcome -> 'seen', 'null') else marks.seen end,
    key_epoch = marks.key_epoch + coalesce((outcome ->> 'fresh_key')::boolean, false)::int,
    -- A change that came meanwhile starts anew; what is known of the older one says nothing about it.
    attempts = case
      when result = 'synced' or marks.wanted <> sync_finish.wanted then 0
      when result = 'delayed' then marks.attempts
      else marks.attempts + 1 end,
    error = case when marks.wanted = sync_finish.wanted then nullif(outcome -> 'error', 'null') end,
    next_attempt_at = case
      when result in ('retry', 'delayed') and marks.wanted = sync_finish.wanted
        then now() + make_interval(secs => (outcome ->> 'wait_seconds')::double precision)
      else now() end,
    leased_by = null,
    lease_until = null
  where marks.kind = sync_finish.kind and marks.row_id = sync_finish.row_id and marks.leased_by = worker;
  if not found then
    return false;
  end if;
  perform private.write_back(outcome -> 'links');
  insert into public.stripe_sync_log
    (entity_type, entity_id, stripe_object_id, connected_account_id, action, status, error_message, request_id)
  select entity_type, entity_id, stripe_object_id, connected_account_id, action, status, error_message, request_id
  from jsonb_to_recordset(coalesce(outcome -> 'log', '[]')) as line (entity_type text, entity_id uuid,
    stripe_object_id text, connected_account_id text, action text, status text, error_message text, request_id text);
  if result in ('refused', 'retry') then
    insert into public.application_logs (level, source, message, context) values (
      case result when 'refused' then 'error' else 'warn' end, 'sync', coalesce(outcome #>> '{error,code}', result),
      jsonb_build_object('kind', kind, 'row_id', row_id, 'wanted', wanted, 'detail', outcome #>> '{error,detail}',
        'field', outcome #>> '{error,field}', 'request_id', outcome #>> '{error,requestId}'));
  end if;
  return true;
end;
$$;
grant execute on function public.sync_finish(uuid, text, uuid, bigint, text) to service_role;

-- How many rows are behind and may still catch up, and in how many seconds the next one is due.
create function public.sync_behind() returns table (behind bigint, due_in_seconds double precision)
language sql stable security definer set search_path = '' as $$
  select count(*), extract(epoch from min(greatest(marks.next_attempt_at, marks.lease_until)) - now())
  from private.sync_marks marks
  where marks.wanted > marks.synced and marks.refused is distinct from marks.wanted;
$$;
grant execute on function public.sync_behind() to service_role;

-- What the badge shows. One place decides the status; every screen and every answer uses it.
create function private.sync_state(marks private.sync_marks) returns jsonb
language sql stable set search_path = '' as $$
  select case when marks.kind is null then null else jsonb_build_object(
    'status', case
      when marks.wanted = marks.synced then 'synced'
      when marks.refused = marks.wanted then 'failed'
      when marks.lease_until > now() then 'syncing'
      when marks.error is not null then 'retrying'
      else 'pending' end,
    'stripeProductId', marks.seen #>> '{product,id}',
    'stripePriceId', marks.seen #>> '{product,default_price}',
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
grant execute on function private.sync_state(private.sync_marks) to authenticated, service_role;

create function public.sync_state(kind text, row_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select private.sync_state(marks) from private.sync_marks marks
  where marks.kind = sync_state.kind and marks.row_id = sync_state.row_id;
$$;
grant execute on function public.sync_state(text, uuid) to authenticated, service_role;

-- What Stripe is known to show of a row, for the plan that an admin sees before saving.
create function public.sync_seen(kind text, row_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('seen', marks.seen,
    'must_look', marks.is_unsure or coalesce(marks.look_from > marks.synced, false))
  from private.sync_marks marks
  where marks.kind = sync_seen.kind and marks.row_id = sync_seen.row_id;
$$;
grant execute on function public.sync_seen(text, uuid) to authenticated, service_role;

-- Asks for one row to be synced now, with a look at Stripe first. Answers its state.
create function public.sync_mark(kind text, row_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  if not exists (select from private.sync_marks marks
    where marks.kind = sync_mark.kind and marks.row_id = sync_mark.row_id) then
    perform private.refuse(404, 'not_found', jsonb_build_object('kind', kind, 'id', row_id));
  end if;
  perform private.mark(kind, row_id, look => true);
  return public.sync_state(kind, row_id);
end;
$$;
grant execute on function public.sync_mark(text, uuid) to authenticated, service_role;

-- What the overview shows: what needs a person first, then numbers, then the latest attempts.
create function public.sync_overview() returns jsonb
language sql stable set search_path = '' as $$
  with states as (
    select marks.kind, marks.row_id, marks.label, private.sync_state(marks) as state from private.sync_marks marks
  ), latest as (
    select log.id, log.entity_type, log.entity_id, marks.label as name, log.action, log.status, log.error_message,
      log.created_at
    from public.stripe_sync_log log
    left join private.sync_marks marks on marks.kind = log.entity_type and marks.row_id = log.entity_id
    order by log.created_at desc, log.id limit 10
  )
  select jsonb_build_object(
    'synced', (select count(*) from states where state ->> 'status' = 'synced'),
    'behind', (select count(*) from states where state ->> 'status' in ('pending', 'syncing', 'retrying')),
    'retrying', (select count(*) from states where state ->> 'status' = 'retrying'),
    'refused', (select count(*) from states where state ->> 'status' = 'failed'),
    'needs', coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'id', row_id, 'name', label,
      'status', state ->> 'status', 'since', state ->> 'since', 'error', state -> 'error') order by state ->> 'since')
      from (select * from states where state ->> 'status' in ('failed', 'retrying')
        order by state ->> 'since' limit 20) needy), '[]'),
    'recent', coalesce((select jsonb_agg(to_jsonb(latest) order by created_at desc) from latest), '[]'));
$$;
grant execute on function public.sync_overview() to authenticated, service_role;
