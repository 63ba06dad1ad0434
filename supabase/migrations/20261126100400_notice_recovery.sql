-- Notices that never arrived are found in Stripe's own list of events, which goes back 30 days
-- (https://docs.stripe.com/api/events), and kept as if they had. What was missed is shown.
alter table private.stripe_notices add column is_recovered boolean not null default false;

create table private.notice_watches (
  account      text not null,
  is_live      boolean not null,
  -- Everything up to this moment has been compared.
  read_to      timestamptz not null default now() - interval '1 hour',
  next_look_at timestamptz not null default now(),
  primary key (account, is_live)
);
alter table private.notice_watches enable row level security;

-- A time in which notices did not arrive, by the moments of the first and the last one that was missed.
create table private.notice_gaps (
  gap_id      bigint generated always as identity primary key,
  account     text not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  missed      int not null,
  found_at    timestamptz not null default now()
);
create index notice_gaps_newest on private.notice_gaps (found_at desc);
alter table private.notice_gaps enable row level security;
grant select on private.notice_gaps to authenticated;
create policy "admins read the gaps" on private.notice_gaps
  for select to authenticated using ((select private.is_admin()));

-- Takes the accounts whose events are to be compared, every ten minutes each: about 4,300 reads a month. What is younger than
-- a minute may still be on its way; five minutes are read twice, since events are not listed in the order they happened in.
create function public.notice_watch_claim(is_live boolean, every_minutes int default 10, youngest_seconds int default 60)
returns table (account text, from_at timestamptz, to_at timestamptz)
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.notice_watches (account, is_live)
  select accounts.account, notice_watch_claim.is_live from (
    select 'platform' as account
    union all
    select known.account from private.stripe_accounts known where known.access = 'granted') accounts
  on conflict do nothing;
  return query
    update private.notice_watches watches set next_look_at = now() + make_interval(mins => every_minutes)
    from (
      select due.account from private.notice_watches due
      where due.is_live = notice_watch_claim.is_live and due.next_look_at <= now()
        and (due.account = 'platform' or exists (select from private.stripe_accounts known
          where known.account = due.account and known.access = 'granted'))
      order by due.next_look_at limit 20 for update skip locked) taken
    where watches.account = taken.account and watches.is_live = notice_watch_claim.is_live
    returning watches.account, watches.read_to - interval '5 minutes', now() - make_interval(secs => youngest_seconds);
end;
$$;
grant execute on function public.notice_watch_claim(boolean, int, int) to service_role;

-- Keeps events that no notice has told of. `missed` is JSON in a text: a list of `{id, type, object_id, created}`. Answers how
-- many were new.
create function public.notice_recover(account text, is_live boolean, to_at timestamptz, missed text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  found_new record;
begin
  with fresh as (
    insert into private.stripe_notices (id, type, account, object_id, is_live, created_at, is_recovered)
    select event.id, event.type, nullif(notice_recover.account, 'platform'), event.object_id, notice_recover.is_live,
      to_timestamp(event.created), true
    from jsonb_to_recordset(missed::jsonb) event (id text, type text, object_id text, created bigint)
    on conflict do nothing
    returning created_at)
  select count(*)::int as missed, min(fresh.created_at) as from_at, max(fresh.created_at) as to_at into found_new from fresh;
  if found_new.missed > 0 then
    insert into private.notice_gaps (account, from_at, to_at, missed)
    values (notice_recover.account, found_new.from_at, found_new.to_at, found_new.missed);
  end if;
  update private.notice_watches watches set read_to = greatest(watches.read_to, notice_recover.to_at)
  where watches.account = notice_recover.account and watches.is_live = notice_recover.is_live;
  return found_new.missed;
end;
$$;
grant execute on function public.notice_recover(text, boolean, timestamptz, text) to service_role;

-- The notices as the admin's table filters them; failed ones come first.
create view public.notices_listed with (security_invoker = true) as
  select notices.id, notices.type, notices.account, notices.object_id, notices.is_live, notices.created_at,
    notices.received_at, notices.attempts, notices.error, notices.done_at, notices.is_recovered,
    case when notices.state = 'waiting' and notices.error is not null then 'retrying' else notices.state end as state,
    case when notices.state = 'waiting' then notices.next_attempt_at end as next_attempt_at,
    case when notices.state = 'failed' then 0 when notices.state = 'waiting' and notices.error is not null then 1
      when notices.state = 'waiting' then 2 else 3 end as sort_state
  from private.stripe_notices notices;
grant select on public.notices_listed to authenticated, service_role;

create view public.notice_gaps_listed with (security_invoker = true) as
  select gaps.gap_id as id, case when gaps.account <> 'platform' then gaps.account end as account, gaps.from_at, gaps.to_at,
    gaps.missed, gaps.found_at
  from private.notice_gaps gaps;
grant select on public.notice_gaps_listed to authenticated, service_role;

-- Acts on a notice again. It only means "look at this object again", so replaying one that was handled changes nothing.
create function public.notice_replay(id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  update private.stripe_notices notices set state = 'waiting', attempts = 0, next_attempt_at = now()
  where notices.id = notice_replay.id;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', id));
  end if;
end;
$$;
grant execute on function public.notice_replay(text) to authenticated, service_role;

-- Acts again on every notice that was given up. Answers how many.
create function public.notice_replay_failed() returns int
language plpgsql security definer set search_path = '' as $$
declare
  asked int;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  update private.stripe_notices notices set state = 'waiting', attempts = 0, next_attempt_at = now()
  where notices.state = 'failed';
  get diagnostics asked = row_count;
  return asked;
end;
$$;
grant execute on function public.notice_replay_failed() to authenticated, service_role;

-- Notices that were acted on go with the logs, three times as old as Stripe lists them; others stay until somebody has seen to
-- them.
create or replace function public.prune_logs(batch int default 1000) returns int
language plpgsql security definer set search_path = '' as $$
declare
  oldest constant timestamptz := now() - interval '90 days';
  pruned int;
  total int := 0;
begin
  delete from public.stripe_sync_log where id in (
    select old.id from public.stripe_sync_log old where old.created_at < oldest
    order by old.created_at limit batch for update skip locked);
  get diagnostics pruned = row_count;
  total := total + pruned;
  delete from public.application_logs where id in (
    select old.id from public.application_logs old where old.created_at < oldest
    order by old.created_at limit batch for update skip locked);
  get diagnostics pruned = row_count;
  total := total + pruned;
  delete from private.stripe_notices where id in (
    select old.id from private.stripe_notices old where old.state = 'done' and old.received_at < oldest
    order by old.received_at limit batch for update skip locked);
  get diagnostics pruned = row_count;
  return total + pruned;
end;
$$;
