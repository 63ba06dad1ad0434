-- What each Stripe account lets us ask of it, shared by every process that calls Stripe. Limits are per account and mode,
-- and once more per endpoint (https://docs.stripe.com/rate-limits): 100 calls a second live, 25 in a sandbox, 25 of one
-- endpoint, 20 searches. Reads are budgeted by the month as well.
create table private.stripe_budgets (
  account                   text not null,
  mode                      text not null constraint stripe_budgets_mode_known check (mode in ('test', 'live')),
  calls_per_second          double precision not null
    constraint stripe_budgets_calls_per_second_range check (calls_per_second > 0),
  endpoint_calls_per_second double precision not null default 25
    constraint stripe_budgets_endpoint_calls_per_second_range check (endpoint_calls_per_second > 0),
  reads_per_month           bigint not null default 10000
    constraint stripe_budgets_reads_per_month_range check (reads_per_month >= 0),
  -- When the next call may start: calls are spaced evenly, so that no second ever holds more than the limit.
  free_at                   timestamptz not null default '-infinity',
  -- Stripe said "too many" last at this time; from that share of the limit the pace grows back by itself.
  limited_at                timestamptz,
  limited_share             double precision not null default 1,
  limited_reason            text,
  month                     date not null default date_trunc('month', now() at time zone 'utc')::date,
  reads                     bigint not null default 0,
  calls                     bigint not null default 0,
  primary key (account, mode)
) with (fillfactor = 50);
alter table private.stripe_budgets enable row level security;
grant select on private.stripe_budgets to authenticated;
create policy "admins read the budgets" on private.stripe_budgets
  for select to authenticated using ((select private.is_admin()));

create table private.stripe_endpoints (
  account  text not null,
  mode     text not null,
  endpoint text not null,
  free_at  timestamptz not null default '-infinity',
  primary key (account, mode, endpoint),
  constraint stripe_endpoints_of_a_budget foreign key (account, mode)
    references private.stripe_budgets (account, mode) on delete cascade
) with (fillfactor = 50);
alter table private.stripe_endpoints enable row level security;

-- The share of its limit that an account is used at by now: all of it, unless Stripe has complained. It grows back by a
-- twentieth of the limit each second.
create function private.budget_share(budget private.stripe_budgets) returns double precision
language sql stable set search_path = '' as $$
  select case when budget.limited_at is null then 1
    else least(1, budget.limited_share + 0.05 * extract(epoch from clock_timestamp() - budget.limited_at)) end;
$$;
grant execute on function private.budget_share(private.stripe_budgets) to authenticated, service_role;

-- The budget of an account, made at the first use with Stripe's documented limits.
create function private.budget_of(account text, mode text) returns private.stripe_budgets
language plpgsql set search_path = '' as $$
declare
  budget private.stripe_budgets;
begin
  select * into budget from private.stripe_budgets budgets
  where budgets.account = budget_of.account and budgets.mode = budget_of.mode for update;
  if not found then
    insert into private.stripe_budgets (account, mode, calls_per_second)
    values (account, mode, case mode when 'live' then 100 else 25 end)
    on conflict on constraint stripe_budgets_pkey do nothing;
    select * into budget from private.stripe_budgets budgets
    where budgets.account = budget_of.account and budgets.mode = budget_of.mode for update;
  end if;
  return budget;
end;
$$;

-- Grants calls of one endpoint: how many of those asked for, in how many milliseconds the first may start, how far apart
-- they must be, and how far apart any two calls of the account must be at least. What is granted is at most half a second's worth, so that no process takes it all.
-- The pace stays 2 % under the limit: calls do not arrive as evenly as they leave.
create function public.stripe_budget_take(account text, mode text, endpoint text, calls int, is_read boolean)
returns table (granted int, wait_ms double precision, every_ms double precision, apart_ms double precision)
language plpgsql security definer set search_path = '' as $$
declare
  budget constant private.stripe_budgets := private.budget_of(account, mode);
  this_month constant date := date_trunc('month', now() at time zone 'utc')::date;
  right_now constant timestamptz := clock_timestamp();
  pace constant double precision := 0.98 * budget.calls_per_second * private.budget_share(budget);
  endpoint_pace constant double precision :=
    0.98 * least(budget.endpoint_calls_per_second, case when endpoint like '%/search' then 20 else 'infinity'::double precision end);
  endpoint_free_at timestamptz;
  first_at timestamptz;
begin
  granted := least(calls, ceil(least(pace, endpoint_pace) / 2));
  every_ms := 1000 / least(pace, endpoint_pace);
  apart_ms := 980 / pace;
  insert into private.stripe_endpoints as endpoints (account, mode, endpoint)
  values (stripe_budget_take.account, stripe_budget_take.mode, stripe_budget_take.endpoint)
  on conflict on constraint stripe_endpoints_pkey do update set free_at = endpoints.free_at
  returning endpoints.free_at into endpoint_free_at;
  first_at := greatest(budget.free_at, endpoint_free_at, right_now);
  wait_ms := 1000 * extract(epoch from first_at - right_now);
  update private.stripe_budgets budgets set
    free_at = greatest(budgets.free_at, right_now) + make_interval(secs => granted / pace),
    month = this_month,
    reads = case when budgets.month = this_month then budgets.reads else 0 end
      + case when is_read then granted else 0 end,
    calls = case when budgets.month = this_month then budgets.calls else 0 end + granted
  where budgets.account = stripe_budget_take.account and budgets.mode = stripe_budget_take.mode;
  update private.stripe_endpoints endpoints set
    free_at = greatest(endpoints.free_at, right_now) + make_interval(secs => granted / endpoint_pace)
  where endpoints.account = stripe_budget_take.account and endpoints.mode = stripe_budget_take.mode
    and endpoints.endpoint = stripe_budget_take.endpoint;
  return next;
end;
$$;
grant execute on function public.stripe_budget_take(text, text, text, int, boolean) to service_role;

-- Stripe answered 429: the account goes on slower, and no other one does. One complaint alone is noise and costs a
-- fiftieth of the pace; one that follows another within a second says that the limit is lower than we think, and costs a
-- seventh. Calls that were under way together are told no together, and count once.
create function public.stripe_budget_slow(account text, mode text, reason text) returns void
language sql security definer set search_path = '' as $$
  update private.stripe_budgets budgets set
    limited_share = greatest(0.1, private.budget_share(budgets)
      * case when budgets.limited_at > clock_timestamp() - interval '1 second' then 0.86 else 0.98 end),
    limited_at = clock_timestamp(),
    limited_reason = reason
  where budgets.account = stripe_budget_slow.account and budgets.mode = stripe_budget_slow.mode
    and (budgets.limited_at is null or budgets.limited_at < clock_timestamp() - interval '200 milliseconds');
$$;
grant execute on function public.stripe_budget_slow(text, text, text) to service_role;
