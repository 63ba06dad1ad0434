-- The schema after all migrations, as PostgreSQL tells it. Written by `npm run gen`; read it, and change the migrations.

-- private: tables and views

create table private.alerts (
  alert_id bigint not null generated always as identity,
  what text not null,
  details jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  constraint alerts_pkey PRIMARY KEY (alert_id)
);
CREATE INDEX alerts_to_send ON private.alerts USING btree (alert_id) WHERE (sent_at IS NULL);
alter table private.alerts enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.alerts to service_role;

create table private.backfill_parts (
  run uuid not null,
  account text not null,
  state text not null default 'running'::text,
  is_full boolean not null,
  since timestamp with time zone,
  as_of timestamp with time zone not null default now(),
  share integer not null default 0,
  has_tail boolean not null default false,
  checked bigint not null default 0,
  synced bigint not null default 0,
  deleted bigint not null default 0,
  reads bigint not null default 0,
  error jsonb,
  started_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint backfill_parts_pkey PRIMARY KEY (run, account),
  constraint backfill_parts_run_fkey FOREIGN KEY (run) REFERENCES private.backfill_runs(id) ON DELETE CASCADE,
  constraint backfill_parts_share_range CHECK (share >= 0 AND share <= 29),
  constraint backfill_parts_state_known CHECK (state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))
);
CREATE INDEX backfill_parts_of_account ON private.backfill_parts USING btree (account, started_at DESC);
alter table private.backfill_parts enable row level security;
create policy "admins read the parts of runs" on private.backfill_parts for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.backfill_parts to service_role;
grant select on private.backfill_parts to authenticated;

create table private.backfill_runs (
  id uuid not null default gen_random_uuid(),
  is_live boolean not null,
  state text not null default 'running'::text,
  asked_by uuid,
  started_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  drifted bigint,
  constraint backfill_runs_pkey PRIMARY KEY (id),
  constraint backfill_runs_state_known CHECK (state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))
);
CREATE INDEX backfill_runs_newest ON private.backfill_runs USING btree (started_at DESC);
CREATE UNIQUE INDEX backfill_runs_one_at_a_time ON private.backfill_runs USING btree (is_live) WHERE (state = 'running'::text);
alter table private.backfill_runs enable row level security;
create policy "admins read the runs" on private.backfill_runs for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.backfill_runs to service_role;
grant select on private.backfill_runs to authenticated;

create table private.backfill_seen (
  run uuid not null,
  account text not null,
  product text not null,
  window_id bigint,
  is_changed boolean not null default false,
  constraint backfill_seen_pkey PRIMARY KEY (run, account, product),
  constraint backfill_seen_run_fkey FOREIGN KEY (run) REFERENCES private.backfill_runs(id) ON DELETE CASCADE
);
CREATE INDEX backfill_seen_in_window ON private.backfill_seen USING btree (window_id);
alter table private.backfill_seen enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.backfill_seen to service_role;

create table private.backfill_watches (
  is_live boolean not null,
  since timestamp with time zone not null default now(),
  alerted_at timestamp with time zone,
  constraint backfill_watches_pkey PRIMARY KEY (is_live)
);
alter table private.backfill_watches enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.backfill_watches to service_role;

create table private.backfill_windows (
  id bigint not null generated always as identity,
  run uuid not null,
  account text not null,
  object text not null,
  from_s bigint not null,
  to_s bigint,
  cursor text,
  reached_s bigint,
  pages integer not null default 0,
  seen bigint not null default 0,
  logged bigint,
  leased_by uuid,
  lease_until timestamp with time zone,
  done_at timestamp with time zone,
  constraint backfill_windows_pkey PRIMARY KEY (id),
  constraint backfill_windows_of_a_part FOREIGN KEY (run, account) REFERENCES private.backfill_parts(run, account) ON DELETE CASCADE,
  constraint backfill_windows_object_known CHECK (object = ANY (ARRAY['product'::text, 'price'::text, 'archived_price'::text, 'event'::text]))
);
CREATE INDEX backfill_windows_of_part ON private.backfill_windows USING btree (run, account, object);
CREATE INDEX backfill_windows_open ON private.backfill_windows USING btree (run, account) WHERE (done_at IS NULL);
alter table private.backfill_windows enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.backfill_windows to service_role;

create table private.disputes (
  stripe_dispute_id text not null,
  order_id uuid not null,
  status text not null,
  created_at timestamp with time zone not null default now(),
  constraint disputes_pkey PRIMARY KEY (stripe_dispute_id),
  constraint disputes_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(order_id) ON DELETE CASCADE
);
CREATE INDEX disputes_of_order ON private.disputes USING btree (order_id);
alter table private.disputes enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.disputes to service_role;

create table private.drifts (
  drift_id uuid not null default gen_random_uuid(),
  kind text not null,
  row_id uuid not null,
  account text not null,
  stripe_product_id text not null,
  field text not null,
  ours jsonb,
  theirs jsonb,
  grade text not null,
  state text not null default 'open'::text,
  since timestamp with time zone not null,
  found_at timestamp with time zone not null default now(),
  changed_by jsonb,
  decided_at timestamp with time zone,
  decided_by uuid,
  constraint drifts_pkey PRIMARY KEY (drift_id),
  constraint drifts_field_unique UNIQUE (kind, row_id, account, field),
  constraint drifts_mark_known FOREIGN KEY (kind, row_id, account) REFERENCES private.sync_marks(kind, row_id, account) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint drifts_grade_known CHECK (grade = ANY (ARRAY['money'::text, 'text'::text])),
  constraint drifts_state_known CHECK (state = ANY (ARRAY['open'::text, 'accepted'::text]))
);
CREATE INDEX drifts_newest ON private.drifts USING btree (grade, since DESC);
alter table private.drifts enable row level security;
create policy "admins read the drift" on private.drifts for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.drifts to service_role;
grant select on private.drifts to authenticated;

create table private.drifts_to_look_for (
  account text not null,
  is_live boolean not null,
  stripe_product_id text not null,
  constraint drifts_to_look_for_pkey PRIMARY KEY (account, is_live, stripe_product_id)
);
alter table private.drifts_to_look_for enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.drifts_to_look_for to service_role;

create table private.holds (
  hold_id uuid not null default gen_random_uuid(),
  pool_id uuid not null,
  order_id uuid not null,
  units integer not null,
  is_sold boolean not null default false,
  expires_at timestamp with time zone not null,
  constraint holds_pkey PRIMARY KEY (hold_id),
  constraint holds_order_id_unique UNIQUE (order_id, pool_id),
  constraint holds_order_id_known FOREIGN KEY (order_id) REFERENCES orders(order_id) ON DELETE CASCADE,
  constraint holds_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(pool_id),
  constraint holds_units_range CHECK (units > 0)
);
CREATE INDEX holds_of_pool ON private.holds USING btree (pool_id) INCLUDE (units, is_sold, expires_at);
alter table private.holds enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.holds to service_role;
CREATE TRIGGER _100_room BEFORE INSERT OR UPDATE ON private.holds FOR EACH ROW EXECUTE FUNCTION private.tg_holds__room();

create table private.notice_gaps (
  gap_id bigint not null generated always as identity,
  account text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  missed integer not null,
  found_at timestamp with time zone not null default now(),
  constraint notice_gaps_pkey PRIMARY KEY (gap_id)
);
CREATE INDEX notice_gaps_newest ON private.notice_gaps USING btree (found_at DESC);
alter table private.notice_gaps enable row level security;
create policy "admins read the gaps" on private.notice_gaps for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.notice_gaps to service_role;
grant select on private.notice_gaps to authenticated;

create table private.notice_watches (
  account text not null,
  is_live boolean not null,
  read_to timestamp with time zone not null default (now() - '01:00:00'::interval),
  next_look_at timestamp with time zone not null default now(),
  constraint notice_watches_pkey PRIMARY KEY (account, is_live)
);
alter table private.notice_watches enable row level security;
grant delete, insert, maintain, references, select, trigger, truncate, update on private.notice_watches to service_role;

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
  is_recovered boolean not null default false,
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
CREATE INDEX sync_marks_product ON private.sync_marks USING btree (((seen #>> '{product,id}'::text[])));
alter table private.sync_marks enable row level security;
create policy "admins read the marks" on private.sync_marks for select to authenticated using (( SELECT private.is_admin() AS is_admin));
create policy "organisers read the marks of their events" on private.sync_marks for select to authenticated using (kind = 'event'::text AND (row_id IN ( SELECT private.my_events() AS my_events)));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.sync_marks to service_role;
grant select on private.sync_marks to authenticated;
CREATE TRIGGER _100_outcome AFTER UPDATE OF leased_by ON private.sync_marks FOR EACH ROW WHEN (old.leased_by IS NOT NULL AND new.leased_by IS NULL) EXECUTE FUNCTION private.tg_sync_marks__outcome();
CREATE TRIGGER _600_drift AFTER UPDATE OF synced ON private.sync_marks FOR EACH ROW WHEN (new.synced > old.synced) EXECUTE FUNCTION private.tg_sync_marks__drift();
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

create type private.sellable as (kind text, row_id uuid, tariff text, event_id uuid, name text, title text, price numeric, currency text, account text, organisation_id uuid, fee_percent numeric, stripe_price jsonb, refusal text);

create type private.sync_report as (place integer, kind text, row_id uuid, account text, wanted bigint, result text, wait_seconds double precision, error jsonb, is_unsure boolean, fresh_key boolean, has_seen boolean, seen jsonb, links jsonb, log jsonb);

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
 STABLE ROWS 10
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

CREATE OR REPLACE FUNCTION private.add_part(run uuid, is_live boolean, account text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  last_part private.backfill_parts;
  good private.backfill_parts;
  part private.backfill_parts;
begin
  select parts.* into last_part from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
  where parts.account = add_part.account and runs.is_live = add_part.is_live and parts.run <> add_part.run
  order by parts.started_at desc limit 1;
  if last_part.state = 'failed' and last_part.as_of > now() - interval '20 days' and exists (
    select from private.backfill_windows windows
    where windows.run = last_part.run and windows.account = add_part.account and windows.done_at is null) then
    insert into private.backfill_parts (run, account, is_full, since, as_of, share, has_tail)
    values (add_part.run, add_part.account, last_part.is_full, last_part.since, last_part.as_of, last_part.share,
      last_part.has_tail);
    update private.backfill_windows windows set run = add_part.run, leased_by = null, lease_until = null
    where windows.run = last_part.run and windows.account = add_part.account;
    update private.backfill_seen seen set run = add_part.run
    where seen.run = last_part.run and seen.account = add_part.account;
    return;
  end if;
  select parts.* into good from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
  where parts.account = add_part.account and runs.is_live = add_part.is_live and parts.state = 'done'
  order by parts.as_of desc limit 1;
  insert into private.backfill_parts (run, account, is_full, since, share)
  values (add_part.run, add_part.account, coalesce(good.as_of < now() - interval '29 days', true), good.as_of,
    coalesce((good.share + 1) % 30, 0))
  returning * into part;
  perform private.plan_part(part, add_part.is_live);
end;
$function$;

CREATE OR REPLACE FUNCTION private.add_window(run uuid, account text, object text, from_s bigint, to_s bigint DEFAULT NULL::bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into private.backfill_windows (run, account, object, from_s, to_s)
  values (add_window.run, add_window.account, add_window.object, greatest(add_window.from_s, 0), add_window.to_s);
$function$;

CREATE OR REPLACE FUNCTION private.alert(what text, details jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into private.alerts (what, details) values (alert.what, alert.details);
  insert into public.application_logs (level, source, message, context) values ('error', 'shop', alert.what, alert.details);
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

CREATE OR REPLACE FUNCTION private.await_row(links jsonb, row_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.backfill_lanes(account text, is_live boolean)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select greatest(2, ceil(coalesce(
    (select budgets.calls_per_second * private.budget_share(budgets) from private.stripe_budgets budgets
      where budgets.account = backfill_lanes.account
        and budgets.mode = case when backfill_lanes.is_live then 'live' else 'test' end),
    case when backfill_lanes.is_live then 100 else 25 end) / 4)::int);
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

CREATE OR REPLACE FUNCTION private.call_app(path text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  app_url text;
  secret text;
begin
  execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into app_url using 'tandem_app_url';
  execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into secret using 'tandem_cron_secret';
  if app_url is not null and secret is not null then
    execute 'select net.http_post(url := $1, body := $2, headers := $3)' using rtrim(app_url, '/') || path, '{}'::jsonb,
      jsonb_build_object('Authorization', 'Bearer ' || secret, 'Content-Type', 'application/json');
  end if;
end;
$function$;

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

CREATE OR REPLACE FUNCTION private.close_if_refunded(order_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update public.orders set status = 'refunded', closed_at = now()
  where orders.order_id = close_if_refunded.order_id and orders.status in ('paid', 'refunding')
    and not exists (select from public.payments
      where payments.order_id = orders.order_id and payments.amount_minor > coalesce((
        select sum(refunds.amount_minor) from public.refunds
        where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id and refunds.status = 'succeeded'), 0))
    and (orders.status = 'refunding' or not exists (select from public.order_items items
      where items.order_id = orders.order_id and items.refunded < items.quantity));
$function$;

CREATE OR REPLACE FUNCTION private.close_order(settled orders, word text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- A checkout that somebody has ended looks like one whose time was over.
  became constant text := case when word = 'expired' and exists (select from public.order_history
    where order_history.order_id = settled.order_id and order_history.what = 'cancel_asked') then 'cancelled' else word end;
begin
  if settled.status not in ('open', 'processing') then
    return;
  end if;
  perform private.release(settled.order_id);
  update public.orders set status = became, closed_at = now(), hold_until = null, look_at = null, checkout_url = null
  where orders.order_id = settled.order_id;
  perform private.note(settled.order_id, became);
end;
$function$;

CREATE OR REPLACE FUNCTION private.confirm(bought orders)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform from public.pools where pools.pool_id in (
    select private.pools_of(items.kind, items.row_id, items.event_id)
    from public.order_items items where items.order_id = bought.order_id)
  order by pools.pool_id for update;
  begin
    if not exists (select from private.holds where holds.order_id = bought.order_id) then
      -- A late payer: the hold is gone, the units may still be free.
      perform private.hold(bought.order_id, 'infinity');
    end if;
    update private.holds set is_sold = true, expires_at = 'infinity' where holds.order_id = bought.order_id;
  exception when sqlstate 'PT409' then
    return false;
  end;
  update public.orders set status = 'paid', paid_at = clock_timestamp(), hold_until = null, look_at = null,
    checkout_url = null
  where orders.order_id = bought.order_id;
  insert into public.ticket_codes (code, order_id, item_id, ticket_id, event_id, place)
  select private.new_code(), items.order_id, items.item_id, items.row_id, items.event_id, place
  from public.order_items items, generate_series(1, items.quantity) place
  where items.order_id = bought.order_id and items.kind = 'ticket';
  perform private.note(bought.order_id, 'paid', jsonb_build_object('amount_minor', bought.total_minor));
  return true;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_drifts()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if to_regclass('private.drifts') is null then
    return 0;
  end if;
  return (select count(*) from private.drifts where drifts.state = 'open');
end;
$function$;

CREATE OR REPLACE FUNCTION private.end_backfill(run uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  failures jsonb;
begin
  -- Two parts that end at once: the second waits here, and finds that the first has ended.
  perform from private.backfill_runs runs where runs.id = end_backfill.run for no key update;
  failures := (select jsonb_object_agg(parts.account, parts.error ->> 'code') from private.backfill_parts parts
    where parts.run = end_backfill.run and parts.state = 'failed' and parts.error ->> 'code' <> 'account_refuses');
  update private.backfill_runs runs set
    state = case when failures is null then 'done' else 'failed' end, ended_at = now()
  where runs.id = end_backfill.run and runs.state = 'running' and not exists (
    select from private.backfill_parts parts where parts.run = runs.id and parts.state = 'running');
  if not found then
    return;
  end if;
  delete from private.backfill_seen seen using private.backfill_parts parts
  where seen.run = end_backfill.run and parts.run = seen.run and parts.account = seen.account and parts.state = 'done';
  if failures is not null then
    perform private.alert('backfill_failed', jsonb_build_object('run', end_backfill.run, 'accounts', failures));
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

CREATE OR REPLACE FUNCTION private.end_window(place private.backfill_windows, is_live boolean)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with counted as (
    select count(*) as logged, count((select seen.window_id from private.backfill_seen seen
      where seen.run = place.run and seen.account = place.account and seen.product = logged.stripe_product_id
      limit 1)) as seen
    from public.stripe_products_log logged
    where place.object = 'product' and coalesce(logged.connected_account_id, 'platform') = place.account
      and logged.is_live = end_window.is_live and logged.created_at >= to_timestamp(place.from_s)
      and (place.to_s is null or logged.created_at < to_timestamp(place.to_s)) and not logged.is_deleted)
  update private.backfill_windows windows set done_at = now(), leased_by = null, lease_until = null,
    seen = case when place.object = 'product' then counted.seen else windows.seen end,
    logged = case when place.object = 'product' then counted.logged end
  from counted
  where windows.id = place.id;
$function$;

CREATE OR REPLACE FUNCTION private.fail_part(run uuid, account text, error jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.backfill_parts parts set state = 'failed', error = fail_part.error, ended_at = now()
  where parts.run = fail_part.run and parts.account = fail_part.account and parts.state = 'running';
  perform private.end_backfill(fail_part.run);
end;
$function$;

CREATE OR REPLACE FUNCTION private.finish(worker uuid, told private.sync_report[])
 RETURNS private.sync_report[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.has_reads_left(account text, is_live boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select not exists (select from private.stripe_budgets budgets
    where budgets.account = has_reads_left.account
      and budgets.mode = case when has_reads_left.is_live then 'live' else 'test' end
      and budgets.month = date_trunc('month', now() at time zone 'utc')::date
      and budgets.reads >= 0.9 * budgets.reads_per_month);
$function$;

CREATE OR REPLACE FUNCTION private.hold(order_id uuid, until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into private.holds (order_id, pool_id, units, expires_at)
  select hold.order_id, pool_id, sum(items.quantity), hold.until
  from public.order_items items, private.pools_of(items.kind, items.row_id, items.event_id) pool_id
  where items.order_id = hold.order_id
  group by pool_id order by pool_id;
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

CREATE OR REPLACE FUNCTION private.is_gone(kind text, row_id uuid, account text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from private.drifts
    where drifts.kind = is_gone.kind and drifts.row_id = is_gone.row_id and drifts.account = is_gone.account
      and (drifts.field = 'deleted' or (drifts.field = 'active' and drifts.theirs = 'false')));
$function$;

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

CREATE OR REPLACE FUNCTION private.is_unpriced(kind text, row_id uuid, account text, tariff text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from private.drifts
    where drifts.kind = is_unpriced.kind and drifts.row_id = is_unpriced.row_id and drifts.account = is_unpriced.account
      and drifts.field = 'price.' || is_unpriced.tariff);
$function$;

CREATE OR REPLACE FUNCTION private.iso(moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select to_char(iso.moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
$function$;

CREATE OR REPLACE FUNCTION private.keep_amounts(account text, is_live boolean, products text[])
 RETURNS text[]
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with shown as (
    select logged.id, asked.unit_amount, asked.currency
    from unnest(keep_amounts.products) told (product)
    cross join lateral (
      select known.* from public.stripe_products_log known
      where known.stripe_product_id = told.product and known.is_live = keep_amounts.is_live
        and known.connected_account_id is not distinct from nullif(keep_amounts.account, 'platform')
      limit 1) logged
    left join lateral (
      select min(prices.unit_amount) as unit_amount, min(prices.currency) as currency
      from public.stripe_prices_log prices
      where prices.stripe_product_id = logged.stripe_product_id and prices.is_live = logged.is_live
        and prices.connected_account_id is not distinct from logged.connected_account_id
        and case when logged.default_price_id is null then prices.active
          else prices.stripe_price_id = logged.default_price_id end
      having count(*) = 1) asked on true
  ), kept as (
    update public.stripe_products_log logged set unit_amount = shown.unit_amount, currency = shown.currency
    from shown
    where logged.id = shown.id
      and (logged.unit_amount, logged.currency) is distinct from (shown.unit_amount, shown.currency)
    returning logged.stripe_product_id)
  select coalesce(array_agg(kept.stripe_product_id), '{}') from kept;
$function$;

CREATE OR REPLACE FUNCTION private.keep_prices(account text, is_live boolean, report jsonb)
 RETURNS text[]
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with kept as (
    insert into public.stripe_prices_log as logged (connected_account_id, stripe_price_id, is_live, stripe_product_id,
      unit_amount, currency, active, tariff, ticket_id, lookup_key, nickname, recurring, metadata, created_at, ended_at, read_at)
    select nullif(keep_prices.account, 'platform'), shown.stripe_price_id, keep_prices.is_live, shown.stripe_product_id,
      shown.unit_amount, shown.currency, shown.active, shown.tariff, shown.ticket_id, shown.lookup_key, shown.nickname,
      shown.recurring, shown.metadata, shown.created_at,
      case when not shown.active then coalesce(shown.ended_at, (report ->> 'as_of')::timestamptz) end,
      (report ->> 'as_of')::timestamptz
    from private.prices_to_keep(account, is_live, report) shown
    on conflict on constraint stripe_prices_log_known do update set
      stripe_product_id = excluded.stripe_product_id, unit_amount = excluded.unit_amount, currency = excluded.currency,
      active = excluded.active, tariff = excluded.tariff, ticket_id = excluded.ticket_id, lookup_key = excluded.lookup_key,
      nickname = excluded.nickname, recurring = excluded.recurring, metadata = excluded.metadata,
      created_at = excluded.created_at, read_at = excluded.read_at,
      ended_at = case when not excluded.active then coalesce(logged.ended_at, excluded.ended_at) end
    returning logged.stripe_product_id)
  select coalesce(array_agg(distinct kept.stripe_product_id), '{}') from kept;
$function$;

CREATE OR REPLACE FUNCTION private.keep_products(account text, is_live boolean, report jsonb, OUT new text[], OUT changed text[])
 RETURNS record
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with kept as (
    insert into public.stripe_products_log as logged (connected_account_id, stripe_product_id, is_live, name, description,
      active, is_deleted, type, project, kind, row_id, images, metadata, default_price_id, created_at, updated_at, read_at)
    select nullif(keep_products.account, 'platform'), shown.stripe_product_id, keep_products.is_live, shown.name,
      shown.description, shown.active, coalesce(shown.is_deleted, false), shown.type, shown.project, shown.kind, shown.row_id,
      shown.images, shown.metadata, shown.default_price_id, shown.created_at, shown.updated_at,
      (report ->> 'as_of')::timestamptz
    from private.products_to_keep(account, is_live, report) shown
    on conflict on constraint stripe_products_log_known do update set
      name = excluded.name, description = excluded.description, active = excluded.active, is_deleted = excluded.is_deleted,
      type = excluded.type, project = excluded.project, kind = excluded.kind, row_id = excluded.row_id,
      images = excluded.images, metadata = excluded.metadata, default_price_id = excluded.default_price_id,
      created_at = excluded.created_at, updated_at = excluded.updated_at, read_at = excluded.read_at
    -- Only a row that was there before has a transaction that replaced it.
    returning logged.stripe_product_id, logged.xmax = 0 as is_new)
  select coalesce(array_agg(kept.stripe_product_id) filter (where kept.is_new), '{}'),
    coalesce(array_agg(kept.stripe_product_id) filter (where not kept.is_new), '{}') from kept;
$function$;

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
        else ceil(budgets.calls_per_second * private.budget_share(budgets)) end::int
      from private.stripe_budgets budgets
      where budgets.account = lanes.account and budgets.mode = lanes.mode),
    case mode when 'live' then 100 else 25 end);
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

CREATE OR REPLACE FUNCTION private.links_of(told private.sync_report[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce(jsonb_agg(link), '[]') from unnest(told) report cross join lateral jsonb_array_elements(report.links) link;
$function$;

CREATE OR REPLACE FUNCTION private.lock_rows(links jsonb)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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

CREATE OR REPLACE FUNCTION private.log_print(shown stripe_products_log)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select md5(to_jsonb(shown)::text || coalesce(jsonb_agg(to_jsonb(prices) order by prices.id), '[]')::text)
  from public.stripe_prices_log prices
  where prices.stripe_product_id = shown.stripe_product_id and prices.is_live = shown.is_live
    and prices.connected_account_id is not distinct from shown.connected_account_id;
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

CREATE OR REPLACE FUNCTION private.moves(starts timestamp with time zone, ends timestamp with time zone, is_live boolean)
 RETURNS TABLE(move bigint, order_id uuid, at timestamp with time zone, paid bigint, refunded bigint, fee bigint, lines jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select row_number() over (), moved.* from (
    select payments.order_id, payments.paid_at, payments.amount_minor, 0::bigint, orders.fee_minor, '[]'::jsonb
    from public.payments join public.orders using (order_id)
    where payments.is_confirmed and payments.paid_at >= starts and payments.paid_at < ends and orders.is_live = moves.is_live
    union all
    select given.order_id, given.settled_at, 0, given.amount_minor,
      -case when given.reason = 'elsewhere' then 0 else private.part_of(orders.fee_minor, given.amount_minor,
        given.upto, payments.amount_minor) end,
      given.lines
    from (
      select refunds.*, sum(refunds.amount_minor) over (
        partition by refunds.stripe_payment_intent_id order by refunds.settled_at, refunds.refund_id)::bigint as upto
      from public.refunds
      where refunds.status = 'succeeded' and refunds.stripe_payment_intent_id in (
        select recent.stripe_payment_intent_id from public.refunds recent
        where recent.status = 'succeeded' and recent.settled_at >= starts and recent.settled_at < ends)) given
    join public.payments using (stripe_payment_intent_id)
    join public.orders on orders.order_id = payments.order_id
    where payments.is_confirmed and given.settled_at >= starts and given.settled_at < ends
      and orders.is_live = moves.is_live) moved;
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

CREATE OR REPLACE FUNCTION private.my_orders()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select orders.order_id from public.orders where orders.organisation_id in (select private.my_organisations());
$function$;
grant execute on function private.my_orders() to authenticated;
grant execute on function private.my_orders() to service_role;

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

CREATE OR REPLACE FUNCTION private.new_code()
 RETURNS text
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', (get_byte(chance.bytes, place) & 31) + 1, 1)
    || case when place in (3, 7) then '-' else '' end, '' order by place)
  from (select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as bytes) chance,
    generate_series(0, 11) place;
$function$;

CREATE OR REPLACE FUNCTION private.not_seen(place private.backfill_windows, is_live boolean)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(lost.stripe_product_id), '{}') from (
    select logged.stripe_product_id
    from public.stripe_products_log logged
    where place.object = 'product'
      and coalesce(logged.connected_account_id, 'platform') = place.account and logged.is_live = not_seen.is_live
      and logged.created_at >= to_timestamp(place.from_s)
      and (place.to_s is null or logged.created_at < to_timestamp(place.to_s))
      and not logged.is_deleted
      -- Each is looked up by itself: what a run has seen is too new for a plan to know how much it is.
      and (select seen.window_id from private.backfill_seen seen
        where seen.run = place.run and seen.account = place.account and seen.product = logged.stripe_product_id limit 1) is null
    limit 100) lost;
$function$;

CREATE OR REPLACE FUNCTION private.note(order_id uuid, what text, details jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.order_history (order_id, what, details) values (note.order_id, note.what, note.details);
$function$;

CREATE OR REPLACE FUNCTION private.note_seen(place private.backfill_windows, products text[], changed text[], OUT fresh integer, OUT moved integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  select count(*) filter (where known.window_id is null) into fresh
  from unnest(products) shown (product)
  left join lateral (
    select seen.window_id from private.backfill_seen seen
    where seen.run = place.run and seen.account = place.account and seen.product = shown.product limit 1) known on true;
  select count(*) filter (where not coalesce(known.is_changed, false)) into moved
  from unnest(changed) shown (product)
  left join lateral (
    select seen.is_changed from private.backfill_seen seen
    where seen.run = place.run and seen.account = place.account and seen.product = shown.product limit 1) known on true;
  insert into private.backfill_seen as seen (run, account, product, window_id, is_changed)
  select place.run, place.account, noted.product, case when noted.product = any (products) then place.id end,
    noted.product = any (changed)
  from (select unnest(products) as product union select unnest(changed) order by product) noted
  on conflict on constraint backfill_seen_pkey do update set
    window_id = coalesce(seen.window_id, excluded.window_id), is_changed = seen.is_changed or excluded.is_changed
  where seen.window_id is null and excluded.window_id is not null or excluded.is_changed and not seen.is_changed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.opened(opened orders)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select jsonb_build_object('order_id', opened.order_id, 'number', opened.number, 'status', opened.status,
    'now', extract(epoch from clock_timestamp()), 'hold_until', opened.hold_until);
$function$;

CREATE OR REPLACE FUNCTION private.order_shown(shown orders)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'id', shown.order_id, 'number', shown.number, 'status', shown.status, 'currency', shown.currency,
    'totalMinor', shown.total_minor, 'email', shown.email, 'locale', shown.locale,
    'seller', (select organisations.name from public.organisations
      where organisations.organisation_id = shown.organisation_id),
    'createdAt', private.iso(shown.created_at), 'paidAt', private.iso(shown.paid_at),
    'closedAt', private.iso(shown.closed_at), 'holdUntil', private.iso(shown.hold_until),
    'checkoutUrl', shown.checkout_url,
    'items', (select coalesce(jsonb_agg(jsonb_build_object('id', items.item_id, 'kind', items.kind, 'rowId', items.row_id,
        'tariff', items.tariff, 'name', items.name, 'title', items.title, 'quantity', items.quantity,
        'unitAmountMinor', items.unit_amount_minor, 'refunded', items.refunded, 'returned', items.returned,
        'event', (select jsonb_build_object('id', events.event_id, 'slug', events.slug, 'title', events.title,
            'start', private.iso(events.event_start), 'timeZone', events.time_zone)
          from public.events where events.event_id = items.event_id),
        'codes', (select coalesce(jsonb_agg(jsonb_build_object('id', codes.code_id, 'code', codes.code,
            'isVoid', codes.is_void, 'checkedInAt', private.iso(codes.checked_in_at)) order by codes.place), '[]')
          from public.ticket_codes codes where codes.item_id = items.item_id))
        order by items.position), '[]')
      from public.order_items items where items.order_id = shown.order_id),
    'refunds', (select coalesce(jsonb_agg(jsonb_build_object('id', refunds.refund_id, 'amountMinor', refunds.amount_minor,
        'reason', refunds.reason, 'status', refunds.status, 'createdAt', private.iso(refunds.created_at),
        'settledAt', private.iso(refunds.settled_at)) order by refunds.created_at, refunds.refund_id), '[]')
      from public.refunds where refunds.order_id = shown.order_id));
$function$;

CREATE OR REPLACE FUNCTION private.part_of(amount bigint, weight bigint, upto bigint, total bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select (div(part_of.amount::numeric * upto, total) - div(part_of.amount::numeric * (upto - weight), total))::bigint;
$function$;

CREATE OR REPLACE FUNCTION private.plan_part(part private.backfill_parts, is_live boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  new_from constant bigint := extract(epoch from part.since - interval '5 minutes')::bigint;
  span record;
begin
  if part.is_full then
    perform private.add_window(part.run, part.account, object, 0) from unnest(array['product', 'price', 'archived_price']) object;
    return;
  end if;
  perform private.add_window(part.run, part.account, object, new_from) from unnest(array['product', 'price', 'event']) object;
  span := private.share_span(part.account, is_live, part.share);
  -- What is new is listed already.
  if span.from_s < new_from then
    perform private.add_window(part.run, part.account, object, span.from_s, least(span.to_s, new_from))
    from unnest(array['product', 'price', 'archived_price']) object
    where span.from_s < coalesce(span.to_s, new_from);
  end if;
end;
$function$;

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

CREATE OR REPLACE FUNCTION private.pool_left(pool_id uuid)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select pools.capacity - taken.sold - taken.held
  from public.pools, private.pool_taken(pools.pool_id) taken where pools.pool_id = pool_left.pool_id;
$function$;

CREATE OR REPLACE FUNCTION private.pool_numbers(kind text, row_id uuid, OUT sold bigint, OUT held bigint, OUT available bigint)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER COST 1000
 SET search_path TO ''
AS $function$
  select taken.sold, taken.held, greatest(0, pools.capacity - taken.sold - taken.held)
  from public.pools cross join lateral private.pool_taken(pools.pool_id) taken
  where pools.kind = pool_numbers.kind and pools.row_id = pool_numbers.row_id
    and (select private.is_machine() or private.is_admin());
$function$;
grant execute on function private.pool_numbers(kind text, row_id uuid, OUT sold bigint, OUT held bigint, OUT available bigint) to authenticated;
grant execute on function private.pool_numbers(kind text, row_id uuid, OUT sold bigint, OUT held bigint, OUT available bigint) to service_role;

CREATE OR REPLACE FUNCTION private.pool_taken(pool_id uuid)
 RETURNS TABLE(sold bigint, held bigint)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(sum(holds.units) filter (where holds.is_sold), 0),
    coalesce(sum(holds.units) filter (where not holds.is_sold), 0)
  from private.holds
  where holds.pool_id = pool_taken.pool_id and (holds.is_sold or holds.expires_at > clock_timestamp());
$function$;

CREATE OR REPLACE FUNCTION private.pools_of(kind text, row_id uuid, event_id uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select pools.pool_id from public.pools
  where (pools.kind = pools_of.kind and pools.row_id = pools_of.row_id)
    or (pools_of.kind = 'ticket' and pools.kind = 'event' and pools.row_id = pools_of.event_id);
$function$;

CREATE OR REPLACE FUNCTION private.prices_behind(marks private.sync_marks, shown stripe_products_log)
 RETURNS TABLE(is_logged boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select logged.id is not null
  from jsonb_to_recordset(marks.seen -> 'prices')
    known (id text, active boolean, tariff text, lookup_key text, nickname text, metadata jsonb)
  left join public.stripe_prices_log logged on logged.stripe_price_id = known.id and logged.is_live = shown.is_live
    and logged.connected_account_id is not distinct from shown.connected_account_id
  where case when logged.id is null then known.active
    else logged.read_at <= marks.synced_at and (known.active or logged.active)
      and (known.active, known.tariff, known.lookup_key, known.nickname, known.metadata) is distinct from
        (logged.active, coalesce(logged.tariff, logged.ticket_id), logged.lookup_key, logged.nickname, logged.metadata) end;
$function$;

CREATE OR REPLACE FUNCTION private.prices_to_keep(account text, is_live boolean, report jsonb)
 RETURNS SETOF stripe_prices_log
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select shown.*
  from jsonb_populate_recordset(null::public.stripe_prices_log, report -> 'prices') shown
  left join lateral (
    select logged.* from public.stripe_prices_log logged
    where logged.stripe_price_id = shown.stripe_price_id
      and logged.connected_account_id is not distinct from nullif(prices_to_keep.account, 'platform')
      and logged.is_live = prices_to_keep.is_live
    limit 1) known on true
  where known.id is null or ((report ->> 'as_of')::timestamptz >= known.read_at
    and (known.stripe_product_id, known.unit_amount, known.currency, known.active, known.tariff, known.ticket_id,
        known.lookup_key, known.nickname, known.recurring, known.metadata, known.created_at)
      is distinct from (shown.stripe_product_id, shown.unit_amount, shown.currency, shown.active, shown.tariff, shown.ticket_id,
        shown.lookup_key, shown.nickname, shown.recurring, shown.metadata, shown.created_at));
$function$;

CREATE OR REPLACE FUNCTION private.products_to_end(account text, is_live boolean, report jsonb)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select known.id
  from jsonb_array_elements_text(coalesce(report -> 'deleted', '[]')) gone (product)
  cross join lateral (
    select logged.id, logged.is_deleted, logged.read_at from public.stripe_products_log logged
    where logged.stripe_product_id = gone.product
      and logged.connected_account_id is not distinct from nullif(products_to_end.account, 'platform')
      and logged.is_live = products_to_end.is_live
    limit 1) known
  where not known.is_deleted and (report ->> 'as_of')::timestamptz >= known.read_at;
$function$;

CREATE OR REPLACE FUNCTION private.products_to_keep(account text, is_live boolean, report jsonb)
 RETURNS SETOF stripe_products_log
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select shown.*
  from jsonb_populate_recordset(null::public.stripe_products_log, report -> 'products') shown
  left join lateral (
    select logged.* from public.stripe_products_log logged
    where logged.stripe_product_id = shown.stripe_product_id
      and logged.connected_account_id is not distinct from nullif(products_to_keep.account, 'platform')
      and logged.is_live = products_to_keep.is_live
    limit 1) known on true
  where known.id is null or (
    (report ->> 'as_of')::timestamptz >= known.read_at and shown.updated_at >= known.updated_at
    and (not known.is_deleted or (report ->> 'as_of')::timestamptz > known.read_at)
    and (known.name, known.description, known.active, known.is_deleted, known.type, known.project, known.kind, known.row_id,
        known.images, known.metadata, known.default_price_id, known.created_at, known.updated_at)
      is distinct from (shown.name, shown.description, shown.active, coalesce(shown.is_deleted, false), shown.type, shown.project,
        shown.kind, shown.row_id, shown.images, shown.metadata, shown.default_price_id, shown.created_at, shown.updated_at));
$function$;

CREATE OR REPLACE FUNCTION private.project_sold(kind text, row_id uuid, account text, is_live boolean)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select logged.project from public.stripe_products_log logged
  where logged.kind = case project_sold.kind when 'ticket' then 'event' else project_sold.kind end
    and logged.row_id = project_sold.row_id and logged.is_live = project_sold.is_live
    and logged.connected_account_id is not distinct from nullif(project_sold.account, 'platform')
  order by logged.is_deleted, logged.active desc, logged.created_at desc limit 1;
$function$;

CREATE OR REPLACE FUNCTION private.refund_rank(status text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select array_position(array['asked', 'requires_action', 'pending', 'succeeded', 'canceled', 'failed'], status);
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

CREATE OR REPLACE FUNCTION private.release(order_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  delete from private.holds where holds.order_id = release.order_id and not holds.is_sold;
$function$;

CREATE OR REPLACE FUNCTION private.return_units(order_id uuid, lines jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  back record;
begin
  for back in
    select pool_id, sum(line.returns)::int as units
    from jsonb_to_recordset(lines) line (item_id uuid, returns int)
    join public.order_items items using (item_id), private.pools_of(items.kind, items.row_id, items.event_id) pool_id
    where line.returns > 0
    group by pool_id order by pool_id
  loop
    perform from public.pools where pools.pool_id = back.pool_id for update;
    delete from private.holds where holds.order_id = return_units.order_id and holds.pool_id = back.pool_id
      and holds.units <= back.units;
    if not found then
      update private.holds set units = holds.units - back.units
      where holds.order_id = return_units.order_id and holds.pool_id = back.pool_id;
    end if;
  end loop;
  update public.order_items set returned = order_items.returned + line.returns
  from jsonb_to_recordset(lines) line (item_id uuid, returns int)
  where order_items.item_id = line.item_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.sellable(kind text, row_id uuid, tariff text DEFAULT NULL::text)
 RETURNS private.sellable
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_row private.sellable;
  is_on_sale boolean;
  ends_at timestamptz;
begin
  if kind = 'product' then
    select 'product', sold.id, 'unit', null, sold.name, null, sold.price, sold.currency, 'platform', null, 0, null, null
      into found_row from public.products sold where sold.id = sellable.row_id;
    select sold.is_active into is_on_sale from public.products sold where sold.id = sellable.row_id;
  elsif kind = 'space' then
    select 'space', let.id, tariffs.tariff, null, let.name, null, tariffs.price, let.currency, 'platform', null, 0, null, null
      into found_row
      from public.spaces let cross join lateral (values (1, 'hour', let.price_per_hour), (2, 'half_day', let.price_per_half_day),
        (3, 'day', let.price_per_day), (4, 'month', let.price_per_month)) tariffs (place, tariff, price)
      where let.id = sellable.row_id and tariffs.price is not null
        and (sellable.tariff is null or sellable.tariff = tariffs.tariff)
      order by tariffs.place limit 1;
    select let.is_active into is_on_sale from public.spaces let where let.id = sellable.row_id;
  elsif kind = 'ticket' then
    select 'ticket', sold.id, sold.id::text, held.event_id, sold.name, held.title, sold.price, sold.currency,
      coalesce(organisations.stripe_onbehalfof, 'none'), organisations.organisation_id, organisations.fee_percent, null, null
      into found_row
      from public.event_tickets sold join public.events held using (event_id)
      join public.organisations using (organisation_id) where sold.id = sellable.row_id;
    select sold.is_active and held.is_published, coalesce(held.event_end, held.event_start) into is_on_sale, ends_at
      from public.event_tickets sold join public.events held using (event_id) where sold.id = sellable.row_id;
  end if;
  found_row.stripe_price := private.stripe_price(case kind when 'ticket' then 'event' else kind end,
    coalesce(found_row.event_id, found_row.row_id), found_row.tariff, found_row.account);
  found_row.refusal := case
    when found_row.row_id is null then 'unknown_item'
    when not is_on_sale then 'not_on_sale'
    when private.is_gone(case kind when 'ticket' then 'event' else kind end,
      coalesce(found_row.event_id, found_row.row_id), found_row.account) then 'not_on_sale'
    when ends_at <= now() then 'is_over'
    when private.why_not(found_row.account) is not null then 'seller_not_ready'
    -- What is given away needs no price at Stripe.
    when found_row.price > 0 and found_row.stripe_price is null then 'not_in_stripe' end;
  return found_row;
end;
$function$;

CREATE OR REPLACE FUNCTION private.settle_paid(settled orders, shown jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  payment constant text := coalesce(shown ->> 'payment_intent', '');
  amount constant bigint := (shown ->> 'amount_total')::bigint;
  why_not text;
begin
  if payment = '' or exists (select from public.payments where payments.stripe_payment_intent_id = payment) then
    return;
  end if;
  update public.orders set
    stripe_session_id = coalesce(orders.stripe_session_id, shown ->> 'session_id'),
    stripe_payment_intent_id = coalesce(orders.stripe_payment_intent_id, payment)
  where orders.order_id = settled.order_id;
  why_not := case
    when settled.paid_at is not null or settled.status in ('refunding', 'refunded') then 'paid_twice'
    when amount <> settled.total_minor or shown ->> 'currency' <> settled.currency then 'amount_differs' end;
  if why_not is null and not private.confirm(settled) then
    why_not := 'sold_out';
  end if;
  insert into public.payments (stripe_payment_intent_id, order_id, stripe_session_id, amount_minor, is_confirmed)
  values (payment, settled.order_id, shown ->> 'session_id', amount, why_not is null);
  if why_not is null then
    return;
  end if;
  insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, reason)
  values (settled.order_id, payment, amount, why_not);
  perform private.note(settled.order_id, 'cannot_be_honoured',
    jsonb_build_object('why', why_not, 'amount_minor', amount));
  if settled.paid_at is null then
    perform private.release(settled.order_id);
    update public.orders set status = 'refunding', hold_until = null, look_at = null, checkout_url = null
    where orders.order_id = settled.order_id and orders.status not in ('refunding', 'refunded');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.settle_part(run uuid, account text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  part private.backfill_parts;
begin
  select * into part from private.backfill_parts parts
  where parts.run = settle_part.run and parts.account = settle_part.account for no key update;
  if part.state <> 'running' or exists (
    select from private.backfill_windows windows
    where windows.run = part.run and windows.account = part.account and windows.done_at is null) then
    return;
  end if;
  if not part.has_tail then
    update private.backfill_parts parts set has_tail = true where parts.run = part.run and parts.account = part.account;
    perform private.add_window(part.run, part.account, 'product',
      extract(epoch from part.as_of - interval '1 minute')::bigint);
    return;
  end if;
  update private.backfill_parts parts set state = 'done', ended_at = now()
  where parts.run = part.run and parts.account = part.account;
  perform private.end_backfill(part.run);
end;
$function$;

CREATE OR REPLACE FUNCTION private.settle_processing(settled orders, shown jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if settled.status not in ('open', 'expired', 'cancelled', 'processing') then
    return;
  end if;
  begin
    if exists (select from private.holds where holds.order_id = settled.order_id) then
      perform from public.pools join private.holds using (pool_id)
      where holds.order_id = settled.order_id order by pools.pool_id for update of pools;
      update private.holds set expires_at = 'infinity' where holds.order_id = settled.order_id and not holds.is_sold;
    elsif settled.status <> 'processing' then
      perform private.hold(settled.order_id, 'infinity');
    end if;
  exception when sqlstate 'PT409' then
    -- Its hold had run out, and the units are gone: what is paid after all will be given back.
    perform private.release(settled.order_id);
  end;
  update public.orders set status = 'processing', hold_until = null, closed_at = null, checkout_url = null,
    stripe_session_id = coalesce(orders.stripe_session_id, shown ->> 'session_id'),
    stripe_payment_intent_id = coalesce(orders.stripe_payment_intent_id, shown ->> 'payment_intent'),
    look_at = clock_timestamp() + interval '6 hours'
  where orders.order_id = settled.order_id;
  if settled.status <> 'processing' then
    perform private.note(settled.order_id, 'processing');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.settle_refund(known refunds, now_is text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  told constant jsonb := jsonb_build_object('refund_id', known.refund_id, 'amount_minor', known.amount_minor);
  has_units boolean := true;
begin
  if private.refund_rank(now_is) <= private.refund_rank(known.status) or known.status in ('failed', 'canceled') then
    return;
  end if;
  update public.refunds set status = now_is, next_attempt_at = null,
    settled_at = case when now_is in ('succeeded', 'failed', 'canceled') then now() end
  where refunds.refund_id = known.refund_id;
  if now_is = 'succeeded' then
    perform private.return_units(known.order_id, known.lines);
    update public.refunds set is_returned = true where refunds.refund_id = known.refund_id;
    perform private.note(known.order_id, 'refund_succeeded', told);
    perform private.close_if_refunded(known.order_id);
  elsif now_is in ('failed', 'canceled') then
    perform private.note(known.order_id, 'refund_failed', told);
    if known.is_returned then
      has_units := private.take_units_back(known.order_id, known.lines);
    end if;
    if has_units then
      -- They are the buyer's again, and let in again.
      update public.refunds set is_returned = false where refunds.refund_id = known.refund_id;
      update public.order_items set refunded = order_items.refunded - line.quantity
      from jsonb_to_recordset(known.lines) line (item_id uuid, quantity int)
      where order_items.item_id = line.item_id;
      update public.ticket_codes set is_void = false
      from jsonb_to_recordset(known.lines) line (codes jsonb)
      where line.codes ? ticket_codes.code_id::text;
    else
      perform private.note(known.order_id, 'units_gone', told);
    end if;
    update public.orders set status = case when orders.paid_at is null then 'refunding' else 'paid' end, closed_at = null
    where orders.order_id = known.order_id and orders.status = 'refunded';
    perform private.alert(case when has_units then 'refund_failed' else 'refund_failed_units_gone' end,
      told || jsonb_build_object('order_id', known.order_id));
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.share_span(account text, is_live boolean, share integer, OUT from_s bigint, OUT to_s bigint)
 RETURNS record
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select
    case when share_span.share = 0 then 0
      else extract(epoch from percentile_disc(share_span.share / 30.0) within group (order by logged.created_at))::bigint end,
    case when share_span.share < 29
      then extract(epoch from percentile_disc((share_span.share + 1) / 30.0) within group (order by logged.created_at))::bigint end
  from public.stripe_products_log logged
  where coalesce(logged.connected_account_id, 'platform') = share_span.account and logged.is_live = share_span.is_live;
$function$;

CREATE OR REPLACE FUNCTION private.slug_of(title text, fallback text DEFAULT 'event'::text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce(nullif(trim(both '-' from left(regexp_replace(
    translate(replace(replace(replace(lower(title), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
      'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ', 'aaaaaaceeeeiiiinoooooouuuuyy'),
    '[^a-z0-9]+', '-', 'g'), 100)), ''), fallback);
$function$;

CREATE OR REPLACE FUNCTION private.split_window(place private.backfill_windows, first_s bigint, lanes integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  step constant bigint := greatest(first_s - place.reached_s, 1);
  -- Stripe's first products are of 2010.
  beginning constant bigint := 1262304000;
  open int;
  made int;
  middle bigint;
begin
  select count(*) filter (where windows.done_at is null), count(*) filter (where windows.object = place.object)
  into open, made from private.backfill_windows windows
  where windows.run = place.run and windows.account = place.account;
  if open >= lanes then
    return;
  end if;
  if place.from_s = 0 then
    middle := place.reached_s - step * 8 * (2 ^ least(made - 1, 20))::bigint;
    if middle <= beginning then
      return;
    end if;
  else
    if (place.reached_s - place.from_s) / step < 3 then
      return;
    end if;
    middle := place.from_s + (place.reached_s - place.from_s) / 2;
  end if;
  perform private.add_window(place.run, place.account, place.object, place.from_s, middle);
  update private.backfill_windows windows set from_s = middle where windows.id = place.id;
end;
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

CREATE OR REPLACE FUNCTION private.stripe_price(kind text, row_id uuid, tariff text, account text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select jsonb_build_object('id', price ->> 'id', 'unit_amount', (price ->> 'unit_amount')::bigint,
    'currency', price ->> 'currency')
  from private.sync_marks marks, jsonb_array_elements(marks.seen -> 'prices') price
  where marks.kind = stripe_price.kind and marks.row_id = stripe_price.row_id and marks.account = stripe_price.account
    and not marks.is_left and (marks.seen #>> '{product,active}')::boolean
    and (price ->> 'active')::boolean and price ->> 'tariff' = stripe_price.tariff
    and not private.is_unpriced(marks.kind, marks.row_id, marks.account, stripe_price.tariff)
  limit 1;
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

CREATE OR REPLACE FUNCTION private.take_pools(cart jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  faults jsonb;
begin
  loop
    begin
      perform from public.pools where pools.pool_id in (
        select private.pools_of(item.kind, item.row_id, item.event_id)
        from jsonb_to_recordset(cart) item (kind text, row_id uuid, event_id uuid))
      order by pools.pool_id for update;
      exit;
    exception when deadlock_detected then
      -- Somebody changes several capacities at once, in an order of their own: let them finish.
      null;
    end;
  end loop;
  with draws as (
    select item.place, item.quantity, pool_id
    from jsonb_to_recordset(cart) item (place int, quantity int, kind text, row_id uuid, event_id uuid),
      private.pools_of(item.kind, item.row_id, item.event_id) pool_id
  ), demands as (
    select draws.pool_id, sum(draws.quantity) as units, private.pool_left(draws.pool_id) as left
    from draws group by draws.pool_id
  )
  select jsonb_agg(jsonb_build_object('place', short.place, 'code', 'sold_out', 'left', short.left) order by short.place)
  into faults
  from (
    select draws.place, greatest(min(demands.left), 0) as left
    from draws join demands using (pool_id) where demands.left < demands.units group by draws.place) short;
  return faults;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_units_back(order_id uuid, lines jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform from public.pools where pools.pool_id in (
    select private.pools_of(items.kind, items.row_id, items.event_id)
    from jsonb_to_recordset(lines) line (item_id uuid) join public.order_items items using (item_id))
  order by pools.pool_id for update;
  begin
    insert into private.holds as holds (order_id, pool_id, units, is_sold, expires_at)
    select take_units_back.order_id, pool_id, sum(line.returns), true, 'infinity'
    from jsonb_to_recordset(lines) line (item_id uuid, returns int)
    join public.order_items items using (item_id), private.pools_of(items.kind, items.row_id, items.event_id) pool_id
    where line.returns > 0
    group by pool_id order by pool_id
    on conflict on constraint holds_order_id_unique do update set units = holds.units + excluded.units;
  exception when sqlstate 'PT409' then
    return false;
  end;
  update public.order_items set returned = order_items.returned - line.returns
  from jsonb_to_recordset(lines) line (item_id uuid, returns int)
  where order_items.item_id = line.item_id;
  return true;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_window(worker uuid, run uuid, account text)
 RETURNS private.backfill_windows
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update private.backfill_windows windows set leased_by = worker, lease_until = now() + interval '60 seconds'
  where windows.id = (
    select free.id from private.backfill_windows free
    where free.run = take_window.run and free.account = take_window.account and free.done_at is null
      and (free.lease_until is null or free.lease_until < now())
    order by free.id limit 1 for update skip locked)
  returning windows.*;
$function$;

CREATE OR REPLACE FUNCTION private.take_windows(worker uuid, run uuid, account text, is_live boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  taken private.backfill_windows;
  places jsonb := '[]';
begin
  for lane in 1 .. private.backfill_lanes(account, take_windows.is_live) loop
    taken := private.take_window(worker, take_windows.run, take_windows.account);
    exit when taken.id is null;
    places := places || to_jsonb(taken);
  end loop;
  return places;
end;
$function$;

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
  if tg_op = 'UPDATE' and row_now -> tg_argv[2] is not distinct from to_jsonb(old) -> tg_argv[2] then
    return null;
  end if;
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

CREATE OR REPLACE FUNCTION private.tg_events__pools()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from public.pools
  where (pools.kind = 'event' and pools.row_id = new.event_id)
    or (pools.kind = 'ticket' and pools.row_id in (
      select sold.id from public.event_tickets sold where sold.event_id = new.event_id))
  order by pools.pool_id for update;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_holds__room()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  room int;
  others bigint;
begin
  select pools.capacity into room from public.pools where pools.pool_id = new.pool_id for update;
  if room is null or not (new.is_sold or new.expires_at > clock_timestamp()) then
    return new;
  end if;
  -- Taking no more than before is always possible.
  if tg_op = 'UPDATE' and old.pool_id = new.pool_id and new.units <= old.units
    and (old.is_sold or old.expires_at > clock_timestamp()) then
    return new;
  end if;
  select coalesce(sum(holds.units), 0) into others from private.holds
  where holds.pool_id = new.pool_id and holds.hold_id <> new.hold_id
    and (holds.is_sold or holds.expires_at > clock_timestamp());
  if others + new.units > room then
    perform private.refuse(409, 'sold_out', jsonb_build_object('left', room - others));
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
        'field', case new.kind
          when 'ticket' then 'tickets.' || new.row_id || '.total_capacity' when 'product' then 'stock' else 'capacity' end,
        'sold', taken.sold, 'held', taken.held, 'least', taken.sold + taken.held));
    end if;
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_products__before()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.slug is null then
    new.slug := private.slug_of(new.name, 'product');
    if exists (select from public.products where products.slug = new.slug and products.id <> new.id) then
      new.slug := new.slug || '-' || left(new.id::text, 8);
    end if;
  end if;
  -- What is given away has no price in Stripe.
  if new.price = 0 then
    new.stripe_price_id := null;
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_refunds__bound()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  paid bigint;
  given bigint;
begin
  if new.status in ('failed', 'canceled') then
    return new;
  end if;
  select payments.amount_minor into paid from public.payments
  where payments.stripe_payment_intent_id = new.stripe_payment_intent_id for update;
  select coalesce(sum(refunds.amount_minor), 0) into given from public.refunds
  where refunds.stripe_payment_intent_id = new.stripe_payment_intent_id and refunds.refund_id <> new.refund_id
    and refunds.status not in ('failed', 'canceled');
  -- Stripe has the last word about what it has given back already.
  if given + new.amount_minor > paid and new.stripe_refund_id is null then
    perform private.refuse(422, 'refund_over_paid', jsonb_build_object('left', paid - given));
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tg_refunds__poke()
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

CREATE OR REPLACE FUNCTION private.tg_sync_marks__drift()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from private.drifts
  where drifts.kind = new.kind and drifts.row_id = new.row_id and drifts.account = new.account;
  return null;
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

create table public.catalogue_rules (
  id uuid not null default gen_random_uuid(),
  leaves_out text not null,
  type text,
  days integer,
  created_at timestamp with time zone not null default now(),
  constraint catalogue_rules_pkey PRIMARY KEY (id),
  constraint rules_type_unique UNIQUE NULLS NOT DISTINCT (leaves_out, type),
  constraint rules_days_range CHECK (days >= 1 AND days <= 36500),
  constraint rules_leaves_out_known CHECK (leaves_out = ANY (ARRAY['type'::text, 'age'::text, 'archived'::text])),
  constraint rules_leaves_out_shape CHECK ((type IS NOT NULL) = (leaves_out = 'type'::text) AND (days IS NOT NULL) = (leaves_out = 'age'::text)),
  constraint rules_type_length CHECK (length(TRIM(BOTH FROM type)) >= 1 AND length(TRIM(BOTH FROM type)) <= 120)
);
alter table public.catalogue_rules enable row level security;
create policy "admins add rules of the catalogue" on public.catalogue_rules for insert to authenticated with check (( SELECT private.is_admin() AS is_admin));
create policy "admins change rules of the catalogue" on public.catalogue_rules for update to authenticated using (( SELECT private.is_admin() AS is_admin)) with check (( SELECT private.is_admin() AS is_admin));
create policy "admins read the rules of the catalogue" on public.catalogue_rules for select to authenticated using (( SELECT private.is_admin() AS is_admin));
create policy "admins remove rules of the catalogue" on public.catalogue_rules for delete to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.catalogue_rules to service_role;
grant delete, select on public.catalogue_rules to authenticated;
grant insert (leaves_out, type, days) on public.catalogue_rules to authenticated;
grant update (leaves_out, type, days) on public.catalogue_rules to authenticated;

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
CREATE TRIGGER _060_pools BEFORE UPDATE OF capacity ON events FOR EACH ROW EXECUTE FUNCTION private.tg_events__pools();
CREATE TRIGGER _100_revision BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION private.tg__revision();
CREATE TRIGGER _400_pool AFTER INSERT OR UPDATE OF capacity ON events FOR EACH ROW EXECUTE FUNCTION private.tg__pool('event', 'event_id', 'capacity');
CREATE TRIGGER _500_mark AFTER INSERT OR DELETE OR UPDATE OF event_id, organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, image_url, is_published ON events FOR EACH ROW EXECUTE FUNCTION private.tg__mark('event', 'event_id');
CREATE TRIGGER _500_mark_all AFTER TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION private.tg__mark_all('event');

create table public.order_history (
  id bigint not null generated always as identity,
  order_id uuid not null,
  what text not null,
  details jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null default clock_timestamp(),
  constraint order_history_pkey PRIMARY KEY (id),
  constraint order_history_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(order_id) ON DELETE CASCADE
);
CREATE INDEX order_history_of_order ON public.order_history USING btree (order_id, id);
alter table public.order_history enable row level security;
create policy "admins see every history, organisers those of their orders" on public.order_history for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (order_id IN ( SELECT private.my_orders() AS my_orders)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.order_history to service_role;
grant select on public.order_history to authenticated;

create table public.order_items (
  item_id uuid not null default gen_random_uuid(),
  order_id uuid not null,
  "position" integer not null,
  kind text not null,
  row_id uuid not null,
  tariff text not null,
  event_id uuid,
  name text not null,
  title text,
  quantity integer not null,
  unit_amount_minor bigint not null,
  stripe_price_id text,
  refunded integer not null default 0,
  returned integer not null default 0,
  constraint order_items_pkey PRIMARY KEY (item_id),
  constraint order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(order_id) ON DELETE CASCADE,
  constraint order_items_kind_known CHECK (kind = ANY (ARRAY['product'::text, 'ticket'::text, 'space'::text])),
  constraint order_items_quantity_range CHECK (quantity >= 1 AND quantity <= 1000000),
  constraint order_items_refunded_range CHECK (refunded >= 0 AND refunded <= quantity),
  constraint order_items_returned_range CHECK (returned >= 0 AND returned <= refunded),
  constraint order_items_unit_amount_minor_range CHECK (unit_amount_minor >= 0)
);
CREATE INDEX order_items_of_event ON public.order_items USING btree (event_id);
CREATE INDEX order_items_of_order ON public.order_items USING btree (order_id, "position");
CREATE INDEX order_items_of_row ON public.order_items USING btree (kind, row_id);
alter table public.order_items enable row level security;
create policy "admins see every item, organisers those of their orders" on public.order_items for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (order_id IN ( SELECT private.my_orders() AS my_orders)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.order_items to service_role;
grant select on public.order_items to authenticated;

create table public.orders (
  order_id uuid not null default gen_random_uuid(),
  number bigint not null generated always as identity,
  status text not null default 'open'::text,
  account text not null,
  organisation_id uuid,
  is_live boolean not null,
  currency text not null,
  total_minor bigint not null,
  fee_minor bigint not null default 0,
  email text,
  locale text not null default 'fr'::text,
  key_hash text not null,
  stripe_session_id text,
  stripe_payment_intent_id text,
  checkout_url text,
  hold_until timestamp with time zone,
  look_at timestamp with time zone,
  looked_at timestamp with time zone,
  dispute_status text,
  created_at timestamp with time zone not null default now(),
  paid_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint orders_pkey PRIMARY KEY (order_id),
  constraint orders_number_unique UNIQUE (number),
  constraint orders_stripe_session_id_unique UNIQUE (stripe_session_id),
  constraint orders_organisation_id_known FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint orders_currency_iso CHECK (currency ~ '^[a-z]{3}$'::text),
  constraint orders_email_length CHECK (length(email) <= 320),
  constraint orders_fee_minor_range CHECK (fee_minor >= 0 AND fee_minor <= total_minor),
  constraint orders_locale_known CHECK (locale = ANY (ARRAY['fr'::text, 'en'::text])),
  constraint orders_status_known CHECK (status = ANY (ARRAY['open'::text, 'processing'::text, 'paid'::text, 'refunding'::text, 'refunded'::text, 'expired'::text, 'cancelled'::text, 'failed'::text])),
  constraint orders_total_minor_range CHECK (total_minor >= 0)
);
CREATE INDEX orders_newest ON public.orders USING btree (created_at DESC, order_id);
CREATE INDEX orders_of_organisation ON public.orders USING btree (organisation_id, created_at DESC);
CREATE INDEX orders_of_payment ON public.orders USING btree (stripe_payment_intent_id);
CREATE INDEX orders_to_look_at ON public.orders USING btree (look_at) WHERE (look_at IS NOT NULL);
alter table public.orders enable row level security;
create policy "admins see every order, organisers those of their events" on public.orders for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (organisation_id IN ( SELECT private.my_organisations() AS my_organisations)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.orders to service_role;
grant select (order_id, number, status, account, organisation_id, is_live, currency, total_minor, fee_minor, email, locale, stripe_session_id, stripe_payment_intent_id, checkout_url, hold_until, dispute_status, created_at, paid_at, closed_at) on public.orders to authenticated;

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
  fee_percent numeric(5,2) not null default 0,
  constraint organisations_pkey PRIMARY KEY (organisation_id),
  constraint organisations_stripe_onbehalfof_unique UNIQUE (stripe_onbehalfof),
  constraint organisations_default_currency_iso CHECK (default_currency ~ '^[a-z]{3}$'::text),
  constraint organisations_fee_percent_range CHECK (fee_percent >= 0::numeric AND fee_percent <= 100::numeric),
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
grant insert (organisation_id, name, default_currency, stripe_onbehalfof, fee_percent) on public.organisations to authenticated;
grant update (name, default_currency, stripe_onbehalfof, fee_percent) on public.organisations to authenticated;
CREATE TRIGGER _100_revision BEFORE UPDATE ON organisations FOR EACH ROW EXECUTE FUNCTION private.tg__revision();
CREATE TRIGGER _200_account AFTER INSERT OR UPDATE OF stripe_onbehalfof ON organisations FOR EACH ROW EXECUTE FUNCTION private.tg_organisations__account();
CREATE TRIGGER _500_move AFTER UPDATE OF stripe_onbehalfof ON organisations FOR EACH ROW EXECUTE FUNCTION private.tg_organisations__move();

create table public.payments (
  stripe_payment_intent_id text not null,
  order_id uuid not null,
  stripe_session_id text not null,
  amount_minor bigint not null,
  is_confirmed boolean not null,
  paid_at timestamp with time zone not null default now(),
  constraint payments_pkey PRIMARY KEY (stripe_payment_intent_id),
  constraint payments_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(order_id),
  constraint payments_amount_minor_range CHECK (amount_minor > 0)
);
CREATE INDEX payments_newest ON public.payments USING btree (paid_at DESC) WHERE is_confirmed;
CREATE INDEX payments_of_order ON public.payments USING btree (order_id);
alter table public.payments enable row level security;
create policy "admins see every payment, organisers those of their orders" on public.payments for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (order_id IN ( SELECT private.my_orders() AS my_orders)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.payments to service_role;
grant select on public.payments to authenticated;

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

create table public.products (
  id uuid not null default gen_random_uuid(),
  slug text not null,
  name text not null,
  description text,
  image_url text,
  price numeric(12,3) not null,
  currency text not null default 'eur'::text,
  stock integer not null default 1,
  is_active boolean not null default true,
  stripe_product_id text,
  stripe_price_id text,
  revision bigint not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint products_pkey PRIMARY KEY (id),
  constraint products_slug_unique UNIQUE (slug),
  constraint products_stripe_product_id_unique UNIQUE (stripe_product_id),
  constraint products_currency_iso CHECK (currency ~ '^[a-z]{3}$'::text),
  constraint products_description_length CHECK (length(description) <= 5000),
  constraint products_image_url_address CHECK (image_url ~ '^https?://[^\s]+$'::text AND length(image_url) <= 2000),
  constraint products_name_length CHECK (name ~ '\S'::text AND length(name) <= 120),
  constraint products_price_range CHECK (price >= 0::numeric AND price < 1000000::numeric),
  constraint products_slug_shape CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text AND length(slug) <= 120),
  constraint products_stock_range CHECK (stock >= 0 AND stock <= 1000000)
);
CREATE INDEX products_by_name ON public.products USING btree (lower(name), id);
alter table public.products enable row level security;
create policy "admins add products" on public.products for insert to authenticated with check (( SELECT private.is_admin() AS is_admin));
create policy "admins change products" on public.products for update to authenticated using (( SELECT private.is_admin() AS is_admin)) with check (( SELECT private.is_admin() AS is_admin));
create policy "admins delete products" on public.products for delete to authenticated using (( SELECT private.is_admin() AS is_admin));
create policy "admins see every product, others those on sale" on public.products for select to authenticated using (is_active OR ( SELECT private.is_admin() AS is_admin));
create policy "visitors see the products that are on sale" on public.products for select to anon using (is_active);
grant delete, insert, maintain, references, select, trigger, truncate, update on public.products to service_role;
grant delete, select on public.products to authenticated;
grant select on public.products to anon;
grant insert (id, slug, name, description, image_url, price, currency, stock, is_active) on public.products to authenticated;
grant update (slug, name, description, image_url, price, currency, stock, is_active) on public.products to authenticated;
CREATE TRIGGER _050_before BEFORE INSERT OR UPDATE ON products FOR EACH ROW EXECUTE FUNCTION private.tg_products__before();
CREATE TRIGGER _100_revision BEFORE UPDATE ON products FOR EACH ROW EXECUTE FUNCTION private.tg__revision();
CREATE TRIGGER _400_pool AFTER INSERT OR UPDATE OF stock ON products FOR EACH ROW EXECUTE FUNCTION private.tg__pool('product', 'id', 'stock');
CREATE TRIGGER _500_mark AFTER INSERT OR DELETE OR UPDATE OF id, name, description, image_url, price, currency, is_active ON products FOR EACH ROW EXECUTE FUNCTION private.tg__mark('product', 'id');
CREATE TRIGGER _500_mark_all AFTER TRUNCATE ON products FOR EACH STATEMENT EXECUTE FUNCTION private.tg__mark_all('product');

create table public.refunds (
  refund_id uuid not null default gen_random_uuid(),
  order_id uuid not null,
  stripe_payment_intent_id text not null,
  amount_minor bigint not null,
  lines jsonb not null default '[]'::jsonb,
  reason text not null,
  status text not null default 'asked'::text,
  stripe_refund_id text,
  error jsonb,
  is_returned boolean not null default false,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone default now(),
  asked_by uuid,
  created_at timestamp with time zone not null default now(),
  settled_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  constraint refunds_pkey PRIMARY KEY (refund_id),
  constraint refunds_stripe_refund_id_unique UNIQUE (stripe_refund_id),
  constraint refunds_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(order_id),
  constraint refunds_stripe_payment_intent_id_fkey FOREIGN KEY (stripe_payment_intent_id) REFERENCES payments(stripe_payment_intent_id),
  constraint refunds_amount_minor_range CHECK (amount_minor > 0),
  constraint refunds_reason_known CHECK (reason = ANY (ARRAY['asked'::text, 'sold_out'::text, 'paid_twice'::text, 'amount_differs'::text, 'elsewhere'::text])),
  constraint refunds_status_known CHECK (status = ANY (ARRAY['asked'::text, 'pending'::text, 'requires_action'::text, 'succeeded'::text, 'failed'::text, 'canceled'::text]))
);
CREATE INDEX refunds_of_order ON public.refunds USING btree (order_id, created_at);
CREATE INDEX refunds_of_payment ON public.refunds USING btree (stripe_payment_intent_id);
CREATE INDEX refunds_settled ON public.refunds USING btree (settled_at) WHERE (status = 'succeeded'::text);
CREATE INDEX refunds_to_make ON public.refunds USING btree (next_attempt_at) WHERE (status = 'asked'::text);
alter table public.refunds enable row level security;
create policy "admins see every refund, organisers those of their orders" on public.refunds for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (order_id IN ( SELECT private.my_orders() AS my_orders)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.refunds to service_role;
grant select on public.refunds to authenticated;
CREATE TRIGGER _100_bound BEFORE INSERT OR UPDATE OF status, amount_minor ON refunds FOR EACH ROW EXECUTE FUNCTION private.tg_refunds__bound();
CREATE TRIGGER _900_poke AFTER INSERT ON refunds FOR EACH STATEMENT EXECUTE FUNCTION private.tg_refunds__poke();

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

create table public.stripe_prices_log (
  id uuid not null default gen_random_uuid(),
  connected_account_id text,
  stripe_price_id text not null,
  is_live boolean not null,
  stripe_product_id text not null,
  unit_amount bigint,
  currency text not null,
  active boolean not null,
  tariff text,
  ticket_id text,
  lookup_key text,
  nickname text,
  recurring jsonb,
  metadata jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  first_seen_at timestamp with time zone not null default now(),
  read_at timestamp with time zone not null,
  constraint stripe_prices_log_pkey PRIMARY KEY (id),
  constraint stripe_prices_log_known UNIQUE NULLS NOT DISTINCT (stripe_price_id, connected_account_id, is_live)
);
CREATE INDEX stripe_prices_log_of_product ON public.stripe_prices_log USING btree (stripe_product_id, created_at);
alter table public.stripe_prices_log enable row level security;
create policy "admins read what Stripe charges" on public.stripe_prices_log for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.stripe_prices_log to service_role;
grant select on public.stripe_prices_log to authenticated;

create table public.stripe_products_log (
  id uuid not null default gen_random_uuid(),
  connected_account_id text,
  stripe_product_id text not null,
  is_live boolean not null,
  name text not null,
  description text,
  active boolean not null,
  is_deleted boolean not null default false,
  type text,
  project text,
  kind text,
  row_id uuid,
  images jsonb not null default '[]'::jsonb,
  metadata jsonb not null default '{}'::jsonb,
  default_price_id text,
  unit_amount bigint,
  currency text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  first_seen_at timestamp with time zone not null default now(),
  read_at timestamp with time zone not null,
  constraint stripe_products_log_pkey PRIMARY KEY (id),
  constraint stripe_products_log_known UNIQUE NULLS NOT DISTINCT (stripe_product_id, connected_account_id, is_live)
);
CREATE INDEX stripe_products_log_newest ON public.stripe_products_log USING btree (created_at DESC, id DESC);
CREATE INDEX stripe_products_log_of_account ON public.stripe_products_log USING btree (COALESCE(connected_account_id, 'platform'::text), is_live, created_at);
CREATE INDEX stripe_products_log_of_row ON public.stripe_products_log USING btree (kind, row_id) WHERE (row_id IS NOT NULL);
alter table public.stripe_products_log enable row level security;
create policy "admins read what Stripe holds" on public.stripe_products_log for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.stripe_products_log to service_role;
grant select on public.stripe_products_log to authenticated;

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

create table public.ticket_codes (
  code_id uuid not null default gen_random_uuid(),
  code text not null,
  order_id uuid not null,
  item_id uuid not null,
  ticket_id uuid not null,
  event_id uuid not null,
  place integer not null,
  is_void boolean not null default false,
  checked_in_at timestamp with time zone,
  checked_in_by uuid,
  constraint ticket_codes_pkey PRIMARY KEY (code_id),
  constraint ticket_codes_code_unique UNIQUE (code),
  constraint ticket_codes_item_id_fkey FOREIGN KEY (item_id) REFERENCES order_items(item_id) ON DELETE CASCADE,
  constraint ticket_codes_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(order_id) ON DELETE CASCADE
);
CREATE INDEX ticket_codes_of_event ON public.ticket_codes USING btree (event_id, checked_in_at DESC);
CREATE INDEX ticket_codes_of_item ON public.ticket_codes USING btree (item_id, place);
alter table public.ticket_codes enable row level security;
create policy "admins see every code, organisers those of their events" on public.ticket_codes for select to authenticated using (( SELECT private.is_admin() AS is_admin) OR (order_id IN ( SELECT private.my_orders() AS my_orders)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.ticket_codes to service_role;
grant select on public.ticket_codes to authenticated;

create view public.backfill_runs_listed with (security_invoker=true) as
 SELECT id,
    is_live,
    state,
    started_at,
    ended_at,
    backfill_state(is_live, id) AS summary
   FROM private.backfill_runs runs;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.backfill_runs_listed to service_role;
grant select on public.backfill_runs_listed to authenticated;

create view public.catalogue_listed with (security_invoker=true) as
 SELECT logged.id,
    logged.stripe_product_id,
    logged.connected_account_id,
    COALESCE(logged.connected_account_id, 'platform'::text) AS account,
    organisations.name AS seller,
    logged.is_live,
    logged.name,
    lower(logged.name) AS sort_name,
    concat_ws(' '::text, logged.name, logged.stripe_product_id, logged.default_price_id, logged.description) AS searched,
    logged.description,
    logged.type,
    logged.project,
    COALESCE(logged.type, 'none'::text) AS of_type,
    COALESCE(logged.project, 'none'::text) AS in_project,
        CASE
            WHEN logged.is_deleted THEN 'deleted'::text
            WHEN logged.active THEN 'active'::text
            ELSE 'archived'::text
        END AS state,
    logged.kind,
    logged.row_id,
    marks.label AS row_name,
    COALESCE(COALESCE(marks.seen #>> '{product,id}'::text[], marks.stripe_product_id) = logged.stripe_product_id, false) AS is_ours,
    logged.images,
    logged.metadata,
    logged.default_price_id,
    logged.unit_amount,
    logged.currency,
    logged.created_at,
    logged.updated_at,
    logged.first_seen_at,
    logged.read_at,
    logged.is_left_out
   FROM stripe_products_by_rules logged
     LEFT JOIN organisations ON organisations.stripe_onbehalfof = logged.connected_account_id
     LEFT JOIN private.sync_marks marks ON marks.kind = logged.kind AND marks.row_id = logged.row_id AND marks.account = COALESCE(logged.connected_account_id, 'platform'::text);
grant delete, insert, maintain, references, select, trigger, truncate, update on public.catalogue_listed to service_role;
grant select on public.catalogue_listed to authenticated;

create view public.catalogue_prices with (security_invoker=true) as
 SELECT prices.id,
    products.id AS product_id,
    prices.stripe_price_id,
    prices.unit_amount,
    prices.currency,
    prices.active,
    prices.tariff,
    prices.ticket_id,
    prices.lookup_key,
    prices.nickname,
    prices.recurring,
    prices.metadata ->> 'ticket_name'::text AS ticket_name,
    prices.created_at,
    prices.ended_at,
    NOT prices.stripe_price_id IS DISTINCT FROM products.default_price_id AS is_default
   FROM stripe_products_log products
     JOIN stripe_prices_log prices ON prices.stripe_product_id = products.stripe_product_id AND prices.is_live = products.is_live AND NOT prices.connected_account_id IS DISTINCT FROM products.connected_account_id;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.catalogue_prices to service_role;
grant select on public.catalogue_prices to authenticated;

create view public.drifts_listed with (security_invoker=true) as
 SELECT drifts.drift_id AS id,
    drifts.kind,
    drifts.row_id,
    marks.label AS name,
    lower(marks.label) AS sort_name,
    NULLIF(drifts.account, 'platform'::text) AS connected_account_id,
    drifts.stripe_product_id,
    drifts.field,
    drifts.ours,
    drifts.theirs,
    drifts.grade,
    drifts.since,
    drifts.found_at,
    drifts.changed_by,
    marks.is_left,
    private.sync_word(marks.*) AS sync_status,
        CASE
            WHEN marks.wanted > marks.synced THEN 'mending'::text
            ELSE drifts.state
        END AS state
   FROM private.drifts
     JOIN private.sync_marks marks USING (kind, row_id, account);
grant delete, insert, maintain, references, select, trigger, truncate, update on public.drifts_listed to service_role;
grant select on public.drifts_listed to authenticated;

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

create view public.notice_gaps_listed with (security_invoker=true) as
 SELECT gap_id AS id,
        CASE
            WHEN account <> 'platform'::text THEN account
            ELSE NULL::text
        END AS account,
    from_at,
    to_at,
    missed,
    found_at
   FROM private.notice_gaps gaps;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.notice_gaps_listed to service_role;
grant select on public.notice_gaps_listed to authenticated;

create view public.notices_listed with (security_invoker=true) as
 SELECT id,
    type,
    account,
    object_id,
    is_live,
    created_at,
    received_at,
    attempts,
    error,
    done_at,
    is_recovered,
        CASE
            WHEN state = 'waiting'::text AND error IS NOT NULL THEN 'retrying'::text
            ELSE state
        END AS state,
        CASE
            WHEN state = 'waiting'::text THEN next_attempt_at
            ELSE NULL::timestamp with time zone
        END AS next_attempt_at,
        CASE
            WHEN state = 'failed'::text THEN 0
            WHEN state = 'waiting'::text AND error IS NOT NULL THEN 1
            WHEN state = 'waiting'::text THEN 2
            ELSE 3
        END AS sort_state,
    concat_ws(' '::text, type, id, object_id, account) AS searched,
    COALESCE(account, 'platform'::text) AS seller
   FROM private.stripe_notices notices;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.notices_listed to service_role;
grant select on public.notices_listed to authenticated;

create view public.orders_listed with (security_invoker=true) as
 SELECT orders.order_id AS id,
    orders.number,
    orders.number::text AS number_text,
    orders.status,
    orders.currency,
    orders.total_minor,
    orders.email,
    lower(orders.email) AS sort_email,
    orders.created_at,
    orders.paid_at,
    orders.hold_until,
    orders.organisation_id,
    organisations.name AS organisation_name,
    orders.dispute_status,
    COALESCE(given.amount_minor, 0::numeric) AS refunded_minor,
    COALESCE(given.has_failed, false) AS has_failed_refund,
    sold.units,
    sold.names,
    sold.kinds,
    concat_ws(' '::text, '#'::text || orders.number, orders.email, sold.names, sold.titles, organisations.name) AS searched,
    COALESCE(orders.organisation_id::text, 'platform'::text) AS seller_id,
    COALESCE(given.has_failed, false) OR orders.status = 'refunding'::text OR COALESCE(orders.dispute_status <> ALL (ARRAY['won'::text, 'lost'::text, 'warning_closed'::text, 'prevented'::text]), false) AS needs_person
   FROM orders
     LEFT JOIN organisations USING (organisation_id)
     LEFT JOIN LATERAL ( SELECT sum(refunds.amount_minor) FILTER (WHERE refunds.status <> ALL (ARRAY['failed'::text, 'canceled'::text])) AS amount_minor,
            bool_or((refunds.status = ANY (ARRAY['failed'::text, 'canceled'::text])) AND refunds.acknowledged_at IS NULL) AS has_failed
           FROM refunds
          WHERE refunds.order_id = orders.order_id) given ON true
     LEFT JOIN LATERAL ( SELECT sum(items.quantity) AS units,
            string_agg(items.name, ', '::text ORDER BY items."position") AS names,
            string_agg(DISTINCT items.title, ', '::text) AS titles,
            array_agg(DISTINCT items.kind) AS kinds
           FROM order_items items
          WHERE items.order_id = orders.order_id) sold ON true;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.orders_listed to service_role;
grant select on public.orders_listed to authenticated;

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
          WHERE members.organisation_id = organisations.organisation_id) AS members,
    fee_percent::double precision AS fee_percent
   FROM organisations;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.organisations_with_account to service_role;
grant select on public.organisations_with_account to authenticated;

create view public.products_of_nobody with (security_invoker=true) as
 SELECT id,
    stripe_product_id,
    connected_account_id,
    is_live,
    name,
    lower(name) AS sort_name,
    concat_ws(' '::text, name, stripe_product_id) AS searched,
    active,
    type,
    project,
    unit_amount,
    currency,
    row_id IS NOT NULL AS is_claimed,
    created_at
   FROM stripe_products_log logged
  WHERE NOT is_deleted AND NOT (EXISTS ( SELECT
           FROM private.sync_marks marks
          WHERE marks.account = COALESCE(logged.connected_account_id, 'platform'::text) AND ((marks.seen #>> '{product,id}'::text[]) = logged.stripe_product_id OR marks.stripe_product_id = logged.stripe_product_id AND marks.seen IS NULL)));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.products_of_nobody to service_role;
grant select on public.products_of_nobody to authenticated;

create view public.products_with_sync with (security_invoker=true) as
 SELECT products.id,
    products.slug,
    products.name,
    products.description,
    products.image_url,
    products.price::text AS price,
    products.price AS sort_price,
    lower(products.name) AS sort_name,
    products.currency,
    products.stock,
    (private.pool_numbers('product'::text, products.id)).sold AS sold,
    (private.pool_numbers('product'::text, products.id)).held AS held,
    (private.pool_numbers('product'::text, products.id)).available AS available,
    products.is_active,
    products.stripe_product_id,
    products.stripe_price_id,
    products.revision,
    products.created_at,
    products.updated_at,
    private.sync_state(marks.*) AS sync,
    private.sync_word(marks.*) AS sync_status
   FROM products
     LEFT JOIN private.sync_marks marks ON marks.kind = 'product'::text AND marks.row_id = products.id AND NOT marks.is_left;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.products_with_sync to service_role;
grant select on public.products_with_sync to authenticated;

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

create view public.stripe_products_by_rules with (security_invoker=true) as
 SELECT id,
    connected_account_id,
    stripe_product_id,
    is_live,
    name,
    description,
    active,
    is_deleted,
    type,
    project,
    kind,
    row_id,
    images,
    metadata,
    default_price_id,
    unit_amount,
    currency,
    created_at,
    updated_at,
    first_seen_at,
    read_at,
    (EXISTS ( SELECT
           FROM catalogue_rules rules
          WHERE
                CASE rules.leaves_out
                    WHEN 'type'::text THEN logged.type = rules.type
                    WHEN 'age'::text THEN logged.created_at < (now() - make_interval(days => rules.days))
                    ELSE NOT logged.active OR logged.is_deleted
                END)) AS is_left_out
   FROM stripe_products_log logged;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.stripe_products_by_rules to service_role;
grant select on public.stripe_products_by_rules to authenticated;

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

CREATE OR REPLACE FUNCTION public.alert_claim()
 RETURNS TABLE(alert_id bigint, what text, details jsonb, created_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select alerts.alert_id, alerts.what, alerts.details, alerts.created_at from private.alerts
  where alerts.sent_at is null order by alerts.alert_id limit 20;
$function$;
grant execute on function public.alert_claim() to service_role;

CREATE OR REPLACE FUNCTION public.alert_sent(alert_id bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.alerts set sent_at = now() where alerts.alert_id = alert_sent.alert_id;
$function$;
grant execute on function public.alert_sent(alert_id bigint) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_claim(worker uuid, is_live boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  part record;
  places jsonb := '[]';
begin
  for part in
    select parts.run, parts.account from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
    where runs.is_live = backfill_claim.is_live and runs.state = 'running' and parts.state = 'running'
    order by parts.account
  loop
    if private.has_reads_left(part.account, backfill_claim.is_live) then
      -- A worker that died after its last page has left this to be done.
      perform private.settle_part(part.run, part.account);
      places := places || private.take_windows(worker, part.run, part.account, backfill_claim.is_live);
    else
      perform private.fail_part(part.run, part.account, jsonb_build_object('code', 'reads_spent'));
    end if;
  end loop;
  -- A run whose accounts all keep us out has no part that could end it.
  perform private.end_backfill(runs.id) from private.backfill_runs runs
  where runs.is_live = backfill_claim.is_live and runs.state = 'running';
  return places;
end;
$function$;
grant execute on function public.backfill_claim(worker uuid, is_live boolean) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_count_drift(run uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.backfill_runs runs set drifted = private.count_drifts()
  where runs.id = backfill_count_drift.run and runs.state <> 'running';
$function$;
grant execute on function public.backfill_count_drift(run uuid) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_fail(run uuid, account text, error text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.fail_part(run, account, error::jsonb);
end;
$function$;
grant execute on function public.backfill_fail(run uuid, account text, error text) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_open(is_live boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  open uuid;
begin
  perform private.check_run_right();
  lock table private.backfill_runs in share row exclusive mode;
  select runs.id into open from private.backfill_runs runs
  where runs.is_live = backfill_open.is_live and runs.state = 'running';
  if found then
    return open;
  end if;
  insert into private.backfill_runs (is_live, asked_by) values (backfill_open.is_live, auth.uid()) returning id into open;
  perform private.add_part(open, backfill_open.is_live, accounts.account) from (
    select 'platform' as account
    union all
    select known.account from private.stripe_accounts known where known.access = 'granted') accounts;
  -- What an account holds that has taken its leave cannot be read any more; the run says so.
  insert into private.backfill_parts (run, account, state, is_full, error, ended_at)
  select open, known.account, 'failed', false, jsonb_build_object('code', 'account_refuses'), now()
  from private.stripe_accounts known where known.access = 'withdrawn';
  delete from private.backfill_runs runs where runs.id in (
    select old.id from private.backfill_runs old where old.is_live = backfill_open.is_live
    order by old.started_at desc offset 100)
    -- The last good part of an account says where the next one begins.
    and not exists (select from private.backfill_parts parts where parts.run = runs.id and parts.state = 'done'
      and not exists (select from private.backfill_parts later where later.account = parts.account
        and later.state = 'done' and later.as_of > parts.as_of));
  return open;
end;
$function$;
grant execute on function public.backfill_open(is_live boolean) to authenticated;
grant execute on function public.backfill_open(is_live boolean) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_page(worker uuid, place bigint, report text, page text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  told constant jsonb := page::jsonb;
  held private.backfill_windows;
  mode_is_live boolean;
  kept jsonb;
  noted record;
  missing text[] := '{}';
  places jsonb := '[]';
begin
  select * into held from private.backfill_windows windows
  where windows.id = place and windows.leased_by = worker and windows.done_at is null for update;
  if held.id is null then
    return null;
  end if;
  select runs.is_live into mode_is_live from private.backfill_runs runs where runs.id = held.run;
  kept := public.catalogue_keep(held.account, mode_is_live, report);
  noted := private.note_seen(held,
    array(select jsonb_array_elements_text(told -> 'products')),
    array(select jsonb_array_elements_text((kept -> 'new') || (kept -> 'changed'))));
  update private.backfill_windows windows set
    cursor = coalesce(told ->> 'cursor', windows.cursor),
    reached_s = coalesce((told ->> 'reached_s')::bigint, windows.reached_s),
    pages = windows.pages + 1,
    seen = windows.seen + (told ->> 'seen')::bigint,
    lease_until = now() + interval '60 seconds'
  where windows.id = held.id returning * into held;
  if (told ->> 'has_more')::boolean then
    perform private.split_window(held, (told ->> 'first_s')::bigint, private.backfill_lanes(held.account, mode_is_live));
    select * into held from private.backfill_windows windows where windows.id = held.id;
    places := jsonb_build_array(to_jsonb(held));
  else
    missing := private.not_seen(held, mode_is_live);
    if cardinality(missing) = 0 then
      perform private.end_window(held, mode_is_live);
    end if;
  end if;
  update private.backfill_parts parts set
    checked = parts.checked + noted.fresh, synced = parts.synced + noted.moved,
    deleted = parts.deleted + jsonb_array_length(coalesce(report::jsonb -> 'deleted', '[]')),
    reads = parts.reads + (told ->> 'reads')::bigint
  where parts.run = held.run and parts.account = held.account and parts.state = 'running';
  if not found then
    -- The account has failed meanwhile: what this worker has read is kept, and it goes no further.
    places := '[]';
    missing := '{}';
    update private.backfill_windows windows set leased_by = null, lease_until = null where windows.id = held.id;
  elsif not private.has_reads_left(held.account, mode_is_live) then
    perform private.fail_part(held.run, held.account, jsonb_build_object('code', 'reads_spent'));
    places := '[]';
    missing := '{}';
  elsif cardinality(missing) = 0 then
    if places = '[]' then
      perform private.settle_part(held.run, held.account);
    end if;
    places := places || private.take_windows(worker, held.run, held.account, mode_is_live);
  end if;
  return kept || jsonb_build_object('missing', to_jsonb(missing), 'next', places);
end;
$function$;
grant execute on function public.backfill_page(worker uuid, place bigint, report text, page text) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_release(worker uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.backfill_windows windows set leased_by = null, lease_until = null
  where windows.leased_by = worker and windows.done_at is null;
$function$;
grant execute on function public.backfill_release(worker uuid) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_state(is_live boolean, run uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.backfill_state(is_live boolean, run uuid) to authenticated;
grant execute on function public.backfill_state(is_live boolean, run uuid) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_untold(events text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(jsonb_agg(event.id), '[]')
  from jsonb_array_elements_text(events::jsonb) event (id)
  where not exists (select from private.stripe_notices notices where notices.id = event.id and notices.state = 'done');
$function$;
grant execute on function public.backfill_untold(events text) to service_role;

CREATE OR REPLACE FUNCTION public.backfill_watch(is_live boolean, hours integer DEFAULT 26)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  late constant timestamptz := now() - make_interval(hours => hours);
  last_good constant timestamptz := (select max(runs.started_at) from private.backfill_runs runs
    where runs.is_live = backfill_watch.is_live and runs.state = 'done');
begin
  insert into private.backfill_watches (is_live) values (backfill_watch.is_live) on conflict do nothing;
  update private.backfill_watches watches set alerted_at = now()
  where watches.is_live = backfill_watch.is_live and greatest(watches.since, last_good) < late
    and (watches.alerted_at is null or watches.alerted_at < now() - interval '24 hours');
  if not found then
    return false;
  end if;
  perform private.alert('backfill_missing', jsonb_build_object('last_good', last_good));
  return true;
end;
$function$;
grant execute on function public.backfill_watch(is_live boolean, hours integer) to service_role;

CREATE OR REPLACE FUNCTION public.catalogue_keep(account text, is_live boolean, report text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  told constant jsonb := report::jsonb;
  kept record;
  moved text[];
  gone text[];
begin
  if not exists (select from private.products_to_keep(account, is_live, told))
    and not exists (select from private.prices_to_keep(account, is_live, told))
    and not exists (select from private.products_to_end(account, is_live, told)) then
    return jsonb_build_object('new', '[]'::jsonb, 'changed', '[]'::jsonb);
  end if;
  -- A product and its prices are told of by different reports at once: one after the other, none misses the other's half.
  perform pg_advisory_xact_lock(hashtextextended('catalogue ' || account || is_live, 0));
  kept := private.keep_products(account, is_live, told);
  moved := private.keep_prices(account, is_live, told);
  with ended as (
    update public.stripe_products_log logged set is_deleted = true, read_at = (told ->> 'as_of')::timestamptz
    where logged.id in (select private.products_to_end(account, catalogue_keep.is_live, told))
    returning logged.stripe_product_id)
  select coalesce(array_agg(ended.stripe_product_id), '{}') into gone from ended;
  perform private.keep_amounts(account, is_live, kept.new || kept.changed || moved);
  return jsonb_build_object('new', to_jsonb(kept.new), 'changed', (
    select coalesce(jsonb_agg(distinct product), '[]')
    from unnest(kept.changed || moved || gone) product
    where product <> all (kept.new)));
end;
$function$;
grant execute on function public.catalogue_keep(account text, is_live boolean, report text) to service_role;

CREATE OR REPLACE FUNCTION public.catalogue_numbers(is_live boolean)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with counted as materialized (
    select logged.project, logged.type, coalesce(logged.connected_account_id, 'platform') as account, count(*) as products,
      count(*) filter (where logged.active and not logged.is_deleted) as active,
      count(*) filter (where logged.created_at >= now() - interval '24 hours') as fresh
    from public.stripe_products_log logged where logged.is_live = catalogue_numbers.is_live
    group by 1, 2, 3
  ), read as materialized (
    select parts.account, max(parts.ended_at) as at
    from private.backfill_parts parts join private.backfill_runs runs on runs.id = parts.run
    where runs.is_live = catalogue_numbers.is_live and parts.state = 'done' group by 1
  ), projects as (
    select counted.project, sum(counted.products) as products, sum(counted.active) as active, sum(counted.fresh) as fresh,
      max(read.at) as at
    from counted left join read using (account) group by 1
  ), types as (
    select counted.type, sum(counted.products) as products from counted group by 1 order by 2 desc, 1 limit 100
  ), accounts as (
    select counted.account, min(organisations.name) as seller, sum(counted.products) as products
    from counted left join public.organisations on organisations.stripe_onbehalfof = counted.account
    group by 1 order by 3 desc, 1 limit 100
  )
  select jsonb_build_object(
    'projects', (select coalesce(jsonb_agg(jsonb_build_object('project', projects.project, 'products', projects.products,
        'active', projects.active, 'new24h', projects.fresh, 'lastRunAt', projects.at)
        order by projects.products desc, projects.project nulls last), '[]') from projects),
    'types', (select coalesce(jsonb_agg(types.type order by types.type nulls last), '[]') from types),
    'accounts', (select coalesce(jsonb_agg(jsonb_build_object('account', accounts.account, 'seller', accounts.seller)
        order by accounts.account = 'platform' desc, accounts.seller, accounts.account), '[]') from accounts));
$function$;
grant execute on function public.catalogue_numbers(is_live boolean) to authenticated;
grant execute on function public.catalogue_numbers(is_live boolean) to service_role;

CREATE OR REPLACE FUNCTION public.drift_accept(ids uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  accepted int;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  update private.drifts set state = 'accepted', decided_at = now(), decided_by = auth.uid()
  where drifts.drift_id = any (ids);
  get diagnostics accepted = row_count;
  return accepted;
end;
$function$;
grant execute on function public.drift_accept(ids uuid[]) to authenticated;
grant execute on function public.drift_accept(ids uuid[]) to service_role;

CREATE OR REPLACE FUNCTION public.drift_candidates(account text, is_live boolean, products text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  told jsonb;
begin
  insert into private.drifts_to_look_for (account, is_live, stripe_product_id)
  select drift_candidates.account, drift_candidates.is_live, marks.seen #>> '{product,id}'
  from private.sync_marks marks
  where marks.seen #>> '{product,id}' = any (products) and marks.account = drift_candidates.account
    and marks.wanted > marks.synced
  on conflict do nothing;
  insert into private.drifts_to_look_for (account, is_live, stripe_product_id)
  select drift_candidates.account, drift_candidates.is_live, shown.stripe_product_id
  from private.sync_marks marks
  join public.stripe_products_log shown on shown.stripe_product_id = marks.seen #>> '{product,id}'
    and shown.connected_account_id is not distinct from nullif(marks.account, 'platform')
    and shown.is_live = drift_candidates.is_live
  where marks.seen #>> '{product,id}' = any (products) and marks.account = drift_candidates.account
    and marks.wanted = marks.synced
    and exists (select from private.prices_behind(marks.*, shown.*) behind where behind.is_logged)
  on conflict do nothing;
  with due as (
    delete from private.drifts_to_look_for done
    using (
      select waiting.stripe_product_id from private.drifts_to_look_for waiting
      join private.sync_marks marks on marks.seen #>> '{product,id}' = waiting.stripe_product_id
        and marks.account = waiting.account
      where waiting.account = drift_candidates.account and waiting.is_live = drift_candidates.is_live
        and marks.wanted = marks.synced and marks.synced_at < now() - interval '30 seconds'
      limit 500) due
    where done.account = drift_candidates.account and done.is_live = drift_candidates.is_live
      and done.stripe_product_id = due.stripe_product_id
    returning done.stripe_product_id
  ), asked as (
    select product as stripe_product_id, product in (select due.stripe_product_id from due) as has_waited
    from (select unnest(products) union select due.stripe_product_id from due) named (product)
  )
  select jsonb_agg(jsonb_build_object('kind', marks.kind, 'row_id', marks.row_id, 'account', marks.account,
    'wanted', marks.wanted, 'print', private.log_print(shown.*), 'read_at', private.iso(shown.read_at), 'updated_at', private.iso(shown.updated_at),
    'is_deleted', shown.is_deleted, 'has_all_prices', asked.has_waited or not behind.is_any,
    'is_stale', greatest(shown.read_at, prices.read_at) <= marks.synced_at or asked.has_waited and behind.is_any,
    'known', exists (select from private.drifts where drifts.kind = marks.kind and drifts.row_id = marks.row_id
      and drifts.account = marks.account),
    'product', jsonb_build_object('id', shown.stripe_product_id, 'name', shown.name, 'description', shown.description,
      'active', shown.active, 'images', shown.images, 'metadata', shown.metadata, 'default_price', shown.default_price_id),
    'prices', prices.shown))
  into told
  from asked
  join private.sync_marks marks on marks.seen #>> '{product,id}' = asked.stripe_product_id
    and marks.account = drift_candidates.account and marks.wanted = marks.synced
  join public.stripe_products_log shown on shown.stripe_product_id = asked.stripe_product_id
    and shown.connected_account_id is not distinct from nullif(marks.account, 'platform')
    and shown.is_live = drift_candidates.is_live
  cross join lateral (
    select max(logged.read_at) as read_at, coalesce(jsonb_agg(jsonb_build_object('id', logged.stripe_price_id,
      'tariff', coalesce(logged.tariff, logged.ticket_id), 'unit_amount', logged.unit_amount, 'currency', logged.currency,
      'active', logged.active, 'is_one_time', logged.recurring is null, 'lookup_key', logged.lookup_key,
      'nickname', logged.nickname, 'metadata', logged.metadata,
      'since', private.iso(coalesce(logged.ended_at, logged.created_at)))
      order by logged.created_at, logged.stripe_price_id), '[]') as shown
    from public.stripe_prices_log logged
    where logged.stripe_product_id = shown.stripe_product_id and logged.is_live = shown.is_live
      and logged.connected_account_id is not distinct from shown.connected_account_id) prices
  cross join lateral (select exists (select from private.prices_behind(marks.*, shown.*)) as is_any) behind
  where asked.has_waited or greatest(shown.read_at, prices.read_at) > marks.synced_at;
  return coalesce(told, '[]');
end;
$function$;
grant execute on function public.drift_candidates(account text, is_live boolean, products text[]) to service_role;

CREATE OR REPLACE FUNCTION public.drift_changed_by(id uuid, changed_by text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.drifts set changed_by = drift_changed_by.changed_by::jsonb,
    since = coalesce((drift_changed_by.changed_by::jsonb ->> 'at')::timestamptz, drifts.since)
  where drifts.drift_id = drift_changed_by.id;
$function$;
grant execute on function public.drift_changed_by(id uuid, changed_by text) to service_role;

CREATE OR REPLACE FUNCTION public.drift_keep(report text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  told record;
  kept int := 0;
begin
  for told in
    select * from jsonb_to_recordset(report::jsonb)
      told (kind text, row_id uuid, account text, wanted bigint, print text, is_live boolean, stripe_product_id text, drifts jsonb)
    order by kind, row_id, account
  loop
    perform from private.sync_marks marks
    where marks.kind = told.kind and marks.row_id = told.row_id and marks.account = told.account
      and marks.wanted = told.wanted and marks.synced = marks.wanted for update;
    if not found or told.print is distinct from (
      select private.log_print(shown) from public.stripe_products_log shown
      where shown.stripe_product_id = told.stripe_product_id and shown.is_live = told.is_live
        and shown.connected_account_id is not distinct from nullif(told.account, 'platform')) then
      continue;
    end if;
    delete from private.drifts where drifts.kind = told.kind and drifts.row_id = told.row_id and drifts.account = told.account
      and not exists (select from jsonb_array_elements(told.drifts) still where still ->> 'field' = drifts.field);
    insert into private.drifts as known (kind, row_id, account, stripe_product_id, field, ours, theirs, grade, since)
    select told.kind, told.row_id, told.account, told.stripe_product_id, field, ours, theirs, grade, since
    from jsonb_to_recordset(told.drifts) drift (field text, ours jsonb, theirs jsonb, grade text, since timestamptz)
    -- What was accepted stays accepted for as long as both sides stay what they were.
    on conflict on constraint drifts_field_unique do update set ours = excluded.ours, theirs = excluded.theirs,
      grade = excluded.grade, since = excluded.since, stripe_product_id = excluded.stripe_product_id,
      state = 'open', changed_by = null, decided_at = null, decided_by = null, found_at = now()
    where (known.ours, known.theirs) is distinct from (excluded.ours, excluded.theirs);
    if jsonb_array_length(told.drifts) > 0 then
      update private.sync_marks marks set look_from = marks.wanted + 1
      where marks.kind = told.kind and marks.row_id = told.row_id and marks.account = told.account
        and marks.look_from is distinct from marks.wanted + 1;
    end if;
    kept := kept + jsonb_array_length(told.drifts);
  end loop;
  return kept;
end;
$function$;
grant execute on function public.drift_keep(report text) to service_role;

CREATE OR REPLACE FUNCTION public.drift_put_back(ids uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  marked int;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  with rows as (
    select marks.kind, marks.row_id, marks.account from private.sync_marks marks
    where (marks.kind, marks.row_id, marks.account) in (
      select drifts.kind, drifts.row_id, drifts.account from private.drifts where drifts.drift_id = any (ids))
    order by marks.kind, marks.row_id, marks.account for update)
  update private.sync_marks marks set
    wanted = marks.wanted + 1, look_from = marks.wanted + 1, is_bulk = false, attempts = 0, delays = 0, error = null,
    next_attempt_at = greatest(now(), marks.attempted_at + interval '1 second'), changed_at = now()
  from rows where marks.kind = rows.kind and marks.row_id = rows.row_id and marks.account = rows.account;
  get diagnostics marked = row_count;
  perform private.poke();
  return marked;
end;
$function$;
grant execute on function public.drift_put_back(ids uuid[]) to authenticated;
grant execute on function public.drift_put_back(ids uuid[]) to service_role;

CREATE OR REPLACE FUNCTION public.drift_waiting(is_live boolean)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct waiting.account from private.drifts_to_look_for waiting
  join private.sync_marks marks on marks.seen #>> '{product,id}' = waiting.stripe_product_id
    and marks.account = waiting.account
  where waiting.is_live = drift_waiting.is_live and marks.wanted = marks.synced
    and marks.synced_at < now() - interval '30 seconds';
$function$;
grant execute on function public.drift_waiting(is_live boolean) to service_role;

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

CREATE OR REPLACE FUNCTION public.notice_recover(account text, is_live boolean, to_at timestamp with time zone, missed text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.notice_recover(account text, is_live boolean, to_at timestamp with time zone, missed text) to service_role;

CREATE OR REPLACE FUNCTION public.notice_replay(id text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.notice_replay(id text) to authenticated;
grant execute on function public.notice_replay(id text) to service_role;

CREATE OR REPLACE FUNCTION public.notice_replay_failed()
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
  update private.stripe_notices notices set state = 'waiting', attempts = 0, next_attempt_at = now()
  where notices.state = 'failed';
  get diagnostics asked = row_count;
  return asked;
end;
$function$;
grant execute on function public.notice_replay_failed() to authenticated;
grant execute on function public.notice_replay_failed() to service_role;

CREATE OR REPLACE FUNCTION public.notice_watch_claim(is_live boolean, every_minutes integer DEFAULT 10, youngest_seconds integer DEFAULT 60)
 RETURNS TABLE(account text, from_at timestamp with time zone, to_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.notice_watch_claim(is_live boolean, every_minutes integer, youngest_seconds integer) to service_role;

CREATE OR REPLACE FUNCTION public.order_abandon(order_id uuid, why text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.orders set status = 'cancelled', closed_at = now(), hold_until = null, look_at = null
  where orders.order_id = order_abandon.order_id and orders.status = 'open' and orders.stripe_session_id is null;
  if found then
    perform private.release(order_abandon.order_id);
    perform private.note(order_abandon.order_id, 'abandoned', jsonb_build_object('why', why));
  end if;
end;
$function$;
grant execute on function public.order_abandon(order_id uuid, why text) to service_role;

CREATE OR REPLACE FUNCTION public.order_cancel(order_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  asked public.orders;
begin
  select * into asked from public.orders where orders.order_id = order_cancel.order_id for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', order_cancel.order_id));
  end if;
  if asked.status <> 'open' or asked.stripe_session_id is null then
    return null;
  end if;
  if not exists (select from public.order_history
    where order_history.order_id = asked.order_id and order_history.what = 'cancel_asked') then
    perform private.note(asked.order_id, 'cancel_asked');
  end if;
  return jsonb_build_object('account', asked.account, 'session_id', asked.stripe_session_id);
end;
$function$;
grant execute on function public.order_cancel(order_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.order_dispute(dispute_id text, payment_intent text, status text, account text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  disputed uuid;
begin
  select orders.order_id into disputed from public.orders
  where orders.stripe_payment_intent_id = order_dispute.payment_intent and orders.account = order_dispute.account for update;
  if not found then
    return;
  end if;
  insert into private.disputes (stripe_dispute_id, order_id, status) values (dispute_id, disputed, order_dispute.status)
  on conflict on constraint disputes_pkey do update set status = excluded.status
  where disputes.status <> excluded.status;
  if not found then
    return;
  end if;
  -- One that is open says more than one that is over.
  update public.orders set dispute_status = (
    select disputes.status from private.disputes where disputes.order_id = disputed
    order by disputes.status in ('won', 'warning_closed', 'prevented'), disputes.created_at desc limit 1)
  where orders.order_id = disputed;
  perform private.note(disputed, 'dispute', jsonb_build_object('status', order_dispute.status));
  perform private.alert('dispute', jsonb_build_object('order_id', disputed, 'status', order_dispute.status));
end;
$function$;
grant execute on function public.order_dispute(dispute_id text, payment_intent text, status text, account text) to service_role;

CREATE OR REPLACE FUNCTION public.order_for_buyer(order_id uuid, key_hash text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select private.order_shown(orders) from public.orders
  where orders.order_id = order_for_buyer.order_id and orders.key_hash = order_for_buyer.key_hash;
$function$;
grant execute on function public.order_for_buyer(order_id uuid, key_hash text) to service_role;

CREATE OR REPLACE FUNCTION public.order_for_seller(order_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select private.order_shown(orders) || jsonb_build_object(
    'account', case when orders.account <> 'platform' then orders.account end,
    'organisationId', orders.organisation_id, 'feeMinor', orders.fee_minor, 'isLive', orders.is_live,
    'stripeSessionId', orders.stripe_session_id, 'stripePaymentIntentId', orders.stripe_payment_intent_id,
    'disputeStatus', orders.dispute_status,
    'refunds', (select coalesce(jsonb_agg(jsonb_build_object('id', refunds.refund_id, 'amountMinor', refunds.amount_minor,
        'reason', refunds.reason, 'status', refunds.status, 'stripeRefundId', refunds.stripe_refund_id,
        'error', refunds.error, 'attempts', refunds.attempts,
        'needsPerson', refunds.status in ('failed', 'canceled') and refunds.acknowledged_at is null,
        'canAskAgain', refunds.status in ('failed', 'canceled') and refunds.acknowledged_at is null
          and (refunds.is_returned or refunds.lines = '[]'),
        'createdAt', private.iso(refunds.created_at), 'settledAt', private.iso(refunds.settled_at))
        order by refunds.created_at, refunds.refund_id), '[]')
      from public.refunds where refunds.order_id = orders.order_id),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('stripePaymentIntentId', payments.stripe_payment_intent_id,
        'amountMinor', payments.amount_minor, 'isConfirmed', payments.is_confirmed, 'paidAt', private.iso(payments.paid_at))
        order by payments.paid_at), '[]')
      from public.payments where payments.order_id = orders.order_id),
    'history', (select coalesce(jsonb_agg(jsonb_build_object('id', history.id, 'what', history.what,
        'details', history.details, 'at', private.iso(history.at)) order by history.id), '[]')
      from public.order_history history where history.order_id = orders.order_id))
  from public.orders
  where orders.order_id = order_for_seller.order_id
    and (private.is_machine() or private.is_admin() or orders.organisation_id in (select private.my_organisations()));
$function$;
grant execute on function public.order_for_seller(order_id uuid) to authenticated;
grant execute on function public.order_for_seller(order_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.order_is_held_by(order_id uuid, key_hash text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from public.orders where orders.order_id = order_is_held_by.order_id
    and orders.key_hash = order_is_held_by.key_hash);
$function$;
grant execute on function public.order_is_held_by(order_id uuid, key_hash text) to service_role;

CREATE OR REPLACE FUNCTION public.order_look(order_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update public.orders set looked_at = clock_timestamp()
  where orders.order_id = order_look.order_id and orders.status in ('open', 'processing')
    and orders.stripe_session_id is not null
    and coalesce(orders.looked_at, '-infinity') < clock_timestamp() - case orders.status
      when 'open' then interval '2 seconds' else interval '1 minute' end
  returning jsonb_build_object('account', orders.account, 'session_id', orders.stripe_session_id);
$function$;
grant execute on function public.order_look(order_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.order_open(asked text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  given constant jsonb := asked::jsonb;
  id constant uuid := (given ->> 'order_id')::uuid;
  cart jsonb;
  faults jsonb;
  opened public.orders;
begin
  -- Asked for once more, because the answer was lost.
  select * into opened from public.orders where orders.order_id = id;
  if found then
    return private.opened(opened);
  end if;

  select jsonb_agg(to_jsonb(offered) || jsonb_build_object('place', place - 1, 'quantity', item -> 'quantity',
      'unit_amount_minor', item -> 'unit_amount_minor', 'stripe_price_id', item -> 'stripe_price_id',
      'refusal', coalesce(offered.refusal, case
        when offered.price <> (item ->> 'price')::numeric or offered.currency <> given ->> 'currency' then 'price_changed'
        when offered.account <> given ->> 'account' then 'mixed_sellers' end)) order by place)
  into cart
  from jsonb_array_elements(given -> 'items') with ordinality listed (item, place),
    private.sellable(item ->> 'kind', (item ->> 'id')::uuid, item ->> 'tariff') offered;

  select jsonb_agg(jsonb_build_object('place', item -> 'place', 'code', item -> 'refusal', 'price', item ->> 'price',
    'currency', item -> 'currency') order by item -> 'place') into faults
  from jsonb_array_elements(cart) item where item ->> 'refusal' is not null;
  if faults is not null then
    return jsonb_build_object('refused', case
      when faults @> '[{"code": "price_changed"}]' then 'price_changed' else 'not_for_sale' end, 'items', faults);
  end if;

  faults := private.take_pools(cart);
  if faults is not null then
    return jsonb_build_object('refused', 'sold_out', 'items', faults);
  end if;

  insert into public.orders (order_id, account, organisation_id, is_live, currency, total_minor, fee_minor, email, locale,
    key_hash, hold_until, look_at)
  values (id, given ->> 'account', (given ->> 'organisation_id')::uuid, (given ->> 'is_live')::boolean, given ->> 'currency',
    (given ->> 'total_minor')::bigint, (given ->> 'fee_minor')::bigint, given ->> 'email', given ->> 'locale',
    given ->> 'key_hash', clock_timestamp() + make_interval(mins => (given ->> 'hold_minutes')::int),
    -- Until Stripe has answered; a lost answer is looked for then.
    clock_timestamp() + interval '3 minutes')
  returning * into opened;
  insert into public.order_items (order_id, position, kind, row_id, tariff, event_id, name, title, quantity,
    unit_amount_minor, stripe_price_id)
  select id, item.place, item.kind, item.row_id, item.tariff, item.event_id, item.name, item.title, item.quantity,
    item.unit_amount_minor, item.stripe_price_id
  from jsonb_to_recordset(cart) item (place int, kind text, row_id uuid, tariff text, event_id uuid, name text, title text,
    quantity int, unit_amount_minor bigint, stripe_price_id text)
  order by item.place;
  perform private.hold(id, opened.hold_until);
  perform private.note(id, 'opened');
  -- What is given away is given at once.
  if opened.total_minor = 0 then
    perform private.confirm(opened);
    select * into opened from public.orders where orders.order_id = id;
  end if;
  return private.opened(opened);
end;
$function$;
grant execute on function public.order_open(asked text) to service_role;

CREATE OR REPLACE FUNCTION public.order_refund(order_id uuid, lines text DEFAULT NULL::text, puts_back boolean DEFAULT true)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  refunded public.orders;
  line record;
  told jsonb := '[]';
  amount bigint := 0;
  unused int;
  codes jsonb;
  left_to_give bigint;
  made public.refunds;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into refunded from public.orders where orders.order_id = order_refund.order_id for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', order_refund.order_id));
  end if;
  if refunded.status <> 'paid' then
    perform private.refuse(409, 'not_refundable', jsonb_build_object('status', refunded.status));
  end if;
  if refunded.dispute_status not in ('won', 'warning_closed', 'prevented') then
    perform private.refuse(409, 'charge_disputed');
  end if;
  if exists (select from jsonb_to_recordset(lines::jsonb) asked (item_id uuid)
    where not exists (select from public.order_items items
      where items.item_id = asked.item_id and items.order_id = refunded.order_id)) then
    perform private.refuse(422, 'not_of_this_order');
  end if;
  for line in
    select items.*, coalesce(wanted.quantity, items.quantity - items.refunded) as units
    from public.order_items items
    left join (
      select asked.item_id, sum(asked.quantity)::int as quantity
      from jsonb_to_recordset(lines::jsonb) asked (item_id uuid, quantity int) group by asked.item_id) wanted using (item_id)
    where items.order_id = refunded.order_id and (lines is null or wanted.item_id is not null)
    order by items.position for update of items
  loop
    if line.units = 0 then
      continue;
    end if;
    if line.units < 0 or line.units > line.quantity - line.refunded then
      perform private.refuse(422, 'refund_over_bought', jsonb_build_object('name', line.name,
        'left', line.quantity - line.refunded));
    end if;
    -- Codes that nobody has used go first.
    -- They are chosen once: in a nested loop, the database would choose anew for every row.
    with chosen as materialized (
      select codes.code_id from public.ticket_codes codes
      where codes.item_id = line.item_id and not codes.is_void
      order by codes.checked_in_at nulls first, codes.place desc limit line.units for update
    ), voided as (
      update public.ticket_codes set is_void = true from chosen where ticket_codes.code_id = chosen.code_id
      returning ticket_codes.code_id, ticket_codes.checked_in_at)
    select case when line.kind = 'ticket' then count(*) filter (where voided.checked_in_at is null) else line.units end,
      coalesce(jsonb_agg(voided.code_id), '[]')
    into unused, codes from voided;
    update public.order_items set refunded = order_items.refunded + line.units where order_items.item_id = line.item_id;
    amount := amount + line.units * line.unit_amount_minor;
    told := told || jsonb_build_object('item_id', line.item_id, 'quantity', line.units,
      'returns', case when puts_back then unused else 0 end, 'codes', codes);
  end loop;
  if jsonb_array_length(told) = 0 then
    perform private.refuse(422, 'nothing_to_refund');
  end if;
  -- What had failed for these units is being done over.
  update public.refunds set acknowledged_at = now()
  where refunds.order_id = refunded.order_id and refunds.status in ('failed', 'canceled') and refunds.acknowledged_at is null
    and exists (select from jsonb_to_recordset(refunds.lines) failed (item_id uuid)
      join jsonb_to_recordset(told) again (item_id uuid) using (item_id));
  -- Money that went back without units, by Stripe's dashboard, is not given twice.
  select payments.amount_minor - coalesce((select sum(refunds.amount_minor) from public.refunds
      where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id
        and refunds.status not in ('failed', 'canceled')), 0)
  into left_to_give
  from public.payments where payments.stripe_payment_intent_id = refunded.stripe_payment_intent_id for update;
  amount := least(amount, coalesce(left_to_give, 0));
  if amount = 0 then
    -- What was given away, or paid back already, goes back without money.
    perform private.return_units(refunded.order_id, told);
    perform private.note(refunded.order_id, 'units_given_back', jsonb_build_object('lines', told));
    perform private.close_if_refunded(refunded.order_id);
    return jsonb_build_object('refund_id', null, 'amount_minor', 0);
  end if;
  insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, lines, reason, asked_by)
  values (refunded.order_id, refunded.stripe_payment_intent_id, amount, told, 'asked', auth.uid())
  returning * into made;
  perform private.note(refunded.order_id, 'refund_asked',
    jsonb_build_object('refund_id', made.refund_id, 'amount_minor', amount, 'lines', told));
  return jsonb_build_object('refund_id', made.refund_id, 'amount_minor', amount);
end;
$function$;
grant execute on function public.order_refund(order_id uuid, lines text, puts_back boolean) to authenticated;
grant execute on function public.order_refund(order_id uuid, lines text, puts_back boolean) to service_role;

CREATE OR REPLACE FUNCTION public.order_session(order_id uuid, session_id text, url text, look_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update public.orders set stripe_session_id = session_id, checkout_url = url, look_at = order_session.look_at
  where orders.order_id = order_session.order_id and orders.status = 'open';
$function$;
grant execute on function public.order_session(order_id uuid, session_id text, url text, look_at timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION public.order_settle(order_id uuid, report text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  shown constant jsonb := report::jsonb;
  settled public.orders;
begin
  select * into settled from public.orders where orders.order_id = order_settle.order_id for update;
  if not found or settled.account <> shown ->> 'account' or settled.is_live <> (shown ->> 'is_live')::boolean then
    return null;
  end if;
  update public.orders set looked_at = clock_timestamp(), email = coalesce(shown ->> 'email', orders.email)
  where orders.order_id = settled.order_id;
  if shown ->> 'payment_status' in ('paid', 'no_payment_required') and shown ->> 'status' = 'complete' then
    perform private.settle_paid(settled, shown);
  elsif settled.stripe_session_id is distinct from shown ->> 'session_id' and settled.stripe_session_id is not null then
    -- An unpaid session beside the one that the buyer was sent to says nothing.
    null;
  elsif shown ->> 'status' = 'expired' then
    perform private.close_order(settled, 'expired');
  elsif shown ->> 'status' = 'complete' and (shown ->> 'is_failed')::boolean then
    perform private.close_order(settled, 'failed');
  elsif shown ->> 'status' = 'complete' then
    perform private.settle_processing(settled, shown);
  else
    -- Still open: looked at again when it should have ended.
    update public.orders set look_at = greatest(orders.look_at, clock_timestamp() + interval '1 minute')
    where orders.order_id = settled.order_id and orders.status = 'open';
  end if;
  return (select orders.status from public.orders where orders.order_id = settled.order_id);
end;
$function$;
grant execute on function public.order_settle(order_id uuid, report text) to service_role;

CREATE OR REPLACE FUNCTION public.order_sweep(is_live boolean)
 RETURNS TABLE(order_id uuid, account text, session_id text, opened double precision)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  over public.orders;
begin
  for over in
    select * from public.orders where orders.is_live = order_sweep.is_live and orders.status = 'open'
      and orders.stripe_session_id is null and orders.hold_until <= now() and orders.look_at <= now()
    order by orders.look_at limit 100 for update skip locked
  loop
    perform private.close_order(over, 'expired');
  end loop;
  return query
    update public.orders set look_at = now() + interval '1 minute'
    from (
      select due.order_id from public.orders due
      where due.is_live = order_sweep.is_live and due.look_at <= now()
      order by due.look_at limit 50 for update skip locked) taken
    where orders.order_id = taken.order_id
    returning orders.order_id, orders.account, orders.stripe_session_id, extract(epoch from orders.created_at)::double precision;
end;
$function$;
grant execute on function public.order_sweep(is_live boolean) to service_role;

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

CREATE OR REPLACE FUNCTION public.payment_known(payment_intent text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from public.payments where payments.stripe_payment_intent_id = payment_known.payment_intent);
$function$;
grant execute on function public.payment_known(payment_intent text) to service_role;

CREATE OR REPLACE FUNCTION public.product_adopt(stripe_product_id text, price numeric)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_product record;
  made uuid;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into found_product from public.products_of_nobody nobody
  where nobody.stripe_product_id = product_adopt.stripe_product_id and nobody.connected_account_id is null
    and not nobody.is_claimed;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', stripe_product_id));
  end if;
  insert into public.products (name, description, image_url, price, currency, is_active, stripe_product_id)
  select logged.name, nullif(trim(logged.description), ''), logged.images ->> 0, product_adopt.price, logged.currency,
    logged.active, logged.stripe_product_id
  from public.stripe_products_log logged where logged.id = found_product.id
  returning products.id into made;
  return made;
end;
$function$;
grant execute on function public.product_adopt(stripe_product_id text, price numeric) to authenticated;
grant execute on function public.product_adopt(stripe_product_id text, price numeric) to service_role;

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
  total := total + pruned;
  delete from private.stripe_notices where id in (
    select old.id from private.stripe_notices old where old.state = 'done' and old.received_at < oldest
    order by old.received_at limit batch for update skip locked);
  get diagnostics pruned = row_count;
  return total + pruned;
end;
$function$;
grant execute on function public.prune_logs(batch integer) to service_role;

CREATE OR REPLACE FUNCTION public.refund_acknowledge(refund_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  seen public.refunds;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into seen from public.refunds where refunds.refund_id = refund_acknowledge.refund_id for update;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', refund_id));
  end if;
  if seen.status in ('failed', 'canceled') and seen.acknowledged_at is null then
    update public.refunds set acknowledged_at = now() where refunds.refund_id = seen.refund_id;
    perform private.note(seen.order_id, 'refund_acknowledged',
      jsonb_build_object('refund_id', seen.refund_id, 'amount_minor', seen.amount_minor));
  end if;
  return seen.order_id;
end;
$function$;
grant execute on function public.refund_acknowledge(refund_id uuid) to authenticated;
grant execute on function public.refund_acknowledge(refund_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.refund_again(refund_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  failed public.refunds;
  made uuid;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  perform from public.orders join public.refunds using (order_id)
  where refunds.refund_id = refund_again.refund_id for update of orders;
  select * into failed from public.refunds where refunds.refund_id = refund_again.refund_id;
  if not found then
    perform private.refuse(404, 'not_found', jsonb_build_object('id', refund_id));
  end if;
  -- Units that are the buyer's again are given back by a refund of their own.
  if failed.status not in ('failed', 'canceled') or failed.acknowledged_at is not null
    or not (failed.is_returned or failed.lines = '[]') then
    perform private.refuse(409, 'not_refundable', jsonb_build_object('status', failed.status));
  end if;
  update public.refunds set acknowledged_at = now() where refunds.refund_id = failed.refund_id;
  insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, reason, asked_by)
  values (failed.order_id, failed.stripe_payment_intent_id, failed.amount_minor, failed.reason, auth.uid())
  returning refunds.refund_id into made;
  perform private.note(failed.order_id, 'refund_asked',
    jsonb_build_object('refund_id', made, 'amount_minor', failed.amount_minor));
  return made;
end;
$function$;
grant execute on function public.refund_again(refund_id uuid) to authenticated;
grant execute on function public.refund_again(refund_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.refund_claim(is_live boolean)
 RETURNS TABLE(refund_id uuid, order_id uuid, account text, payment_intent text, amount_minor bigint, fee_minor bigint, attempts integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update public.refunds set attempts = refunds.attempts + 1, next_attempt_at = now() + interval '1 minute'
  from (
    select due.refund_id, orders.account, orders.fee_minor
    from public.refunds due join public.orders using (order_id)
    where due.status = 'asked' and due.next_attempt_at <= now() and orders.is_live = refund_claim.is_live
    order by due.next_attempt_at limit 20 for update of due skip locked) taken
  where refunds.refund_id = taken.refund_id
  returning refunds.refund_id, refunds.order_id, taken.account, refunds.stripe_payment_intent_id, refunds.amount_minor,
    taken.fee_minor, refunds.attempts;
$function$;
grant execute on function public.refund_claim(is_live boolean) to service_role;

CREATE OR REPLACE FUNCTION public.refund_settle(report text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  shown constant jsonb := report::jsonb;
  known public.refunds;
  paid public.payments;
begin
  select payments.* into paid from public.payments join public.orders using (order_id)
  where payments.stripe_payment_intent_id = shown ->> 'payment_intent' and orders.account = shown ->> 'account'
    and orders.is_live = (shown ->> 'is_live')::boolean;
  if not found then
    return null;
  end if;
  -- The order before its refunds, as everybody takes them.
  perform from public.orders where orders.order_id = paid.order_id for update;
  select * into known from public.refunds
  where refunds.stripe_refund_id = shown ->> 'id'
    or (refunds.stripe_refund_id is null and refunds.refund_id::text = shown ->> 'refund_id');
  if not found then
    -- Made in Stripe's dashboard: it counts, and gives no unit back.
    insert into public.refunds (order_id, stripe_payment_intent_id, amount_minor, reason, status, stripe_refund_id,
      next_attempt_at)
    values (paid.order_id, paid.stripe_payment_intent_id, (shown ->> 'amount')::bigint, 'elsewhere', 'pending', shown ->> 'id',
      null)
    returning * into known;
    perform private.note(paid.order_id, 'refund_elsewhere', jsonb_build_object('refund_id', known.refund_id,
      'amount_minor', known.amount_minor));
  elsif known.stripe_refund_id is null then
    update public.refunds set stripe_refund_id = shown ->> 'id', next_attempt_at = null
    where refunds.refund_id = known.refund_id returning * into known;
  end if;
  if shown ->> 'failure_reason' is not null then
    update public.refunds set error = jsonb_build_object('code', shown ->> 'failure_reason', 'detail', '')
    where refunds.refund_id = known.refund_id;
  end if;
  perform private.settle_refund(known, shown ->> 'status');
  return shown ->> 'status';
end;
$function$;
grant execute on function public.refund_settle(report text) to service_role;

CREATE OR REPLACE FUNCTION public.refund_trouble(refund_id uuid, error text, is_final boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  troubled public.refunds;
begin
  update public.refunds set error = refund_trouble.error::jsonb,
    next_attempt_at = now() + least(interval '2 seconds' * power(2, refunds.attempts), interval '1 hour')
  where refunds.refund_id = refund_trouble.refund_id and refunds.status = 'asked' returning * into troubled;
  if found and is_final then
    perform private.settle_refund(troubled, 'failed');
  end if;
end;
$function$;
grant execute on function public.refund_trouble(refund_id uuid, error text, is_final boolean) to service_role;

CREATE OR REPLACE FUNCTION public.revenue(from_day date, to_day date, time_zone text DEFAULT 'UTC'::text, is_live boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  if to_day < from_day or to_day - from_day > 366 then
    perform private.refuse(422, 'bad_input', '{"field": "to"}');
  end if;
  return (
    with moved as materialized (
      select * from private.moves(from_day::timestamp at time zone time_zone,
        (to_day + 1)::timestamp at time zone time_zone, revenue.is_live)
    ), weighed as (
      select moved.*, items.kind, items.row_id, items.event_id, items.quantity, items.position,
        case when coalesce(named.total, 0) > 0 then coalesce(named.units * items.unit_amount_minor, 0)
          else items.quantity * items.unit_amount_minor end as weight
      from moved join public.order_items items using (order_id)
      cross join lateral (
        select sum(line.quantity) filter (where line.item_id = items.item_id) as units,
          sum(line.quantity * named_items.unit_amount_minor) as total
        from jsonb_to_recordset(moved.lines) line (item_id uuid, quantity int)
        join public.order_items named_items on named_items.item_id = line.item_id) named
    ), shared as (
      select weighed.*, sum(weight) over parts as upto, sum(weight) over (partition by move) as total
      from weighed window parts as (partition by move order by position)
    ), told as (
      select to_char(shared.at at time zone time_zone, 'YYYY-MM-DD') as day, shared.kind,
        private.project_sold(shared.kind, coalesce(shared.event_id, shared.row_id), orders.account, orders.is_live) as project,
        orders.organisation_id as seller_id, orders.currency,
        sum(case when shared.paid > 0 then shared.quantity else 0 end) as units,
        sum(private.part_of(shared.paid, weight::bigint, upto::bigint, total::bigint)) as gross_minor,
        sum(private.part_of(shared.refunded, weight::bigint, upto::bigint, total::bigint)) as refunded_minor,
        sum(private.part_of(shared.fee, weight::bigint, upto::bigint, total::bigint)) as fee_minor
      from shared join public.orders using (order_id)
      where shared.total > 0
      group by 1, 2, 3, 4, 5
    )
    select coalesce(jsonb_agg(to_jsonb(told) || jsonb_build_object('seller', organisations.name)
      order by told.day, told.currency, told.kind, told.project nulls first, organisations.name nulls first), '[]')
    from told left join public.organisations on organisations.organisation_id = told.seller_id);
end;
$function$;
grant execute on function public.revenue(from_day date, to_day date, time_zone text, is_live boolean) to authenticated;
grant execute on function public.revenue(from_day date, to_day date, time_zone text, is_live boolean) to service_role;

CREATE OR REPLACE FUNCTION public.sales(is_live boolean, time_zone text DEFAULT 'UTC'::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  today timestamptz;
  first_day timestamptz;
begin
  if not private.is_machine() and not private.is_admin() then
    perform private.refuse(403, 'forbidden');
  end if;
  today := date_trunc('day', now() at time zone time_zone) at time zone time_zone;
  first_day := (date_trunc('day', now() at time zone time_zone) - interval '6 days') at time zone time_zone;
  return (
    select coalesce(jsonb_agg(to_jsonb(sold) order by sold.week_minor desc, sold.currency), '[]')
    from (
      select orders.currency,
        coalesce(sum(payments.amount_minor - given.amount_minor) filter (where payments.paid_at >= today), 0) as today_minor,
        count(*) filter (where payments.paid_at >= today) as today_orders,
        sum(payments.amount_minor - given.amount_minor) as week_minor,
        count(*) as week_orders
      from public.payments join public.orders using (order_id)
      cross join lateral (
        select coalesce(sum(refunds.amount_minor), 0) as amount_minor from public.refunds
        where refunds.stripe_payment_intent_id = payments.stripe_payment_intent_id
          and refunds.status not in ('failed', 'canceled')) given
      where payments.is_confirmed and payments.paid_at >= first_day and orders.is_live = sales.is_live
      group by orders.currency) sold);
end;
$function$;
grant execute on function public.sales(is_live boolean, time_zone text) to authenticated;
grant execute on function public.sales(is_live boolean, time_zone text) to service_role;

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

CREATE OR REPLACE FUNCTION public.shop_catalog()
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with taken as materialized (
    select holds.pool_id, sum(holds.units) as units from private.holds
    where holds.is_sold or holds.expires_at > clock_timestamp() group by holds.pool_id
  ), rooms as materialized (
    select pools.kind, pools.row_id, greatest(pools.capacity - coalesce(taken.units, 0), 0) as left
    from public.pools left join taken using (pool_id) where pools.capacity is not null
  ), gone as materialized (
    -- What somebody has archived or deleted at Stripe; few, and mostly none.
    select drifts.kind, drifts.row_id from private.drifts
    where drifts.field = 'deleted' or (drifts.field = 'active' and drifts.theirs = 'false')
  ), unpriced as materialized (
    select drifts.kind, drifts.row_id, substr(drifts.field, 7) as tariff from private.drifts
    where drifts.field like 'price.%'
  ), prices as materialized (
    select marks.kind, marks.row_id, price ->> 'tariff' as tariff
    from private.sync_marks marks, jsonb_array_elements(marks.seen -> 'prices') price
    where not marks.is_left and (marks.seen #>> '{product,active}')::boolean and (price ->> 'active')::boolean
      and not exists (select from gone where gone.kind = marks.kind and gone.row_id = marks.row_id)
      and not exists (select from unpriced
        where unpriced.kind = marks.kind and unpriced.row_id = marks.row_id and unpriced.tariff = price ->> 'tariff')
  )
  select jsonb_build_object(
    'products', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', products.id, 'slug', products.slug, 'name', products.name, 'description', products.description,
        'imageUrl', products.image_url, 'price', products.price::text, 'currency', products.currency,
        'available', coalesce(rooms.left, 0),
        'isOnSale', (products.price = 0 or prices.tariff is not null)
          and not exists (select from gone where gone.kind = 'product' and gone.row_id = products.id))
        order by products.created_at desc, lower(products.name), products.id), '[]')
      from public.products
      left join rooms on rooms.kind = 'product' and rooms.row_id = products.id
      left join prices on prices.kind = 'product' and prices.row_id = products.id
      where products.is_active),
    'events', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', events.event_id, 'slug', events.slug, 'title', events.title, 'description', events.description,
        'type', events.type, 'start', private.iso(events.event_start), 'end', private.iso(events.event_end),
        'timeZone', events.time_zone, 'imageUrl', events.image_url,
        'isOver', coalesce(coalesce(events.event_end, events.event_start) <= now(), false),
        'organisation', jsonb_build_object('id', organisations.organisation_id, 'name', organisations.name),
        'parent', case when parents.is_published then jsonb_build_object('slug', parents.slug, 'title', parents.title) end,
        'ticketTypes', (select coalesce(jsonb_agg(jsonb_build_object(
            'id', sold.id, 'name', sold.name, 'description', sold.description,
            'eligibility', sold.eligibility_criteria ->> 'description', 'price', sold.price::text, 'currency', sold.currency,
            'available', least(own.left, whole.left),
            'isOnSale', private.why_not(coalesce(organisations.stripe_onbehalfof, 'none')) is null
              and (sold.price = 0 or prices.tariff is not null)
              and not exists (select from gone where gone.kind = 'event' and gone.row_id = events.event_id))
            order by sold.position, sold.created_at, sold.id), '[]')
          from public.event_tickets sold
          left join rooms own on own.kind = 'ticket' and own.row_id = sold.id
          left join rooms whole on whole.kind = 'event' and whole.row_id = events.event_id
          left join prices on prices.kind = 'event' and prices.row_id = events.event_id and prices.tariff = sold.id::text
          where sold.event_id = events.event_id and sold.is_active))
        order by events.event_start nulls last, events.title, events.event_id), '[]')
      from public.events join public.organisations using (organisation_id)
      left join public.events parents on parents.event_id = events.parent_event_id
      where events.is_published),
    'spaces', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', spaces.id, 'name', spaces.name, 'description', spaces.description, 'type', spaces.type,
        'capacity', spaces.capacity, 'imageUrl', spaces.image_url, 'currency', spaces.currency,
        'prices', (select coalesce(jsonb_agg(jsonb_build_object('tariff', tariffs.tariff, 'price', tariffs.price::text,
            'isOnSale', (tariffs.price = 0 or prices.tariff is not null)
              and not exists (select from gone where gone.kind = 'space' and gone.row_id = spaces.id)) order by tariffs.place), '[]')
          from (values (1, 'hour', spaces.price_per_hour), (2, 'half_day', spaces.price_per_half_day),
            (3, 'day', spaces.price_per_day), (4, 'month', spaces.price_per_month)) tariffs (place, tariff, price)
          left join prices on prices.kind = 'space' and prices.row_id = spaces.id and prices.tariff = tariffs.tariff
          where tariffs.price is not null))
        order by lower(spaces.name), spaces.id), '[]')
      from public.spaces where spaces.is_active));
$function$;
grant execute on function public.shop_catalog() to anon;
grant execute on function public.shop_catalog() to service_role;

CREATE OR REPLACE FUNCTION public.shop_offer(asked text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select jsonb_agg(jsonb_build_object('kind', item ->> 'kind', 'id', item ->> 'id', 'tariff', offered.tariff,
      'name', offered.name, 'title', offered.title, 'price', offered.price::text, 'currency', offered.currency,
      'account', offered.account, 'organisation_id', offered.organisation_id, 'fee_percent', offered.fee_percent::text,
      'stripe_price', offered.stripe_price, 'refusal', offered.refusal) order by place)
  from jsonb_array_elements(asked::jsonb) with ordinality listed (item, place),
    private.sellable(item ->> 'kind', (item ->> 'id')::uuid, item ->> 'tariff') offered;
$function$;
grant execute on function public.shop_offer(asked text) to service_role;

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
      * case when budgets.limited_at > clock_timestamp() - make_interval(secs => 0.1 + 25.0 / budgets.calls_per_second)
        then 0.86 else 0.98 end),
    limited_at = clock_timestamp(),
    limited_reason = reason
  where budgets.account = stripe_budget_slow.account and budgets.mode = stripe_budget_slow.mode
    and (budgets.limited_at is null or budgets.limited_at < clock_timestamp() - interval '300 milliseconds');
$function$;
grant execute on function public.stripe_budget_slow(account text, mode text, reason text) to service_role;

CREATE OR REPLACE FUNCTION public.stripe_budget_take(account text, mode text, endpoint text, calls integer, is_read boolean)
 RETURNS TABLE(granted integer, wait_ms double precision, every_ms double precision, apart_ms double precision, taken_ms double precision)
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

CREATE OR REPLACE FUNCTION public.ticket_check_in(code text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  shown public.ticket_codes;
  outcome text;
begin
  select * into shown from public.ticket_codes
  where ticket_codes.code = upper(regexp_replace(trim(ticket_check_in.code), '\s', '', 'g')) for update;
  if not found or not (private.is_machine() or private.is_admin()
    or shown.order_id in (select private.my_orders())) then
    return '{"outcome": "unknown"}';
  end if;
  outcome := case when shown.is_void then 'void' when shown.checked_in_at is not null then 'used_before' else 'checked_in' end;
  if outcome = 'checked_in' then
    update public.ticket_codes set checked_in_at = clock_timestamp(), checked_in_by = auth.uid()
    where ticket_codes.code_id = shown.code_id returning * into shown;
    perform private.note(shown.order_id, 'checked_in', jsonb_build_object('code_id', shown.code_id));
  end if;
  return (select jsonb_build_object('outcome', outcome, 'code', shown.code, 'orderId', shown.order_id,
      'number', orders.number, 'name', items.name, 'title', items.title, 'eventId', shown.event_id,
      'place', shown.place, 'quantity', items.quantity, 'checkedInAt', shown.checked_in_at)
    from public.orders join public.order_items items using (order_id)
    where orders.order_id = shown.order_id and items.item_id = shown.item_id);
end;
$function$;
grant execute on function public.ticket_check_in(code text) to authenticated;
grant execute on function public.ticket_check_in(code text) to service_role;

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
