-- A notice is a call from Stripe: it only means "look at this object again". It is kept under its id before it is answered,
-- and acted on afterwards, once, however often it comes.
create table private.stripe_notices (
  id              text primary key,
  type            text not null,
  -- The connected account it is about; null for the platform's own.
  account         text,
  object_id       text,
  is_live         boolean not null,
  -- When Stripe says that it happened, in whole seconds: never an order.
  created_at      timestamptz not null,
  received_at     timestamptz not null default now(),
  state           text not null default 'waiting' constraint stripe_notices_state_known
    check (state in ('waiting', 'done', 'failed')),
  attempts        int not null default 0,
  error           jsonb,
  next_attempt_at timestamptz not null default now(),
  done_at         timestamptz
);
create index stripe_notices_waiting on private.stripe_notices (next_attempt_at) where state = 'waiting';
create index stripe_notices_newest on private.stripe_notices (received_at desc);
alter table private.stripe_notices enable row level security;
grant select on private.stripe_notices to authenticated;
create policy "admins read the notices" on private.stripe_notices
  for select to authenticated using ((select private.is_admin()));

-- Keeps a notice; one that is known already changes nothing.
create function public.notice_keep(id text, type text, account text, object_id text, is_live boolean,
  created_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.stripe_notices (id, type, account, object_id, is_live, created_at)
  values (notice_keep.id, notice_keep.type, notice_keep.account, notice_keep.object_id, notice_keep.is_live,
    notice_keep.created_at)
  on conflict do nothing;
  return found;
end;
$$;
grant execute on function public.notice_keep(text, text, text, text, boolean, timestamptz) to service_role;

-- Takes notices that wait, for half a minute: whoever dies with one leaves it to the next.
create function public.notice_claim(is_live boolean)
returns table (id text, type text, account text, object_id text, attempts int)
language sql security definer set search_path = '' as $$
  update private.stripe_notices notices set
    attempts = notices.attempts + 1, next_attempt_at = now() + interval '30 seconds'
  from (
    select waiting.id from private.stripe_notices waiting
    where waiting.state = 'waiting' and waiting.next_attempt_at <= now() and waiting.is_live = notice_claim.is_live
    order by waiting.next_attempt_at, waiting.id limit 50
    for update skip locked) taken
  where notices.id = taken.id
  returning notices.id, notices.type, notices.account, notices.object_id, notices.attempts;
$$;
grant execute on function public.notice_claim(boolean) to service_role;

-- A notice was acted on, or why it was not: then it is tried again, later each time, for about a day.
create function public.notice_finish(id text, error text default null) returns void
language sql security definer set search_path = '' as $$
  update private.stripe_notices notices set
    state = case when notice_finish.error is null then 'done' when notices.attempts >= 16 then 'failed' else 'waiting' end,
    done_at = case when notice_finish.error is null then now() end,
    error = notice_finish.error::jsonb,
    next_attempt_at = now() + least(interval '2 seconds' * power(2, notices.attempts), interval '4 hours')
  where notices.id = notice_finish.id and notices.state = 'waiting';
$$;
grant execute on function public.notice_finish(text, text) to service_role;
