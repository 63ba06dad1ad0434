-- A process is also told when all turns of the account that are granted have passed: no later call can be earlier, so there is
-- no need to ask before that, and until then more calls gather that are asked for together.
drop function public.stripe_budget_take(text, text, text, int, boolean);
create function public.stripe_budget_take(account text, mode text, endpoint text, calls int, is_read boolean)
returns table (granted int, wait_ms double precision, every_ms double precision, apart_ms double precision,
  taken_ms double precision)
language plpgsql security definer set search_path = '' as $$
declare
  budget constant private.stripe_budgets := private.budget_of(account, mode);
  this_month constant date := date_trunc('month', now() at time zone 'utc')::date;
  right_now constant timestamptz := clock_timestamp();
  pace constant double precision := 0.98 * budget.calls_per_second * private.budget_share(budget);
  endpoint_pace constant double precision :=
    0.98 * least(budget.endpoint_calls_per_second, case when endpoint like '%/search' then 20 else 'infinity'::double precision end);
  endpoint_free_at timestamptz;
  taken_until timestamptz;
begin
  granted := least(calls, ceil(least(pace, endpoint_pace) / 2));
  every_ms := 1000 / least(pace, endpoint_pace);
  apart_ms := 980 / pace;
  insert into private.stripe_endpoints as endpoints (account, mode, endpoint)
  values (stripe_budget_take.account, stripe_budget_take.mode, stripe_budget_take.endpoint)
  on conflict on constraint stripe_endpoints_pkey do update set free_at = endpoints.free_at
  returning endpoints.free_at into endpoint_free_at;
  wait_ms := 1000 * extract(epoch from greatest(budget.free_at, endpoint_free_at, right_now) - right_now);
  taken_until := greatest(budget.free_at, right_now) + make_interval(secs => granted / pace);
  taken_ms := 1000 * extract(epoch from taken_until - right_now);
  update private.stripe_budgets budgets set
    free_at = taken_until,
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

-- Stripe answered 429: the account goes on slower, and no other one does. Now and then that is noise, since calls do not arrive
-- as evenly as they leave, and costs a fiftieth of the pace; at about every 25th call it says that the limit is lower than we
-- think, and costs a seventh. Calls that were under way together are told no together, and count once.
create or replace function public.stripe_budget_slow(account text, mode text, reason text) returns void
language sql security definer set search_path = '' as $$
  update private.stripe_budgets budgets set
    limited_share = greatest(0.1, private.budget_share(budgets)
      * case when budgets.limited_at > clock_timestamp() - make_interval(secs => 0.1 + 25.0 / budgets.calls_per_second)
        then 0.86 else 0.98 end),
    limited_at = clock_timestamp(),
    limited_reason = reason
  where budgets.account = stripe_budget_slow.account and budgets.mode = stripe_budget_slow.mode
    and (budgets.limited_at is null or budgets.limited_at < clock_timestamp() - interval '300 milliseconds');
$$;
