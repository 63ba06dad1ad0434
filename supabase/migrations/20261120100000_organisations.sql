-- Organisations sell events on Stripe accounts of their own. What an account may do is Stripe's to say: it is read there,
-- kept here, and read again whenever something hints that it has changed.
create table private.stripe_accounts (
  account           text primary key,
  -- granted: Stripe lets us in; withdrawn: it did once; refused: it never did, so the id is not one of ours.
  access            text not null default 'unread' constraint stripe_accounts_access_known
    check (access in ('unread', 'granted', 'withdrawn', 'refused')),
  charges_enabled   boolean not null default false,
  payouts_enabled   boolean not null default false,
  details_submitted boolean not null default false,
  -- What Stripe still asks for, in its own words, as in `external_account`, and by when.
  due               text[] not null default '{}',
  due_at            timestamptz,
  disabled_reason   text,
  country           text,
  default_currency  text,
  name              text,
  -- Counts the hints that it may have changed; a hint that comes while it is being read is not lost.
  asked             bigint not null default 1,
  next_read_at      timestamptz default now(),
  read_at           timestamptz,
  changed_at        timestamptz not null default now()
);
create index stripe_accounts_due on private.stripe_accounts (next_read_at) where next_read_at is not null;
alter table private.stripe_accounts enable row level security;

create table public.organisations (
  organisation_id   uuid primary key default gen_random_uuid(),
  name              text not null
    constraint organisations_name_length check (name ~ '\S' and length(name) <= 120),
  default_currency  text not null default 'eur'
    constraint organisations_default_currency_iso check (default_currency ~ '^[a-z]{3}$'),
  stripe_onbehalfof text
    constraint organisations_stripe_onbehalfof_account check (stripe_onbehalfof ~ '^acct_\w{1,250}$'),
  revision          bigint not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  -- An account belongs to one seller: what it sells can then never touch another's rows.
  constraint organisations_stripe_onbehalfof_unique unique (stripe_onbehalfof)
);
create index organisations_by_name on public.organisations (lower(name), organisation_id);

-- Who may see and edit the events of an organisation without being an admin.
create table public.organisation_members (
  organisation_id uuid not null references public.organisations on delete cascade,
  user_id         uuid not null references auth.users (id) on delete cascade,
  created_at      timestamptz not null default now(),
  primary key (organisation_id, user_id)
);
create index organisation_members_of_user on public.organisation_members (user_id);

-- The organisations that the caller is a member of.
create function private.my_organisations() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select members.organisation_id from public.organisation_members members
  join auth.users on users.id = members.user_id
  where members.user_id = (select auth.uid())
    and users.deleted_at is null and (users.banned_until is null or users.banned_until <= now());
$$;
grant execute on function private.my_organisations() to anon, authenticated, service_role;

alter table public.organisations enable row level security;
grant select on public.organisations to authenticated, service_role;
grant insert (organisation_id, name, default_currency, stripe_onbehalfof),
  update (name, default_currency, stripe_onbehalfof), delete on public.organisations to authenticated;
grant insert, update, delete on public.organisations to service_role;
create policy "admins see every organisation, members their own" on public.organisations
  for select to authenticated
  using ((select private.is_admin()) or organisation_id in (select private.my_organisations()));
create policy "admins add organisations" on public.organisations
  for insert to authenticated with check ((select private.is_admin()));
create policy "admins change organisations" on public.organisations
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "admins delete organisations" on public.organisations
  for delete to authenticated using ((select private.is_admin()));

alter table public.organisation_members enable row level security;
grant select, delete on public.organisation_members to authenticated;
grant select, insert, delete on public.organisation_members to service_role;
create policy "admins see every member, members themselves" on public.organisation_members
  for select to authenticated using ((select private.is_admin()) or user_id = (select auth.uid()));
create policy "admins take members out" on public.organisation_members
  for delete to authenticated using ((select private.is_admin()));

create trigger _100_revision before update on public.organisations
  for each row execute function private.tg__revision();

-- Asks for an account to be read again; one that no organisation has is none of ours. A hint, like every wake-up.
create function private.ask_account(account text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update private.stripe_accounts accounts set asked = accounts.asked + 1, next_read_at = now()
  where accounts.account = ask_account.account;
  if found then
    perform private.poke();
  end if;
end;
$$;

create function private.tg_organisations__account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.stripe_onbehalfof is not null then
    insert into private.stripe_accounts (account) values (new.stripe_onbehalfof) on conflict do nothing;
    perform private.ask_account(new.stripe_onbehalfof);
  end if;
  return null;
end;
$$;
-- Before the events of the organisation are marked, which asks what the account may do.
create trigger _200_account after insert or update of stripe_onbehalfof on public.organisations
  for each row execute function private.tg_organisations__account();

-- The account that an organisation sells on; `none` is a word for having none, so that what waits for it has a place.
create function private.account_of(organisation_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select organisations.stripe_onbehalfof from public.organisations
    where organisations.organisation_id = account_of.organisation_id), 'none');
$$;

-- Why nothing can be sold on an account; nothing when it may sell.
create function private.why_not(account text) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when why_not.account = 'platform' then null
    when why_not.account = 'none' then 'no_account'
    else (
      select case
        when accounts.access = 'refused' then 'account_unknown'
        when accounts.access = 'withdrawn' then 'account_gone'
        when accounts.access = 'granted' and accounts.charges_enabled then null
        when accounts.access = 'granted' then 'account_not_ready'
        else 'account_unread' end
      from (select) nothing
      left join private.stripe_accounts accounts on accounts.account = why_not.account) end;
$$;
grant execute on function private.why_not(text) to authenticated, service_role;

-- Where an account stands, for the people who sell on it.
create function private.account_state(account text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'account', account_state.account,
    'state', case
      when account_state.account is null then 'not_connected'
      when accounts.access = 'refused' then 'unknown'
      when accounts.access = 'withdrawn' then 'deauthorised'
      when accounts.access is distinct from 'granted' then 'unread'
      when accounts.disabled_reason like 'rejected.%' then 'rejected'
      when accounts.charges_enabled and accounts.payouts_enabled then 'may_be_paid_out'
      when accounts.charges_enabled then 'may_charge'
      when cardinality(accounts.due) > 0 or not accounts.details_submitted then 'information_due'
      else 'in_review' end,
    'maySell', coalesce(private.why_not(account_state.account) is null, false) and account_state.account is not null,
    'due', coalesce(to_jsonb(accounts.due), '[]'),
    'dueAt', accounts.due_at,
    'disabledReason', accounts.disabled_reason,
    'country', accounts.country,
    'currency', accounts.default_currency,
    'name', accounts.name,
    'readAt', accounts.read_at,
    'isBeingRead', coalesce(accounts.next_read_at <= now()
      or (accounts.read_at is null and accounts.next_read_at is not null), false))
  from (select) nothing
  left join private.stripe_accounts accounts on accounts.account = account_state.account;
$$;
grant execute on function private.account_state(text) to authenticated, service_role;

-- Takes accounts that are to be read, or the one that is asked for. Until it is reported on, or for half a minute, an account is nobody else's to read.
create function public.account_claim(only_account text default null) returns table (account text, asked bigint)
language sql security definer set search_path = '' as $$
  update private.stripe_accounts accounts set next_read_at = now() + interval '30 seconds'
  from (
    select due.account from private.stripe_accounts due
    where case when only_account is null then due.next_read_at <= now() else due.account = only_account end
    order by due.next_read_at, due.account limit 20
    for update skip locked) taken
  where accounts.account = taken.account
  returning accounts.account, accounts.asked;
$$;
grant execute on function public.account_claim(text) to service_role;

-- Keeps what was read of an account. `shows` is JSON in a text; without it Stripe does not let us in. An account that may
-- not sell yet is read again by itself, the more seldom the longer nothing has changed.
create function public.account_finish(account text, asked bigint, shows text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  seen constant jsonb := shows::jsonb;
  before private.stripe_accounts;
  now_is private.stripe_accounts;
begin
  select * into before from private.stripe_accounts accounts where accounts.account = account_finish.account for update;
  if not found then
    return private.account_state(account);
  end if;
  now_is := before;
  if seen is null then
    now_is.access := case when before.access in ('granted', 'withdrawn') then 'withdrawn' else 'refused' end;
    now_is.charges_enabled := false;
    now_is.payouts_enabled := false;
    now_is.due := '{}';
    now_is.due_at := null;
  else
    now_is := jsonb_populate_record(before, seen || '{"access": "granted"}');
  end if;
  if now_is is distinct from before then
    now_is.changed_at := now();
  end if;
  update private.stripe_accounts accounts set
    access = now_is.access, charges_enabled = now_is.charges_enabled, payouts_enabled = now_is.payouts_enabled,
    details_submitted = now_is.details_submitted, due = now_is.due, due_at = now_is.due_at,
    disabled_reason = now_is.disabled_reason, country = now_is.country, default_currency = now_is.default_currency,
    name = now_is.name, changed_at = now_is.changed_at, read_at = now(),
    next_read_at = case
      when accounts.asked <> account_finish.asked then now()
      when now_is.access = 'granted' and not now_is.charges_enabled
        then now() + least(greatest((now() - now_is.changed_at) / 2, interval '1 minute'), interval '6 hours') end
  where accounts.account = account_finish.account;
  if now_is is distinct from before then
    perform private.poke();
  end if;
  return private.account_state(account);
end;
$$;
grant execute on function public.account_finish(text, bigint, text) to service_role;

-- Somebody, or a notice, hints that an account may have changed.
create function public.account_ask(account text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.ask_account(account);
end;
$$;
grant execute on function public.account_ask(text) to authenticated, service_role;

-- The people of an organisation with their addresses, for admins.
create function public.organisation_people(organisation_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', users.id, 'email', users.email, 'since', members.created_at)
      order by users.email), '[]')
    from public.organisation_members members join auth.users on users.id = members.user_id
    where members.organisation_id = organisation_people.organisation_id);
end;
$$;
grant execute on function public.organisation_people(uuid) to authenticated, service_role;

-- Makes somebody who has an account here a member. Twice is once.
create function public.organisation_invite(organisation_id uuid, email text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  person uuid;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  if not exists (select from public.organisations
    where organisations.organisation_id = organisation_invite.organisation_id) then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', organisation_id));
  end if;
  select users.id into person from auth.users where lower(users.email) = lower(trim(organisation_invite.email));
  if person is null then
    perform private.refuse(422, 'unknown_person', jsonb_build_object('field', 'email', 'email', email));
  end if;
  insert into public.organisation_members (organisation_id, user_id) values (organisation_invite.organisation_id, person)
  on conflict do nothing;
end;
$$;
grant execute on function public.organisation_invite(uuid, text) to authenticated, service_role;
