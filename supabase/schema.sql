-- The schema after all migrations, as PostgreSQL tells it. Written by `npm run gen`; read it, and change the migrations.

-- private: tables and views

create table private.holds (
  hold_id uuid not null default gen_random_uuid(),
  pool_id uuid not null,
  order_id uuid not null,
  units integer not null,
  is_sold boolean not null default false,
  expires_at timestamp with time zone not null,
  constraint holds_pkey PRIMARY KEY (hold_id),
  constraint holds_order_id_unique UNIQUE (order_id, pool_id),
  constraint holds_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(pool_id),
  constraint holds_units_range CHECK (units > 0)
);
CREATE INDEX holds_of_pool ON private.holds USING btree (pool_id, expires_at);
alter table private.holds enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.holds to service_role;

create table private.stripe_accounts (
  account text not null,
  access text not null default 'unread'::text,
  charges_enabled boolean not null default false,
  payouts_enabled boolean not null default false,
  details_submitted boolean not null default false,
  due text[] not null default '{}'::text[],
  due_at timestamp with time zone,
  disabled_reason text,
  country text,
  default_currency text,
  name text,
  asked bigint not null default 1,
  next_read_at timestamp with time zone default now(),
  read_at timestamp with time zone,
  changed_at timestamp with time zone not null default now(),
  constraint stripe_accounts_pkey PRIMARY KEY (account),
  constraint stripe_accounts_access_known CHECK (access = ANY (ARRAY['unread'::text, 'granted'::text, 'withdrawn'::text, 'refused'::text]))
);
CREATE INDEX stripe_accounts_due ON private.stripe_accounts USING btree (next_read_at) WHERE (next_read_at IS NOT NULL);
alter table private.stripe_accounts enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.stripe_accounts to service_role;

create table private.stripe_budgets (
  account text not null,
  mode text not null,
  calls_per_second double precision not null,
  endpoint_calls_per_second double precision not null default 25,
  reads_per_month bigint not null default 10000,
  free_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  limited_at timestamp with time zone,
  limited_share double precision not null default 1,
  limited_reason text,
  month date not null default (date_trunc('month'::text, (now() AT TIME ZONE 'utc'::text)))::date,
  reads bigint not null default 0,
  calls bigint not null default 0,
  constraint stripe_budgets_pkey PRIMARY KEY (account, mode),
  constraint stripe_budgets_calls_per_second_range CHECK (calls_per_second > 0::double precision),
  constraint stripe_budgets_endpoint_calls_per_second_range CHECK (endpoint_calls_per_second > 0::double precision),
  constraint stripe_budgets_mode_known CHECK (mode = ANY (ARRAY['test'::text, 'live'::text])),
  constraint stripe_budgets_reads_per_month_range CHECK (reads_per_month >= 0)
);
alter table private.stripe_budgets enable row level security;
create policy "admins read the budgets" on private.stripe_budgets for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.stripe_budgets to service_role;
grant select on private.stripe_budgets to authenticated;

create table private.stripe_endpoints (
  account text not null,
  mode text not null,
  endpoint text not null,
  free_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint stripe_endpoints_pkey PRIMARY KEY (account, mode, endpoint),
  constraint stripe_endpoints_of_a_budget FOREIGN KEY (account, mode) REFERENCES private.stripe_budgets(account, mode) ON DELETE CASCADE
);
alter table private.stripe_endpoints enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.stripe_endpoints to service_role;

create table private.stripe_notices (
  id text not null,
  type text not null,
  account text,
  object_id text,
  is_live boolean not null,
  created_at timestamp with time zone not null,
  received_at timestamp with time zone not null default now(),
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  error jsonb,
  next_attempt_at timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  constraint stripe_notices_pkey PRIMARY KEY (id),
  constraint stripe_notices_state_known CHECK (state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text]))
);
CREATE INDEX stripe_notices_newest ON private.stripe_notices USING btree (received_at DESC);
CREATE INDEX stripe_notices_waiting ON private.stripe_notices USING btree (next_attempt_at) WHERE (state = 'waiting'::text);
alter table private.stripe_notices enable row level security;
create policy "admins read the notices" on private.stripe_notices for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.stripe_notices to service_role;
grant select on private.stripe_notices to authenticated;

create table private.sync_marks (
  kind text not null,
  row_id uuid not null,
  label text,
  wanted bigint not null default 1,
  synced bigint not null default 0,
  refused bigint,
  look_from bigint,
  is_unsure boolean not null default false,
  seen jsonb,
  stripe_product_id text,
  attempts integer not null default 0,
  key_epoch integer not null default 0,
  error jsonb,
  leased_by uuid,
  lease_until timestamp with time zone,
  next_attempt_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  attempted_at timestamp with time zone,
  synced_at timestamp with time zone,
  account text not null default 'platform'::text,
  is_bulk boolean not null default false,
  delays integer not null default 0,
  is_left boolean not null default false,
  constraint sync_marks_pkey PRIMARY KEY (kind, row_id, account),
  constraint sync_marks_synced_was_wanted CHECK (synced <= wanted)
);
CREATE INDEX sync_marks_due ON private.sync_marks USING btree (account, is_bulk, next_attempt_at, kind, row_id) WHERE ((wanted > synced) AND (refused IS DISTINCT FROM wanted));
CREATE INDEX sync_marks_leased ON private.sync_marks USING btree (leased_by, account) WHERE (leased_by IS NOT NULL);
CREATE UNIQUE INDEX sync_marks_present ON private.sync_marks USING btree (kind, row_id) WHERE (NOT is_left);
alter table private.sync_marks enable row level security;
create policy "admins read the marks" on private.sync_marks for select to authenticated using (( SELECT private.is_admin() AS is_admin));
create policy "organisers read the marks of their events" on private.sync_marks for select to authenticated using (kind = 'event'::text AND (row_id IN ( SELECT private.my_events() AS my_events)));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.sync_marks to service_role;
grant select on private.sync_marks to authenticated;
CREATE TRIGGER _100_outcome AFTER UPDATE OF leased_by ON private.sync_marks FOR EACH ROW WHEN (old.leased_by IS NOT NULL AND new.leased_by IS NULL) EXECUTE FUNCTION private.tg_sync_marks__outcome();
CREATE TRIGGER _900_poke AFTER INSERT ON private.sync_marks FOR EACH STATEMENT EXECUTE FUNCTION private.tg_sync_marks__poke();

create table private.sync_run_prices (
  run uuid not null,
  account text not null,
  product text not null,
  id text not null,
  price jsonb not null,
  constraint sync_run_prices_pkey PRIMARY KEY (run, account, product, id),
  constraint sync_run_prices_run_fkey FOREIGN KEY (run) REFERENCES private.sync_runs(id) ON DELETE CASCADE
);
alter table private.sync_run_prices enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.sync_run_prices to service_role;

create table private.sync_run_rows (
  run uuid not null,
  kind text not null,
  row_id uuid not null,
  name text,
  account text not null,
  does text not null,
  steps text[] not null default '{}'::text[],
  seen jsonb,
  wanted bigint,
  was_behind boolean not null default false,
  outcome text,
  error jsonb,
  ended_at timestamp with time zone,
  constraint sync_run_rows_pkey PRIMARY KEY (run, kind, row_id, account),
  constraint sync_run_rows_run_fkey FOREIGN KEY (run) REFERENCES private.sync_runs(id) ON DELETE CASCADE,
  constraint sync_run_rows_does_known CHECK (does = ANY (ARRAY['create'::text, 'update'::text, 'archive'::text, 'nothing'::text, 'refused'::text])),
  constraint sync_run_rows_outcome_known CHECK (outcome = ANY (ARRAY['synced'::text, 'nothing'::text, 'refused'::text, 'retrying'::text, 'stopped'::text]))
);
CREATE INDEX sync_run_rows_left ON private.sync_run_rows USING btree (run) WHERE (outcome IS NULL);
CREATE INDEX sync_run_rows_open ON private.sync_run_rows USING btree (kind, row_id) WHERE ((outcome IS NULL) OR (outcome = 'retrying'::text));
alter table private.sync_run_rows enable row level security;
create policy "admins read what a run does" on private.sync_run_rows for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.sync_run_rows to service_role;
grant select on private.sync_run_rows to authenticated;

create table private.sync_runs (
  id uuid not null default gen_random_uuid(),
  state text not null default 'planning'::text,
  starts_when_planned boolean not null,
  asked_by uuid,
  asked_at timestamp with time zone not null default now(),
  planned_at timestamp with time zone,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  reached jsonb not null default '{}'::jsonb,
  reads bigint not null default 0,
  marks bigint not null default 0,
  error jsonb,
  leased_by uuid,
  lease_until timestamp with time zone,
  constraint sync_runs_pkey PRIMARY KEY (id),
  constraint sync_runs_state_known CHECK (state = ANY (ARRAY['planning'::text, 'planned'::text, 'running'::text, 'done'::text, 'stopped'::text, 'failed'::text]))
);
CREATE INDEX sync_runs_newest ON private.sync_runs USING btree (asked_at DESC);
CREATE UNIQUE INDEX sync_runs_one_at_a_time ON private.sync_runs USING btree ((true)) WHERE (state = ANY (ARRAY['planning'::text, 'planned'::text, 'running'::text]));
alter table private.sync_runs enable row level security;
create policy "admins read the runs" on private.sync_runs for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.sync_runs to service_role;
grant select on private.sync_runs to authenticated;

-- private: functions

CREATE OR REPLACE FUNCTION private.account_of(organisation_id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce((select organisations.stripe_onbehalfof from public.organisations
    where organisations.organisation_id = account_of.organisation_id), 'none');
$function$;

CREATE OR REPLACE FUNCTION private.account_state(account text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function private.account_state(account text) to authenticated;
grant execute on function private.account_state(account text) to service_role;

CREATE OR REPLACE FUNCTION private.accounts_behind()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.ask_account(account text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update private.stripe_accounts accounts set asked = accounts.asked + 1, next_read_at = now()
  where accounts.account = ask_account.account;
  if found then
    perform private.poke();
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.budget_of(account text, mode text)
 RETURNS private.stripe_budgets
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.budget_share(budget private.stripe_budgets)
 RETURNS double precision
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select case when budget.limited_at is null then 1
    else least(1, budget.limited_share + 0.05 * extract(epoch from clock_timestamp() - budget.limited_at)) end;
$function$;
grant execute on function private.budget_share(budget private.stripe_budgets) to authenticated;
grant execute on function private.budget_share(budget private.stripe_budgets) to service_role;

CREATE OR REPLACE FUNCTION private.check_run(run uuid)
 RETURNS private.sync_runs
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  found_run private.sync_runs;
begin
  perform private.check_run_right();
  select * into found_run from private.sync_runs runs where runs.id = check_run.run for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', run));
  end if;
  return found_run;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_run_right()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.end_run(run uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update private.sync_runs runs set state = 'done', ended_at = now()
  where runs.id = end_run.run and runs.state = 'running' and not exists (
    select from private.sync_run_rows rows where rows.run = runs.id and rows.outcome is null);
$function$;

CREATE OR REPLACE FUNCTION private.finish(worker uuid, report jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.is_admin()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from auth.users
    where id = (select auth.uid()) and raw_app_meta_data ->> 'role' = 'admin'
      and deleted_at is null and (banned_until is null or banned_until <= now())
  );
$function$;
grant execute on function private.is_admin() to anon;
grant execute on function private.is_admin() to authenticated;
grant execute on function private.is_admin() to service_role;

CREATE OR REPLACE FUNCTION private.is_machine()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(current_setting('role', true), 'none') not in ('anon', 'authenticated');
$function$;
grant execute on function private.is_machine() to anon;
grant execute on function private.is_machine() to authenticated;
grant execute on function private.is_machine() to service_role;

CREATE OR REPLACE FUNCTION private.is_stale(run private.sync_runs)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select run.state = 'planned' and run.planned_at < now() - interval '15 minutes';
$function$;
grant execute on function private.is_stale(run private.sync_runs) to authenticated;
grant execute on function private.is_stale(run private.sync_runs) to service_role;

CREATE OR REPLACE FUNCTION private.lanes(account text, mode text)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(
    (select case
        -- More is granted already than three seconds can hold: whoever has calls to make goes first.
        when budgets.free_at > now() + interval '3 seconds' then 0
        else ceil(budgets.calls_per_second * private.budget_share(budgets) / 2) end::int
      from private.stripe_budgets budgets
      where budgets.account = lanes.account and budgets.mode = lanes.mode),
    case mode when 'live' then 50 else 13 end);
$function$;

CREATE OR REPLACE FUNCTION private.leave(kind text, row_id uuid, home text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.lock_rows(links jsonb, waits boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.lock_run_marks(run uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select from private.sync_marks marks
  join private.sync_run_rows rows using (kind, row_id, account)
  where rows.run = lock_run_marks.run and rows.wanted is not null and rows.outcome is null
  order by marks.kind, marks.row_id, marks.account for update of marks;
$function$;

CREATE OR REPLACE FUNCTION private.look_again(kind text, row_id uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.mark(kind text, row_id uuid, label text DEFAULT NULL::text, product_id text DEFAULT NULL::text, look boolean DEFAULT false, account text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.marks_to_plan()
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(sum(counted.rows), 0)::bigint
  from (select marks.account, count(*) as rows from private.sync_marks marks group by marks.account) counted
  where private.why_not(counted.account) is null;
$function$;

CREATE OR REPLACE FUNCTION private.may_sync(kind text, row_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.is_machine() or private.is_admin()
    or (may_sync.kind = 'event' and may_sync.row_id in (select private.my_events()));
$function$;

CREATE OR REPLACE FUNCTION private.my_events()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select events.event_id from public.events where events.organisation_id in (select private.my_organisations());
$function$;
grant execute on function private.my_events() to anon;
grant execute on function private.my_events() to authenticated;
grant execute on function private.my_events() to service_role;

CREATE OR REPLACE FUNCTION private.my_organisations()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select members.organisation_id from public.organisation_members members
  join auth.users on users.id = members.user_id
  where members.user_id = (select auth.uid())
    and users.deleted_at is null and (users.banned_until is null or users.banned_until <= now());
$function$;
grant execute on function private.my_organisations() to anon;
grant execute on function private.my_organisations() to authenticated;
grant execute on function private.my_organisations() to service_role;

CREATE OR REPLACE FUNCTION private.poke()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  app_url text;
  secret text;
begin
  -- Outside the block below, whose failure would take the notification back.
  perform pg_notify('tandem_sync', '');
  -- Like a notification, a call is made once for a transaction, however many rows it marks.
  if current_setting('tandem.is_poked', true) = 'true' then
    return;
  end if;
  perform set_config('tandem.is_poked', 'true', true);
  begin
    if to_regclass('vault.decrypted_secrets') is null or to_regnamespace('net') is null then
      return;
    end if;
    execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into app_url using 'tandem_app_url';
    execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into secret using 'tandem_cron_secret';
    if app_url is null or secret is null then
      return;
    end if;
    execute 'select net.http_post(url := $1, body := $2, headers := $3)' using
      rtrim(app_url, '/') || '/api/sync', '{}'::jsonb,
      jsonb_build_object('Authorization', 'Bearer ' || secret, 'Content-Type', 'application/json');
  exception when others then
    -- The row that was written matters more than the wake-up.
    raise warning 'The app could not be woken: %', sqlerrm;
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.pool_taken(pool_id uuid)
 RETURNS TABLE(sold bigint, held bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(sum(holds.units) filter (where holds.is_sold), 0),
    coalesce(sum(holds.units) filter (where not holds.is_sold), 0)
  from private.holds
  where holds.pool_id = pool_taken.pool_id and (holds.is_sold or holds.expires_at > now());
$function$;

CREATE OR REPLACE FUNCTION private.refuse(status integer, code text, details jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception '%', code using errcode = 'PT' || status, detail = details::text, hint = code;
end;
$function$;
grant execute on function private.refuse(status integer, code text, details jsonb) to anon;
grant execute on function private.refuse(status integer, code text, details jsonb) to authenticated;
grant execute on function private.refuse(status integer, code text, details jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.slug_of(title text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce(nullif(trim(both '-' from left(regexp_replace(
    translate(replace(replace(replace(lower(title), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
      'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ', 'aaaaaaceeeeiiiinoooooouuuuyy'),
    '[^a-z0-9]+', '-', 'g'), 100)), ''), 'event');
$function$;

CREATE OR REPLACE FUNCTION private.start_run(run uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.stop_run(run uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.sync_reason(marks private.sync_marks)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select case when marks.account <> 'platform' and private.sync_word(marks) = 'skipped'
    then jsonb_build_object('code', private.why_not(marks.account))
    else marks.error end;
$function$;
grant execute on function private.sync_reason(marks private.sync_marks) to authenticated;
grant execute on function private.sync_reason(marks private.sync_marks) to service_role;

CREATE OR REPLACE FUNCTION private.sync_state(marks private.sync_marks)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function private.sync_state(marks private.sync_marks) to authenticated;
grant execute on function private.sync_state(marks private.sync_marks) to service_role;

CREATE OR REPLACE FUNCTION private.sync_word(marks private.sync_marks)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function private.sync_word(marks private.sync_marks) to authenticated;
grant execute on function private.sync_word(marks private.sync_marks) to service_role;

CREATE OR REPLACE FUNCTION private.tg__mark()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.tg__mark_all()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.mark(known.kind, known.row_id)
  from (select marks.kind, marks.row_id from private.sync_marks marks
    where marks.kind = tg_argv[0] and not marks.is_left
    order by marks.row_id) known;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg__pool()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  row_now constant jsonb := to_jsonb(new);
begin
  insert into public.pools as pools (kind, row_id, capacity)
  values (tg_argv[0], (row_now ->> tg_argv[1])::uuid, (row_now ->> tg_argv[2])::int)
  on conflict on constraint pools_row_id_unique do update set capacity = excluded.capacity
  where pools.capacity is distinct from excluded.capacity;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg__revision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  ours constant text[] := array['stripe_product_id', 'stripe_price_id', 'revision', 'created_at', 'updated_at'];
begin
  if to_jsonb(new) - ours <> to_jsonb(old) - ours then
    new.revision := old.revision + 1;
    new.updated_at := now();
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_event_tickets__before()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.currency is null then
    select organisations.default_currency into new.currency
    from public.events join public.organisations using (organisation_id) where events.event_id = new.event_id;
  end if;
  -- What is given away has no price in Stripe.
  if new.price = 0 then
    new.stripe_price_id := null;
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_event_tickets__mark()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  ours constant text[] := array['stripe_price_id', 'created_at'];
  touched record;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - ours = to_jsonb(old) - ours then
    return null;
  end if;
  for touched in
    update public.events set revision = events.revision + 1, updated_at = now()
    where events.event_id in (case when tg_op <> 'INSERT' then old.event_id end,
      case when tg_op <> 'DELETE' then new.event_id end)
    returning events.event_id, events.title, events.organisation_id
  loop
    perform private.mark('event', touched.event_id, touched.title, account => private.account_of(touched.organisation_id));
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_events__before()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  ancestor uuid := new.parent_event_id;
  ancestor_organisation uuid;
begin
  if tg_op = 'INSERT' then
    -- An organisation that is just moving to another account is waited for, so that the event is marked on the right one.
    perform from public.organisations where organisations.organisation_id = new.organisation_id for share;
  end if;
  if new.slug is null then
    new.slug := private.slug_of(new.title);
    if exists (select from public.events where events.slug = new.slug) then
      new.slug := new.slug || '-' || left(new.event_id::text, 8);
    end if;
  end if;
  if tg_op = 'INSERT' or new.time_zone <> old.time_zone then
    begin
      perform now() at time zone new.time_zone;
    exception when invalid_parameter_value then
      perform private.refuse(422, 'not_a_time_zone', jsonb_build_object('field', 'time_zone', 'zone', new.time_zone));
    end;
  end if;
  if new.parent_event_id is not null
    and (tg_op = 'INSERT' or new.parent_event_id is distinct from old.parent_event_id
      or new.organisation_id <> old.organisation_id) then
    -- One at a time: two changes that are each no circle may be one together.
    perform pg_advisory_xact_lock(hashtext('events.parent_event_id'));
    while ancestor is not null loop
      if ancestor = new.event_id then
        perform private.refuse(422, 'parent_circle', '{"field": "parent_event_id"}');
      end if;
      select events.parent_event_id, events.organisation_id into ancestor, ancestor_organisation
      from public.events where events.event_id = ancestor;
      if ancestor_organisation <> new.organisation_id then
        perform private.refuse(422, 'parent_of_another', '{"field": "parent_event_id"}');
      end if;
    end loop;
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_organisations__account()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.stripe_onbehalfof is not null then
    insert into private.stripe_accounts (account) values (new.stripe_onbehalfof) on conflict do nothing;
    perform private.ask_account(new.stripe_onbehalfof);
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_organisations__move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  moved record;
begin
  if new.stripe_onbehalfof is not distinct from old.stripe_onbehalfof then
    return null;
  end if;
  -- Ticket types before events, as everybody takes them.
  update public.event_tickets set stripe_price_id = null
  where event_tickets.id in (
    select sold.id from public.event_tickets sold join public.events using (event_id)
    where events.organisation_id = new.organisation_id order by sold.id for update of sold);
  for moved in
    update public.events set stripe_product_id = null
    where events.event_id in (
      select held.event_id from public.events held
      where held.organisation_id = new.organisation_id order by held.event_id for update)
    returning events.event_id, events.title
  loop
    perform private.mark('event', moved.event_id, moved.title, account => private.account_of(new.organisation_id));
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_pools__capacity()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  taken record;
begin
  if new.capacity is not null and new.capacity is distinct from old.capacity then
    select * into taken from private.pool_taken(new.pool_id);
    if new.capacity < taken.sold + taken.held then
      perform private.refuse(422, 'capacity_below_sold', jsonb_build_object(
        'field', case new.kind when 'ticket' then 'tickets.' || new.row_id || '.total_capacity' else 'capacity' end,
        'sold', taken.sold, 'held', taken.held, 'least', taken.sold + taken.held));
    end if;
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_sync_marks__outcome()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.tg_sync_marks__poke()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.poke();
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_state(event_state jsonb, ticket_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select event_state || jsonb_build_object('stripePriceId', (
    select price ->> 'id' from jsonb_array_elements(event_state -> 'prices') price
    where price ->> 'tariff' = ticket_id::text limit 1));
$function$;
grant execute on function private.ticket_state(event_state jsonb, ticket_id uuid) to authenticated;
grant execute on function private.ticket_state(event_state jsonb, ticket_id uuid) to service_role;

CREATE OR REPLACE FUNCTION private.why_not(account text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function private.why_not(account text) to authenticated;
grant execute on function private.why_not(account text) to service_role;

CREATE OR REPLACE FUNCTION private.write_back(links jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

-- public: tables and views

create table public.application_logs (
  id bigint not null generated always as identity,
  level text not null,
  source text not null,
  message text not null,
  context jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint application_logs_pkey PRIMARY KEY (id),
  constraint application_logs_level_known CHECK (level = ANY (ARRAY['debug'::text, 'info'::text, 'warn'::text, 'error'::text]))
);
CREATE INDEX application_logs_newest ON public.application_logs USING btree (created_at DESC);
alter table public.application_logs enable row level security;
create policy "admins read the log" on public.application_logs for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.application_logs to service_role;
grant select on public.application_logs to authenticated;

create table public.event_tickets (
  id uuid not null default gen_random_uuid(),
  event_id uuid not null,
  name text not null,
  description text,
  price numeric(12,3) not null default 0,
  currency text not null,
  total_capacity integer,
  eligibility_criteria jsonb,
  is_active boolean not null default true,
  "position" integer not null default 0,
  stripe_price_id text,
  created_at timestamp with time zone not null default now(),
  constraint event_tickets_pkey PRIMARY KEY (id),
  constraint tickets_stripe_price_id_unique UNIQUE (stripe_price_id),
  constraint tickets_event_id_known FOREIGN KEY (event_id) REFERENCES events(event_id) ON DELETE CASCADE,
  constraint tickets_currency_iso CHECK (currency ~ '^[a-z]{3}$'::text),
  constraint tickets_description_length CHECK (length(description) <= 5000),
  constraint tickets_eligibility_criteria_length CHECK (length(eligibility_criteria::text) <= 20000),
  constraint tickets_name_length CHECK (name ~ '\S'::text AND length(name) <= 120),
  constraint tickets_price_range CHECK (price >= 0::numeric AND price < 1000000::numeric),
  constraint tickets_total_capacity_range CHECK (total_capacity >= 0 AND total_capacity <= 1000000)
);
CREATE INDEX event_tickets_of_event ON public.event_tickets USING btree (event_id, "position", created_at, id);
alter table public.event_tickets enable row level security;
create policy "admins and organisers add ticket types" on public.event_tickets for insert to authenticated with check (( SELECT private.is_admin() AS is_admin) OR (event_id IN ( SELECT private.my_events() AS my_events)));
create policy "admins and organisers change ticket types" on public.event_tickets for update to authenticated using (( SELECT private.is_admin() AS is_admin) OR (event_id IN ( SELECT private.my_events() AS my_events))) with check (( SELECT private.is_admin() AS is_admin) OR (event_id IN ( SELECT private.my_events() AS my_events)));
create policy "admins and organisers delete ticket types" on public.event_tickets for delete to authenticated using (( SELECT private.is_admin() AS is_admin) OR (event_id IN ( SELECT private.my_events() AS my_events)));
create policy "admins see every ticket type, organisers their own, others what" on public.event_tickets for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (event_id IN ( SELECT private.my_events() AS my_events)) OR is_active AND (event_id IN ( SELECT events.event_id
   FROM events
  WHERE events.is_published)));
create policy "visitors see what is sold of events they see" on public.event_tickets for select to anon using (is_active AND (event_id IN ( SELECT events.event_id
   FROM events)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.event_tickets to service_role;
grant delete, select on public.event_tickets to authenticated;
grant select on public.event_tickets to anon;
grant insert (id, event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, "position") on public.event_tickets to authenticated;
grant update (name, description, price, currency, total_capacity, eligibility_criteria, is_active, "position") on public.event_tickets to authenticated;
CREATE TRIGGER _050_before BEFORE INSERT OR UPDATE ON event_tickets FOR EACH ROW EXECUTE FUNCTION private.tg_event_tickets__before();
CREATE TRIGGER _400_pool AFTER INSERT OR UPDATE OF total_capacity ON event_tickets FOR EACH ROW EXECUTE FUNCTION private.tg__pool('ticket', 'id', 'total_capacity');
CREATE TRIGGER _500_mark AFTER INSERT OR DELETE OR UPDATE OF event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, "position" ON event_tickets FOR EACH ROW EXECUTE FUNCTION private.tg_event_tickets__mark();
CREATE TRIGGER _500_mark_all AFTER TRUNCATE ON event_tickets FOR EACH STATEMENT EXECUTE FUNCTION private.tg__mark_all('event');

create table public.events (
  event_id uuid not null default gen_random_uuid(),
  organisation_id uuid not null,
  parent_event_id uuid,
  title text not null,
  slug text not null,
  description text,
  type text not null default 'general'::text,
  event_start timestamp with time zone,
  event_end timestamp with time zone,
  time_zone text not null default 'Europe/Paris'::text,
  image_url text,
  capacity integer,
  is_published boolean not null default false,
  stripe_product_id text,
  revision bigint not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint events_pkey PRIMARY KEY (event_id),
  constraint events_slug_unique UNIQUE (slug),
  constraint events_stripe_product_id_unique UNIQUE (organisation_id, stripe_product_id),
  constraint events_organisation_id_known FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint events_parent_event_id_known FOREIGN KEY (parent_event_id) REFERENCES events(event_id),
  constraint events_capacity_range CHECK (capacity >= 1 AND capacity <= 1000000),
  constraint events_description_length CHECK (length(description) <= 20000),
  constraint events_event_end_order CHECK (event_end > event_start),
  constraint events_image_url_address CHECK (image_url ~ '^https?://[^\s]+$'::text AND length(image_url) <= 2000),
  constraint events_parent_event_id_other CHECK (parent_event_id <> event_id),
  constraint events_slug_shape CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text AND length(slug) <= 120),
  constraint events_time_zone_shape CHECK (time_zone ~ '^([A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2}|UTC)$'::text),
  constraint events_title_length CHECK (title ~ '\S'::text AND length(title) <= 200),
  constraint events_type_length CHECK (type ~ '\S'::text AND length(type) <= 60)
);
CREATE INDEX events_by_start ON public.events USING btree (event_start, event_id);
CREATE INDEX events_of_organisation ON public.events USING btree (organisation_id, event_start);
CREATE INDEX events_of_parent ON public.events USING btree (parent_event_id);
alter table public.events enable row level security;
create policy "admins and organisers add events" on public.events for insert to authenticated with check (( SELECT private.is_admin() AS is_admin) OR (organisation_id IN ( SELECT private.my_organisations() AS my_organisations)));
create policy "admins and organisers change events" on public.events for update to authenticated using (( SELECT private.is_admin() AS is_admin) OR (organisation_id IN ( SELECT private.my_organisations() AS my_organisations))) with check (( SELECT private.is_admin() AS is_admin) OR (organisation_id IN ( SELECT private.my_organisations() AS my_organisations)));
create policy "admins and organisers delete events" on public.events for delete to authenticated using (( SELECT private.is_admin() AS is_admin) OR (organisation_id IN ( SELECT private.my_organisations() AS my_organisations)));
create policy "admins see every event, organisers their own, others what is pu" on public.events for select to authenticated using (is_published OR ( SELECT private.is_admin() AS is_admin) OR (organisation_id IN ( SELECT private.my_organisations() AS my_organisations)));
create policy "visitors see the events that are published" on public.events for select to anon using (is_published);
grant delete, insert, maintain, references, select, trigger, truncate, update on public.events to service_role;
grant delete, select on public.events to authenticated;
grant select on public.events to anon;
grant insert (event_id, organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, time_zone, image_url, capacity, is_published) on public.events to authenticated;
grant update (organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, time_zone, image_url, capacity, is_published) on public.events to authenticated;
CREATE TRIGGER _050_before BEFORE INSERT OR UPDATE ON events FOR EACH ROW EXECUTE FUNCTION private.tg_events__before();
CREATE TRIGGER _100_revision BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION private.tg__revision();
CREATE TRIGGER _400_pool AFTER INSERT OR UPDATE OF capacity ON events FOR EACH ROW EXECUTE FUNCTION private.tg__pool('event', 'event_id', 'capacity');
CREATE TRIGGER _500_mark AFTER INSERT OR DELETE OR UPDATE OF event_id, organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, image_url, is_published ON events FOR EACH ROW EXECUTE FUNCTION private.tg__mark('event', 'event_id');
CREATE TRIGGER _500_mark_all AFTER TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION private.tg__mark_all('event');

create table public.organisation_members (
  organisation_id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint organisation_members_pkey PRIMARY KEY (organisation_id, user_id),
  constraint organisation_members_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id) ON DELETE CASCADE,
  constraint organisation_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX organisation_members_of_user ON public.organisation_members USING btree (user_id);
alter table public.organisation_members enable row level security;
create policy "admins see every member, members themselves" on public.organisation_members for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR user_id = (( SELECT auth.uid() AS uid)));
create policy "admins take members out" on public.organisation_members for delete to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.organisation_members to service_role;
grant delete, select on public.organisation_members to authenticated;

create table public.organisations (
  organisation_id uuid not null default gen_random_uuid(),
  name text not null,
  default_currency text not null default 'eur'::text,
  stripe_onbehalfof text,
  revision bigint not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint organisations_pkey PRIMARY KEY (organisation_id),
  constraint organisations_stripe_onbehalfof_unique UNIQUE (stripe_onbehalfof),
  constraint organisations_default_currency_iso CHECK (default_currency ~ '^[a-z]{3}$'::text),
  constraint organisations_name_length CHECK (name ~ '\S'::text AND length(name) <= 120),
  constraint organisations_stripe_onbehalfof_account CHECK (stripe_onbehalfof ~ '^acct_\w{1,250}$'::text)
);
CREATE INDEX organisations_by_name ON public.organisations USING btree (lower(name), organisation_id);
alter table public.organisations enable row level security;
create policy "admins add organisations" on public.organisations for insert to authenticated with check (( SELECT private.is_admin() AS is_admin));
create policy "admins change organisations" on public.organisations for update to authenticated using (( SELECT private.is_admin() AS is_admin)) with check (( SELECT private.is_admin() AS is_admin));
create policy "admins delete organisations" on public.organisations for delete to authenticated using (( SELECT private.is_admin() AS is_admin));
create policy "admins see every organisation, members their own" on public.organisations for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (organisation_id IN ( SELECT private.my_organisations() AS my_organisations)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.organisations to service_role;
grant delete, select on public.organisations to authenticated;
grant insert (organisation_id, name, default_currency, stripe_onbehalfof) on public.organisations to authenticated;
grant update (name, default_currency, stripe_onbehalfof) on public.organisations to authenticated;
CREATE TRIGGER _100_revision BEFORE UPDATE ON organisations FOR EACH ROW EXECUTE FUNCTION private.tg__revision();
CREATE TRIGGER _200_account AFTER INSERT OR UPDATE OF stripe_onbehalfof ON organisations FOR EACH ROW EXECUTE FUNCTION private.tg_organisations__account();
CREATE TRIGGER _500_move AFTER UPDATE OF stripe_onbehalfof ON organisations FOR EACH ROW EXECUTE FUNCTION private.tg_organisations__move();

create table public.pools (
  pool_id uuid not null default gen_random_uuid(),
  kind text not null,
  row_id uuid not null,
  capacity integer,
  constraint pools_pkey PRIMARY KEY (pool_id),
  constraint pools_row_id_unique UNIQUE (kind, row_id),
  constraint pools_capacity_range CHECK (capacity >= 0)
);
alter table public.pools enable row level security;
create policy "admins see every pool, organisers those of their events" on public.pools for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR kind = 'event'::text AND (row_id IN ( SELECT private.my_events() AS my_events)) OR kind = 'ticket'::text AND (row_id IN ( SELECT sold.id
   FROM event_tickets sold
  WHERE (sold.event_id IN ( SELECT private.my_events() AS my_events)))));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.pools to service_role;
grant select on public.pools to authenticated;
CREATE TRIGGER _100_capacity BEFORE UPDATE ON pools FOR EACH ROW EXECUTE FUNCTION private.tg_pools__capacity();

create table public.spaces (
  id uuid not null default gen_random_uuid(),
  name text not null,
  description text,
  type text not null default 'coworking_space'::text,
  capacity integer not null default 1,
  price_per_hour numeric(12,3),
  price_per_half_day numeric(12,3),
  price_per_day numeric(12,3),
  price_per_month numeric(12,3),
  currency text not null default 'eur'::text,
  image_url text,
  is_active boolean not null default true,
  stripe_product_id text,
  stripe_price_id text,
  revision bigint not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint spaces_pkey PRIMARY KEY (id),
  constraint spaces_stripe_product_id_unique UNIQUE (stripe_product_id),
  constraint spaces_capacity_range CHECK (capacity >= 1 AND capacity <= 100000),
  constraint spaces_currency_iso CHECK (currency ~ '^[a-z]{3}$'::text),
  constraint spaces_description_length CHECK (length(description) <= 5000),
  constraint spaces_image_url_address CHECK (image_url ~ '^https?://[^\s]+$'::text AND length(image_url) <= 2000),
  constraint spaces_name_length CHECK (name ~ '\S'::text AND length(name) <= 120),
  constraint spaces_price_per_day_range CHECK (price_per_day >= 0::numeric AND price_per_day < 1000000::numeric),
  constraint spaces_price_per_half_day_range CHECK (price_per_half_day >= 0::numeric AND price_per_half_day < 1000000::numeric),
  constraint spaces_price_per_hour_range CHECK (price_per_hour >= 0::numeric AND price_per_hour < 1000000::numeric),
  constraint spaces_price_per_month_range CHECK (price_per_month >= 0::numeric AND price_per_month < 1000000::numeric),
  constraint spaces_type_length CHECK (type ~ '\S'::text AND length(type) <= 60)
);
CREATE INDEX spaces_by_name ON public.spaces USING btree (lower(name), id);
alter table public.spaces enable row level security;
create policy "admins add spaces" on public.spaces for insert to authenticated with check (( SELECT private.is_admin() AS is_admin));
create policy "admins change spaces" on public.spaces for update to authenticated using (( SELECT private.is_admin() AS is_admin)) with check (( SELECT private.is_admin() AS is_admin));
create policy "admins delete spaces" on public.spaces for delete to authenticated using (( SELECT private.is_admin() AS is_admin));
create policy "admins see every space, others those that are let" on public.spaces for select to authenticated using (is_active OR ( SELECT private.is_admin() AS is_admin));
create policy "visitors see the spaces that are let" on public.spaces for select to anon using (is_active);
grant delete, insert, maintain, references, select, trigger, truncate, update on public.spaces to service_role;
grant delete, select on public.spaces to authenticated;
grant select on public.spaces to anon;
grant insert (id, name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month, currency, image_url, is_active) on public.spaces to authenticated;
grant update (name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month, currency, image_url, is_active) on public.spaces to authenticated;
CREATE TRIGGER _100_revision BEFORE UPDATE ON spaces FOR EACH ROW EXECUTE FUNCTION private.tg__revision();
CREATE TRIGGER _500_mark AFTER INSERT OR DELETE OR UPDATE OF id, name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month, currency, image_url, is_active ON spaces FOR EACH ROW EXECUTE FUNCTION private.tg__mark('space', 'id');
CREATE TRIGGER _500_mark_all AFTER TRUNCATE ON spaces FOR EACH STATEMENT EXECUTE FUNCTION private.tg__mark_all('space');

create table public.stripe_sync_log (
  id uuid not null default gen_random_uuid(),
  entity_type text not null,
  entity_id uuid not null,
  stripe_object_id text,
  connected_account_id text,
  action text not null,
  status text not null,
  error_message text,
  request_id text,
  synced_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  constraint stripe_sync_log_pkey PRIMARY KEY (id),
  constraint stripe_sync_log_action_known CHECK (action = ANY (ARRAY['create'::text, 'update'::text, 'delete'::text, 'none'::text])),
  constraint stripe_sync_log_status_known CHECK (status = ANY (ARRAY['success'::text, 'retry'::text, 'failed'::text, 'skipped'::text]))
);
CREATE INDEX stripe_sync_log_by_status ON public.stripe_sync_log USING btree (status, created_at DESC);
CREATE INDEX stripe_sync_log_entity ON public.stripe_sync_log USING btree (entity_type, entity_id, created_at DESC);
CREATE INDEX stripe_sync_log_newest ON public.stripe_sync_log USING btree (created_at DESC);
alter table public.stripe_sync_log enable row level security;
create policy "admins read the sync log" on public.stripe_sync_log for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.stripe_sync_log to service_role;
grant select on public.stripe_sync_log to authenticated;

create view public.events_with_sync with (security_invoker=true) as
 SELECT events.event_id,
    events.organisation_id,
    organisations.name AS organisation_name,
    organisations.default_currency AS organisation_currency,
    private.account_state(organisations.stripe_onbehalfof) AS account,
    events.parent_event_id,
    parents.title AS parent_title,
    events.title,
    events.slug,
    events.description,
    events.type,
    events.event_start,
    events.event_end,
    events.time_zone,
    events.image_url,
    events.capacity,
    events.is_published,
    events.stripe_product_id,
    events.revision,
    events.created_at,
    events.updated_at,
    lower(events.title) AS sort_title,
    COALESCE(parents.event_start, events.event_start) AS sort_family_start,
    COALESCE(parents.event_id, events.event_id) AS family,
    events.parent_event_id IS NOT NULL AS is_sub_event,
    ( SELECT count(*) AS count
           FROM events subs
          WHERE subs.parent_event_id = events.event_id) AS sub_events,
    COALESCE(( SELECT jsonb_agg(jsonb_build_object('id', tickets.id, 'name', tickets.name, 'description', tickets.description, 'price', tickets.price::text, 'currency', tickets.currency, 'total_capacity', tickets.total_capacity, 'eligibility_criteria', tickets.eligibility_criteria, 'is_active', tickets.is_active, 'position', tickets."position", 'stripe_price_id', tickets.stripe_price_id) ORDER BY tickets."position", tickets.created_at, tickets.id) AS jsonb_agg
           FROM event_tickets tickets
          WHERE tickets.event_id = events.event_id), '[]'::jsonb) AS tickets,
    private.sync_state(marks.*) AS sync,
    private.sync_word(marks.*) AS sync_status
   FROM events
     JOIN organisations USING (organisation_id)
     LEFT JOIN events parents ON parents.event_id = events.parent_event_id
     LEFT JOIN private.sync_marks marks ON marks.kind = 'event'::text AND marks.row_id = events.event_id AND NOT marks.is_left;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.events_with_sync to service_role;
grant select on public.events_with_sync to authenticated;

create view public.organisations_with_account with (security_invoker=true) as
 SELECT organisation_id,
    name,
    lower(name) AS sort_name,
    default_currency,
    stripe_onbehalfof,
    revision,
    created_at,
    updated_at,
    private.account_state(stripe_onbehalfof) AS account,
    private.account_state(stripe_onbehalfof) ->> 'state'::text AS account_status,
    ( SELECT count(*) AS count
           FROM events
          WHERE events.organisation_id = organisations.organisation_id) AS events,
    ( SELECT count(*) AS count
           FROM organisation_members members
          WHERE members.organisation_id = organisations.organisation_id) AS members
   FROM organisations;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.organisations_with_account to service_role;
grant select on public.organisations_with_account to authenticated;

create view public.spaces_with_sync with (security_invoker=true) as
 SELECT spaces.id,
    spaces.name,
    spaces.description,
    spaces.type,
    spaces.capacity,
    spaces.price_per_hour::text AS price_per_hour,
    spaces.price_per_half_day::text AS price_per_half_day,
    spaces.price_per_day::text AS price_per_day,
    spaces.price_per_month::text AS price_per_month,
    spaces.price_per_hour AS sort_price_per_hour,
    spaces.price_per_day AS sort_price_per_day,
    lower(spaces.name) AS sort_name,
    spaces.currency,
    spaces.image_url,
    spaces.is_active,
    spaces.stripe_product_id,
    spaces.stripe_price_id,
    spaces.revision,
    spaces.created_at,
    spaces.updated_at,
    private.sync_state(marks.*) AS sync,
    private.sync_state(marks.*) ->> 'status'::text AS sync_status
   FROM spaces
     LEFT JOIN private.sync_marks marks ON marks.kind = 'space'::text AND marks.row_id = spaces.id;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.spaces_with_sync to service_role;
grant select on public.spaces_with_sync to authenticated;

create view public.stripe_sync_health with (security_invoker=true) as
 SELECT entity_type,
    count(*) FILTER (WHERE status = 'success'::text AND synced_at > (now() - '1 day'::interval)) AS success_24h,
    count(*) FILTER (WHERE status = 'failed'::text AND synced_at > (now() - '1 day'::interval)) AS failed_24h,
    count(*) FILTER (WHERE status = 'retry'::text AND synced_at > (now() - '1 day'::interval)) AS retried_24h,
    max(synced_at) AS last_sync
   FROM stripe_sync_log
  GROUP BY entity_type;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.stripe_sync_health to service_role;
grant select on public.stripe_sync_health to authenticated;

create view public.sync_log with (security_invoker=true) as
 SELECT log.id,
    log.entity_type AS kind,
    log.entity_id AS row_id,
    COALESCE(marks.label, tickets.name) AS name,
    log.stripe_object_id,
    log.connected_account_id,
    log.action,
    log.status,
    log.error_message,
    log.request_id,
    log.created_at
   FROM stripe_sync_log log
     LEFT JOIN private.sync_marks marks ON marks.kind = log.entity_type AND marks.row_id = log.entity_id AND NOT marks.is_left
     LEFT JOIN event_tickets tickets ON log.entity_type = 'ticket'::text AND tickets.id = log.entity_id;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.sync_log to service_role;
grant select on public.sync_log to authenticated;

create view public.sync_rows with (security_invoker=true) as
 SELECT kind,
    row_id,
    label AS name,
        CASE
            WHEN account <> ALL (ARRAY['platform'::text, 'none'::text]) THEN account
            ELSE NULL::text
        END AS connected_account_id,
    is_left,
    private.sync_word(marks.*) AS status,
    changed_at,
    is_bulk,
    attempts,
    attempted_at,
        CASE
            WHEN wanted > synced AND refused IS DISTINCT FROM wanted AND (account = 'platform'::text OR private.why_not(account) IS NULL) THEN next_attempt_at
            ELSE NULL::timestamp with time zone
        END AS next_attempt_at,
    synced_at,
    private.sync_reason(marks.*) AS error,
    seen #>> '{product,id}'::text[] AS stripe_product_id
   FROM private.sync_marks marks
  WHERE NOT (is_left AND wanted = synced);
grant delete, insert, maintain, references, select, trigger, truncate, update on public.sync_rows to service_role;
grant select on public.sync_rows to authenticated;

create view public.sync_run_rows with (security_invoker=true) as
 SELECT run,
    kind,
    row_id,
    name,
    NULLIF(account, 'platform'::text) AS connected_account_id,
    does,
    steps,
    COALESCE(outcome, 'left'::text) AS outcome,
    error,
    ended_at
   FROM private.sync_run_rows rows;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.sync_run_rows to service_role;
grant select on public.sync_run_rows to authenticated;

create view public.sync_runs with (security_invoker=true) as
 SELECT id,
    state,
    asked_at,
    ended_at,
    sync_run_state(id) AS summary
   FROM private.sync_runs runs;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.sync_runs to service_role;
grant select on public.sync_runs to authenticated;

create view public.tickets_with_sync with (security_invoker=true) as
 SELECT tickets.id,
    tickets.event_id,
    tickets.name,
    tickets.description,
    tickets.price::text AS price,
    tickets.currency,
    tickets.total_capacity,
    tickets.eligibility_criteria,
    tickets.is_active,
    tickets."position",
    tickets.stripe_price_id,
    tickets.created_at,
    private.ticket_state(private.sync_state(marks.*), tickets.id) AS sync
   FROM event_tickets tickets
     LEFT JOIN private.sync_marks marks ON marks.kind = 'event'::text AND marks.row_id = tickets.event_id AND NOT marks.is_left;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.tickets_with_sync to service_role;
grant select on public.tickets_with_sync to authenticated;

-- public: functions

CREATE OR REPLACE FUNCTION public.account_ask(account text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.ask_account(account);
end;
$function$;
grant execute on function public.account_ask(account text) to authenticated;
grant execute on function public.account_ask(account text) to service_role;

CREATE OR REPLACE FUNCTION public.account_claim(only_account text DEFAULT NULL::text)
 RETURNS TABLE(account text, asked bigint)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.stripe_accounts accounts set next_read_at = now() + interval '30 seconds'
  from (
    select due.account from private.stripe_accounts due
    where case when only_account is null then due.next_read_at <= now() else due.account = only_account end
    order by due.next_read_at, due.account limit 20
    for update skip locked) taken
  where accounts.account = taken.account
  returning accounts.account, accounts.asked;
$function$;
grant execute on function public.account_claim(only_account text) to service_role;

CREATE OR REPLACE FUNCTION public.account_finish(account text, asked bigint, shows text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.account_finish(account text, asked bigint, shows text) to service_role;

CREATE OR REPLACE FUNCTION public.event_copy(id uuid, title text, starts_at timestamp without time zone DEFAULT NULL::timestamp without time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  original public.events;
  copied uuid;
  wall_start timestamp;
  wall_end timestamp;
begin
  select * into original from public.events where events.event_id = event_copy.id;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', id));
  end if;
  wall_start := coalesce(starts_at, original.event_start at time zone original.time_zone);
  wall_end := wall_start
    + ((original.event_end at time zone original.time_zone) - (original.event_start at time zone original.time_zone));
  insert into public.events (organisation_id, parent_event_id, title, slug, description, type, event_start, event_end,
    time_zone, image_url, capacity, is_published)
  values (original.organisation_id, original.parent_event_id, event_copy.title, null, original.description, original.type,
    wall_start at time zone original.time_zone, wall_end at time zone original.time_zone, original.time_zone,
    original.image_url, original.capacity, false)
  returning event_id into copied;
  insert into public.event_tickets
    (event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, position)
  select copied, sold.name, sold.description, sold.price, sold.currency, sold.total_capacity, sold.eligibility_criteria,
    sold.is_active, sold.position
  from public.event_tickets sold where sold.event_id = original.event_id;
  return copied;
end;
$function$;
grant execute on function public.event_copy(id uuid, title text, starts_at timestamp without time zone) to authenticated;
grant execute on function public.event_copy(id uuid, title text, starts_at timestamp without time zone) to service_role;

CREATE OR REPLACE FUNCTION public.event_save(id uuid, event text, tickets text DEFAULT NULL::text, seen_revision bigint DEFAULT NULL::bigint)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  change constant jsonb := event::jsonb;
  listed constant jsonb := tickets::jsonb;
  stored public.events;
  wanted public.events;
begin
  if listed is not null and id is not null then
    -- Ticket types before events, as everybody takes them.
    perform from public.event_tickets where event_tickets.event_id = event_save.id order by event_tickets.id for update;
  end if;
  if id is null then
    wanted := jsonb_populate_record(null::public.events, change);
    insert into public.events (organisation_id, parent_event_id, title, slug, description, type, event_start, event_end,
      time_zone, image_url, capacity, is_published)
    values (wanted.organisation_id, wanted.parent_event_id, wanted.title, wanted.slug, wanted.description,
      coalesce(wanted.type, 'general'), wanted.event_start, wanted.event_end, coalesce(wanted.time_zone, 'Europe/Paris'),
      wanted.image_url, wanted.capacity, coalesce(wanted.is_published, false))
    returning * into stored;
  else
    select * into stored from public.events where events.event_id = event_save.id for update;
    if not found then
      perform private.refuse(404, 'not_found', jsonb_build_object('id', id));
    end if;
    if stored.revision <> seen_revision then
      perform private.refuse(412, 'changed_meanwhile');
    end if;
    wanted := jsonb_populate_record(stored, change);
    update public.events set
      organisation_id = wanted.organisation_id, parent_event_id = wanted.parent_event_id, title = wanted.title,
      slug = wanted.slug, description = wanted.description, type = wanted.type, event_start = wanted.event_start,
      event_end = wanted.event_end, time_zone = wanted.time_zone, image_url = wanted.image_url,
      capacity = wanted.capacity, is_published = wanted.is_published
    where events.event_id = stored.event_id;
    if not found then
      perform private.refuse(403, 'forbidden');
    end if;
  end if;
  if listed is not null then
    -- A ticket type that somebody has deleted meanwhile, or that is another event's, is not made anew in silence.
    if exists (select from jsonb_array_elements(listed) item where item ->> 'id' is not null and not exists (
      select from public.event_tickets sold
      where sold.id = (item ->> 'id')::uuid and sold.event_id = stored.event_id)) then
      perform private.refuse(412, 'changed_meanwhile');
    end if;
    delete from public.event_tickets where event_tickets.event_id = stored.event_id and not exists (
      select from jsonb_array_elements(listed) item where (item ->> 'id')::uuid = event_tickets.id);
    update public.event_tickets set
      name = item.name, description = item.description, price = item.price, currency = item.currency,
      total_capacity = item.total_capacity, eligibility_criteria = item.eligibility_criteria,
      is_active = item.is_active, position = item.place
    from (
      select (jsonb_populate_record(null::public.event_tickets, value)).*, ordinality::int - 1 as place
      from jsonb_array_elements(listed) with ordinality) item
    where event_tickets.id = item.id and event_tickets.event_id = stored.event_id;
    insert into public.event_tickets
      (event_id, name, description, price, currency, total_capacity, eligibility_criteria, is_active, position)
    select stored.event_id, item.name, item.description, coalesce(item.price, 0), item.currency, item.total_capacity,
      item.eligibility_criteria, coalesce(item.is_active, true), item.place
    from (
      select (jsonb_populate_record(null::public.event_tickets, value)).*, ordinality::int - 1 as place
      from jsonb_array_elements(listed) with ordinality) item
    where item.id is null;
  end if;
  return stored.event_id;
end;
$function$;
grant execute on function public.event_save(id uuid, event text, tickets text, seen_revision bigint) to authenticated;
grant execute on function public.event_save(id uuid, event text, tickets text, seen_revision bigint) to service_role;

CREATE OR REPLACE FUNCTION public.event_types()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(jsonb_agg(distinct events.type order by events.type), '[]') from public.events;
$function$;
grant execute on function public.event_types() to authenticated;
grant execute on function public.event_types() to service_role;

CREATE OR REPLACE FUNCTION public.list_admins()
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(jsonb_agg(email order by email), '[]') from auth.users
  where raw_app_meta_data ->> 'role' = 'admin'
    and deleted_at is null and (banned_until is null or banned_until <= now());
$function$;
grant execute on function public.list_admins() to service_role;

CREATE OR REPLACE FUNCTION public.notice_claim(is_live boolean)
 RETURNS TABLE(id text, type text, account text, object_id text, attempts integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.stripe_notices notices set
    attempts = notices.attempts + 1, next_attempt_at = now() + interval '30 seconds'
  from (
    select waiting.id from private.stripe_notices waiting
    where waiting.state = 'waiting' and waiting.next_attempt_at <= now() and waiting.is_live = notice_claim.is_live
    order by waiting.next_attempt_at, waiting.id limit 50
    for update skip locked) taken
  where notices.id = taken.id
  returning notices.id, notices.type, notices.account, notices.object_id, notices.attempts;
$function$;
grant execute on function public.notice_claim(is_live boolean) to service_role;

CREATE OR REPLACE FUNCTION public.notice_finish(id text, error text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.stripe_notices notices set
    state = case when notice_finish.error is null then 'done' when notices.attempts >= 16 then 'failed' else 'waiting' end,
    done_at = case when notice_finish.error is null then now() end,
    error = notice_finish.error::jsonb,
    next_attempt_at = now() + least(interval '2 seconds' * power(2, notices.attempts), interval '4 hours')
  where notices.id = notice_finish.id and notices.state = 'waiting';
$function$;
grant execute on function public.notice_finish(id text, error text) to service_role;

CREATE OR REPLACE FUNCTION public.notice_keep(id text, type text, account text, object_id text, is_live boolean, created_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into private.stripe_notices (id, type, account, object_id, is_live, created_at)
  values (notice_keep.id, notice_keep.type, notice_keep.account, notice_keep.object_id, notice_keep.is_live,
    notice_keep.created_at)
  on conflict do nothing;
  return found;
end;
$function$;
grant execute on function public.notice_keep(id text, type text, account text, object_id text, is_live boolean, created_at timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION public.organisation_invite(organisation_id uuid, email text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.organisation_invite(organisation_id uuid, email text) to authenticated;
grant execute on function public.organisation_invite(organisation_id uuid, email text) to service_role;

CREATE OR REPLACE FUNCTION public.organisation_people(organisation_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', users.id, 'email', users.email, 'since', members.created_at)
      order by users.email), '[]')
    from public.organisation_members members join auth.users on users.id = members.user_id
    where members.organisation_id = organisation_people.organisation_id);
end;
$function$;
grant execute on function public.organisation_people(organisation_id uuid) to authenticated;
grant execute on function public.organisation_people(organisation_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.prune_logs(batch integer DEFAULT 1000)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
  return total + pruned;
end;
$function$;
grant execute on function public.prune_logs(batch integer) to service_role;

CREATE OR REPLACE FUNCTION public.schema_version()
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  versions jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is null then
    return '[]';
  end if;
  execute 'select jsonb_agg(version order by version) from supabase_migrations.schema_migrations' into versions;
  return coalesce(versions, '[]');
end;
$function$;
grant execute on function public.schema_version() to service_role;

CREATE OR REPLACE FUNCTION public.set_admin(email text, is_admin boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update auth.users set raw_app_meta_data = case
      when set_admin.is_admin then coalesce(raw_app_meta_data, '{}') || '{"role": "admin"}'
      else coalesce(raw_app_meta_data, '{}') - 'role'
    end
  where lower(users.email) = lower(trim(set_admin.email));
  return found;
end;
$function$;
grant execute on function public.set_admin(email text, is_admin boolean) to service_role;

CREATE OR REPLACE FUNCTION public.space_types()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(jsonb_agg(distinct spaces.type order by spaces.type), '[]') from public.spaces;
$function$;
grant execute on function public.space_types() to authenticated;
grant execute on function public.space_types() to service_role;

CREATE OR REPLACE FUNCTION public.stripe_budget_slow(account text, mode text, reason text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.stripe_budgets budgets set
    limited_share = greatest(0.1, private.budget_share(budgets)
      * case when budgets.limited_at > clock_timestamp() - interval '1 second' then 0.86 else 0.98 end),
    limited_at = clock_timestamp(),
    limited_reason = reason
  where budgets.account = stripe_budget_slow.account and budgets.mode = stripe_budget_slow.mode
    and (budgets.limited_at is null or budgets.limited_at < clock_timestamp() - interval '200 milliseconds');
$function$;
grant execute on function public.stripe_budget_slow(account text, mode text, reason text) to service_role;

CREATE OR REPLACE FUNCTION public.stripe_budget_take(account text, mode text, endpoint text, calls integer, is_read boolean)
 RETURNS TABLE(granted integer, wait_ms double precision, every_ms double precision, apart_ms double precision)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.stripe_budget_take(account text, mode text, endpoint text, calls integer, is_read boolean) to service_role;

CREATE OR REPLACE FUNCTION public.sync_behind()
 RETURNS TABLE(behind bigint, due_in_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select count(*), extract(epoch from min(greatest(marks.next_attempt_at, marks.lease_until)) - now())
  from private.sync_marks marks
  where marks.wanted > marks.synced and marks.refused is distinct from marks.wanted
    and marks.account in (select account from private.accounts_behind() as behind (account));
$function$;
grant execute on function public.sync_behind() to service_role;

CREATE OR REPLACE FUNCTION public.sync_claim(worker uuid, mode text, lease_seconds integer, only_kind text DEFAULT NULL::text, only_row uuid DEFAULT NULL::uuid)
 RETURNS TABLE(kind text, row_id uuid, account text, wanted bigint, must_look boolean, seen jsonb, stripe_product_id text, attempts integer, delays integer, key_epoch integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_claim(worker uuid, mode text, lease_seconds integer, only_kind text, only_row uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_finish(worker uuid, reports text)
 RETURNS TABLE(kind text, row_id uuid, account text, outcome text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_finish(worker uuid, reports text) to service_role;

CREATE OR REPLACE FUNCTION public.sync_mark(kind text, row_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_mark(kind text, row_id uuid) to authenticated;
grant execute on function public.sync_mark(kind text, row_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_mark_missing(kind text, table_name text, key text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_mark_missing(kind text, table_name text, key text) to service_role;

CREATE OR REPLACE FUNCTION public.sync_overview()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_overview() to authenticated;
grant execute on function public.sync_overview() to service_role;

CREATE OR REPLACE FUNCTION public.sync_renew(worker uuid, lease_seconds integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with held as (
    select marks.kind, marks.row_id, marks.account from private.sync_marks marks
    where marks.leased_by = worker and marks.lease_until > now()
    for update skip locked
  )
  update private.sync_marks marks set lease_until = now() + make_interval(secs => lease_seconds)
  from held
  where marks.kind = held.kind and marks.row_id = held.row_id and marks.account = held.account;
$function$;
grant execute on function public.sync_renew(worker uuid, lease_seconds integer) to service_role;

CREATE OR REPLACE FUNCTION public.sync_retry_all()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_retry_all() to authenticated;
grant execute on function public.sync_retry_all() to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_claim(worker uuid, lease_seconds integer)
 RETURNS TABLE(id uuid, reached jsonb)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.sync_runs runs set leased_by = worker, lease_until = now() + make_interval(secs => lease_seconds)
  where runs.state = 'planning' and (runs.lease_until is null or runs.lease_until < now())
  returning runs.id, runs.reached;
$function$;
grant execute on function public.sync_run_claim(worker uuid, lease_seconds integer) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_note(run uuid, worker uuid, lease_seconds integer, note text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  noted constant jsonb := note::jsonb;
begin
  update private.sync_runs runs set
    reached = runs.reached || coalesce(noted -> 'reached', '{}'),
    reads = runs.reads + coalesce((noted ->> 'reads')::bigint, 0),
    lease_until = now() + make_interval(secs => lease_seconds)
  where runs.id = sync_run_note.run and runs.state = 'planning' and runs.leased_by = worker;
  if not found then
    return false;
  end if;
  insert into private.sync_run_prices (run, account, product, id, price)
  select sync_run_note.run, account, product, price ->> 'id', price
  from jsonb_to_recordset(coalesce(noted -> 'prices', '[]')) as page (account text, product text, price jsonb)
  on conflict on constraint sync_run_prices_pkey do update set price = excluded.price;
  insert into private.sync_run_rows (run, kind, row_id, name, account, does, steps, seen, outcome, error, ended_at)
  select sync_run_note.run, page.kind, page.row_id, page.name, page.account, page.does,
    array(select jsonb_array_elements_text(page.steps)), page.seen,
    case when page.does = 'nothing' then 'nothing' end, page.error, case when page.does = 'nothing' then now() end
  from jsonb_to_recordset(coalesce(noted -> 'rows', '[]')) as page (kind text, row_id uuid, name text, account text,
    does text, steps jsonb, seen jsonb, error jsonb)
  on conflict on constraint sync_run_rows_pkey do nothing;
  return true;
end;
$function$;
grant execute on function public.sync_run_note(run uuid, worker uuid, lease_seconds integer, note text) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_open(starts boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_run_open(starts boolean) to authenticated;
grant execute on function public.sync_run_open(starts boolean) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_page(run uuid, account text, kind text, after uuid, how_many integer)
 RETURNS TABLE(row_id uuid, name text, is_unsure boolean, seen jsonb, stripe_product_id text, prices jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select marks.row_id, marks.label, marks.is_unsure, marks.seen, marks.stripe_product_id,
    coalesce((select jsonb_agg(prices.price) from private.sync_run_prices prices
      where prices.run = sync_run_page.run and prices.account = marks.account and prices.product =
        coalesce(marks.seen #>> '{product,id}', marks.stripe_product_id, marks.kind || '_' || marks.row_id)), '[]')
  from private.sync_marks marks
  where marks.kind = sync_run_page.kind and marks.account = sync_run_page.account
    and marks.row_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
  order by marks.row_id
  limit how_many;
$function$;
grant execute on function public.sync_run_page(run uuid, account text, kind text, after uuid, how_many integer) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_parts(run uuid, mode text)
 RETURNS TABLE(account text, kind text, rows bigint, reads_left bigint)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_run_parts(run uuid, mode text) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_ready(run uuid, worker uuid, error text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known private.sync_runs;
begin
  update private.sync_runs runs set
    state = case when sync_run_ready.error is null then 'planned' else 'failed' end,
    error = sync_run_ready.error::jsonb,
    planned_at = case when sync_run_ready.error is null then now() end,
    ended_at = case when sync_run_ready.error is not null then now() end,
    leased_by = null, lease_until = null
  where runs.id = sync_run_ready.run and runs.state = 'planning' and runs.leased_by = worker
  returning * into known;
  if not found then
    return;
  end if;
  delete from private.sync_run_prices prices where prices.run = known.id;
  if known.state = 'planned' and known.starts_when_planned then
    perform private.start_run(known.id);
  end if;
end;
$function$;
grant execute on function public.sync_run_ready(run uuid, worker uuid, error text) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_start(run uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known constant private.sync_runs := private.check_run(run);
begin
  if known.state = 'planning' then
    update private.sync_runs runs set starts_when_planned = true where runs.id = known.id;
  elsif private.is_stale(known) then
    perform private.refuse(409, 'plan_is_stale');
  elsif known.state = 'planned' then
    perform private.start_run(known.id);
  end if;
  return public.sync_run_state(known.id);
end;
$function$;
grant execute on function public.sync_run_start(run uuid) to authenticated;
grant execute on function public.sync_run_start(run uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_state(run uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with counted as (
    select rows.account, rows.does, rows.outcome, count(*) as rows, sum(cardinality(rows.steps)) as writes
    from private.sync_run_rows rows
    where rows.run = sync_run_state.run
    group by rows.account, rows.does, rows.outcome
  ), paces as (
    select counted.account,
      sum(counted.writes) filter (where counted.outcome is null or counted.outcome = 'retrying') / max(coalesce(
        (select budgets.calls_per_second from private.stripe_budgets budgets where budgets.account = counted.account
          order by budgets.calls_per_second desc limit 1), 25)) as seconds
    from counted group by counted.account
  )
  select jsonb_build_object(
    'id', runs.id,
    'state', runs.state,
    'isStale', private.is_stale(runs),
    'askedAt', runs.asked_at, 'plannedAt', runs.planned_at, 'startedAt', runs.started_at, 'endedAt', runs.ended_at,
    'rows', runs.marks,
    'planned', (select coalesce(sum(rows), 0) from counted),
    'reads', runs.reads,
    'plan', (select jsonb_build_object(
      'create', coalesce(sum(rows) filter (where does = 'create'), 0),
      'update', coalesce(sum(rows) filter (where does = 'update'), 0),
      'archive', coalesce(sum(rows) filter (where does = 'archive'), 0),
      'nothing', coalesce(sum(rows) filter (where does = 'nothing'), 0),
      'refused', coalesce(sum(rows) filter (where does = 'refused'), 0),
      'writes', coalesce(sum(writes), 0)) from counted),
    -- At the limit of each account; the accounts go on side by side.
    'secondsLeft', (select coalesce(ceil(max(seconds)), 0) from paces),
    'outcome', (select jsonb_build_object(
      'synced', coalesce(sum(rows) filter (where outcome = 'synced'), 0),
      'refused', coalesce(sum(rows) filter (where outcome = 'refused'), 0),
      'retrying', coalesce(sum(rows) filter (where outcome = 'retrying'), 0),
      'stopped', coalesce(sum(rows) filter (where outcome = 'stopped'), 0),
      'left', coalesce(sum(rows) filter (where outcome is null), 0)) from counted),
    'error', runs.error)
  from private.sync_runs runs
  where runs.id = sync_run_state.run;
$function$;
grant execute on function public.sync_run_state(run uuid) to authenticated;
grant execute on function public.sync_run_state(run uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_run_stop(run uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known private.sync_runs;
begin
  perform private.check_run_right();
  perform private.lock_run_marks(run);
  known := private.check_run(run);
  perform private.stop_run(known.id);
  return public.sync_run_state(known.id);
end;
$function$;
grant execute on function public.sync_run_stop(run uuid) to authenticated;
grant execute on function public.sync_run_stop(run uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_seen(kind text, row_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object('account', marks.account, 'seen', marks.seen,
    'must_look', marks.is_unsure or coalesce(marks.look_from > marks.synced, false))
  from private.sync_marks marks
  where marks.kind = sync_seen.kind and marks.row_id = sync_seen.row_id and not marks.is_left;
$function$;
grant execute on function public.sync_seen(kind text, row_id uuid) to authenticated;
grant execute on function public.sync_seen(kind text, row_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_space_with_stripe(space_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select public.sync_mark('space', space_id);
$function$;
grant execute on function public.sync_space_with_stripe(space_id uuid) to authenticated;
grant execute on function public.sync_space_with_stripe(space_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_state(kind text, row_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.sync_state(marks) from private.sync_marks marks
  where marks.kind = sync_state.kind and marks.row_id = sync_state.row_id and not marks.is_left;
$function$;
grant execute on function public.sync_state(kind text, row_id uuid) to authenticated;
grant execute on function public.sync_state(kind text, row_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_status()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_status() to authenticated;
grant execute on function public.sync_status() to service_role;

CREATE OR REPLACE FUNCTION public.ticket_event(ticket_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(
    (select jsonb_build_object('event_id', sold.event_id) from public.event_tickets sold
      where sold.id = ticket_event.ticket_id),
    (select jsonb_build_object('event_id', marks.row_id) from private.sync_marks marks
      where marks.kind = 'event' and not marks.is_left
        and marks.seen -> 'prices' @> jsonb_build_array(jsonb_build_object('tariff', ticket_event.ticket_id::text))
      limit 1));
$function$;
grant execute on function public.ticket_event(ticket_id uuid) to service_role;
