-- Reports on many marks are taken together: one statement for all of them, where there was one for each of them and for each
-- row that gets an id.

-- The accounts that have rows behind are few: with the planner's own guess of a thousand it would read every mark there is
-- to find those that are due.
alter function private.accounts_behind() rows 10;

-- What a worker tells of a mark. The links are the ids that go into its rows.
create type private.sync_report as (
  place int, kind text, row_id uuid, account text, wanted bigint, result text, wait_seconds double precision, error jsonb,
  is_unsure boolean, fresh_key boolean, has_seen boolean, seen jsonb, links jsonb, log jsonb);

create function private.links_of(told private.sync_report[]) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(link), '[]') from unnest(told) report cross join lateral jsonb_array_elements(report.links) link;
$$;

-- Takes rows before their mark is taken: otherwise a save and a report could wait for each other, and the database would
-- break off one of the two. Whole, since the ids are unique: writing them waits even for whoever only refers to the row. Waits
-- for nothing: answers which rows somebody else has.
drop function private.lock_rows(jsonb, boolean);
create function private.lock_rows(links jsonb) returns uuid[]
language plpgsql set search_path = '' as $$
declare
  target record;
  held uuid[];
  taken uuid[] := '{}';
begin
  for target in
    select link ->> 'table' as name, link ->> 'key' as key, array_agg((link ->> 'id')::uuid) as ids
    from jsonb_array_elements(links) link group by 1, 2
  loop
    execute format(
      'with free as materialized (select %2$I as id from public.%1$I where %2$I = any ($1) for update skip locked)
      select array_agg(%2$I) from public.%1$I where %2$I = any ($1) and %2$I not in (select id from free)',
      target.name, target.key)
    into held using target.ids;
    taken := taken || held;
  end loop;
  return taken;
end;
$$;

-- Waits until nobody else has a row, and takes it no longer than that.
create function private.await_row(links jsonb, row_id uuid) returns void
language plpgsql set search_path = '' as $$
declare
  link constant jsonb := (
    select value from jsonb_array_elements(links) where (value ->> 'id')::uuid = await_row.row_id limit 1);
begin
  execute format('select from public.%I where %I = $1 for update', link ->> 'table', link ->> 'key') using row_id;
  -- Ending by an error lets go of it.
  raise exception using errcode = 'TD001';
exception when sqlstate 'TD001' then
  null;
end;
$$;

-- Puts ids into rows, where they do not stand there already.
create or replace function private.write_back(links jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  target record;
begin
  for target in
    select link ->> 'table' as name, link ->> 'key' as key, fields.names, jsonb_agg(link) as links,
      array_agg((link ->> 'id')::uuid) as ids
    from jsonb_array_elements(links) link
    cross join lateral (select array_agg(name order by name) from jsonb_object_keys(link -> 'columns') name) fields (names)
    group by 1, 2, 3
  loop
    execute format(
      'update public.%1$I item set %3$s from jsonb_to_recordset($1) as link (id uuid, columns jsonb)
      where item.%2$I = any ($2) and item.%2$I = link.id and not (to_jsonb(item) @> link.columns)', target.name, target.key,
      (select string_agg(format('%1$I = link.columns ->> %1$L', name), ', ') from unnest(target.names) name))
    using target.links, target.ids;
  end loop;
end;
$$;

-- Reports on marks whose rows are taken: the marks, the ids in the rows, the log. Answers what counted: of a mark whose lease
-- was lost meanwhile nothing is written, since another worker has the row.
drop function private.finish(uuid, jsonb);
create function private.finish(worker uuid, told private.sync_report[]) returns private.sync_report[]
language plpgsql set search_path = '' as $$
declare
  done int[];
  counted private.sync_report[];
begin
  -- Marks are taken in the one order that everybody keeps to.
  perform from private.sync_marks marks join unnest(told) report using (kind, row_id, account)
  order by marks.kind, marks.row_id, marks.account for update of marks;
  with finished as (
    update private.sync_marks marks set
      synced = case when report.result = 'synced' then report.wanted else marks.synced end,
      synced_at = case when report.result = 'synced' then now() else marks.synced_at end,
      refused = case when report.result = 'refused' then report.wanted end,
      is_unsure = coalesce(report.is_unsure, false),
      is_bulk = marks.is_bulk and report.result in ('retry', 'delayed'),
      seen = case when report.has_seen then report.seen else marks.seen end,
      key_epoch = marks.key_epoch + coalesce(report.fresh_key, false)::int,
      -- A change that came meanwhile starts anew; what is known of the older one says nothing about it.
      attempts = case
        when report.result = 'synced' or marks.wanted <> report.wanted then 0
        when report.result = 'delayed' then marks.attempts
        else marks.attempts + 1 end,
      delays = case when report.result = 'delayed' and marks.wanted = report.wanted then marks.delays + 1 else 0 end,
      error = case when marks.wanted = report.wanted then report.error end,
      next_attempt_at = case
        when marks.wanted <> report.wanted then marks.next_attempt_at
        when report.result in ('retry', 'delayed') then now() + make_interval(secs => report.wait_seconds)
        else now() end,
      leased_by = null,
      lease_until = null
    from unnest(told) report
    where marks.kind = report.kind and marks.row_id = report.row_id and marks.account = report.account
      and marks.leased_by = finish.worker
    returning report.place
  )
  select array_agg(place) from finished into done;
  counted := array(select report from unnest(told) report where report.place = any (done));
  perform private.write_back(private.links_of(counted));
  insert into public.stripe_sync_log
    (entity_type, entity_id, stripe_object_id, connected_account_id, action, status, error_message, request_id)
  select line.* from unnest(counted) report
  cross join lateral jsonb_to_recordset(report.log) as line (entity_type text, entity_id uuid, stripe_object_id text,
    connected_account_id text, action text, status text, error_message text, request_id text);
  insert into public.application_logs (level, source, message, context)
  select case report.result when 'refused' then 'error' else 'warn' end, 'sync',
    coalesce(report.error ->> 'code', report.result),
    jsonb_build_object('kind', report.kind, 'row_id', report.row_id, 'wanted', report.wanted,
      'detail', report.error ->> 'detail', 'field', report.error ->> 'field', 'request_id', report.error ->> 'requestId')
  from unnest(counted) report where report.result in ('refused', 'retry');
  return counted;
end;
$$;

-- Reports on marks, all at once. Answers what became of each: done; lost, when its lease had ended; busy, when somebody is
-- saving one of its rows: it is reported again, alone, and waits then. Whoever waits has nothing in hand, since a save takes
-- an event and its tickets in an order of its own. The reports are JSON in a text: Supabase Lite wraps a jsonb argument once
-- more (docs/decisions/0005).
create or replace function public.sync_finish(worker uuid, reports text)
returns table (kind text, row_id uuid, account text, outcome text)
language plpgsql security definer set search_path = '' as $$
declare
  told constant private.sync_report[] := array(
    select (item.place, report.kind, report.row_id, report.account, report.wanted, report.result, report.wait_seconds,
      report.error, report.is_unsure, report.fresh_key, item.value ? 'seen', report.seen, coalesce(report.links, '[]'),
      coalesce(report.log, '[]'))::private.sync_report
    from jsonb_array_elements(reports::jsonb) with ordinality as item (value, place)
    cross join lateral jsonb_populate_record(null::private.sync_report, item.value) report);
  free private.sync_report[] := told;
  done private.sync_report[];
  taken uuid[];
begin
  loop
    begin
      taken := private.lock_rows(private.links_of(free));
      exit when taken = '{}';
      -- Ending this block by an error lets go of those that were free.
      raise exception using errcode = 'TD001';
    exception when sqlstate 'TD001' then
      if cardinality(told) = 1 then
        perform private.await_row(private.links_of(free), taken[1]);
      else
        free := array(select report from unnest(free) report where not exists (
          select from jsonb_array_elements(report.links) link where (link ->> 'id')::uuid = any (taken)));
      end if;
    end;
  end loop;
  done := private.finish(worker, free);
  return query
    select report.kind, report.row_id, report.account, case
      when exists (select from unnest(done) counted where counted.place = report.place) then 'done'
      when exists (select from unnest(free) ours where ours.place = report.place) then 'lost'
      else 'busy' end
    from unnest(told) report;
end;
$$;
