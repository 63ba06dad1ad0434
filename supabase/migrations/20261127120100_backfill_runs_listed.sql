-- The runs of the backfill as an admin sees them: each with its parts, how far every part has come, and how many differences stood
-- open when it had ended.
alter table private.backfill_runs add column drifted bigint;

-- As before, with how far each part has come, whether a person has asked, and what stood open at the end.
create or replace function public.backfill_state(is_live boolean, run uuid default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', runs.id, 'state', runs.state, 'startedAt', runs.started_at, 'endedAt', runs.ended_at,
    'isAsked', runs.asked_by is not null,
    'isFull', coalesce(bool_or(parts.is_full), false),
    'checked', coalesce(sum(parts.checked), 0), 'synced', coalesce(sum(parts.synced), 0),
    'deleted', coalesce(sum(parts.deleted), 0), 'reads', coalesce(sum(parts.reads), 0),
    'drifted', coalesce(runs.drifted, private.count_drifts()), 'driftedAtEnd', runs.drifted,
    'windows', (select count(*) from private.backfill_windows windows where windows.run = runs.id),
    'open', (select count(*) from private.backfill_windows windows where windows.run = runs.id and windows.done_at is null),
    'parts', coalesce(jsonb_agg(jsonb_build_object('account', parts.account, 'state', parts.state, 'isFull', parts.is_full,
      'since', parts.since, 'checked', parts.checked, 'synced', parts.synced, 'deleted', parts.deleted, 'reads', parts.reads,
      'windows', (select count(*) from private.backfill_windows windows
        where windows.run = parts.run and windows.account = parts.account),
      'open', (select count(*) from private.backfill_windows windows
        where windows.run = parts.run and windows.account = parts.account and windows.done_at is null),
      'error', parts.error, 'endedAt', parts.ended_at)
      order by parts.account <> 'platform', parts.account) filter (where parts.account is not null), '[]'))
  from private.backfill_runs runs left join private.backfill_parts parts on parts.run = runs.id
  where runs.id = coalesce(backfill_state.run, (select newest.id from private.backfill_runs newest
      where newest.is_live = backfill_state.is_live order by newest.started_at desc limit 1))
    and ((select private.is_machine()) or (select private.is_admin()))
  group by runs.id;
$$;

-- What the last pages of a run have shown is compared after the run has ended: whoever has compared counts.
create function public.backfill_count_drift(run uuid) returns void
language sql security definer set search_path = '' as $$
  update private.backfill_runs runs set drifted = private.count_drifts()
  where runs.id = backfill_count_drift.run and runs.state <> 'running';
$$;
grant execute on function public.backfill_count_drift(uuid) to service_role;

create view public.backfill_runs_listed with (security_invoker = true) as
  select runs.id, runs.is_live, runs.state, runs.started_at, runs.ended_at,
    public.backfill_state(runs.is_live, runs.id) as summary
  from private.backfill_runs runs;
grant select on public.backfill_runs_listed to authenticated, service_role;
