-- The schema after all migrations, as PostgreSQL tells it. Written by `npm run gen`; read it, and change the migrations.

-- private: tables and views

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
  constraint sync_marks_pkey PRIMARY KEY (kind, row_id),
  constraint sync_marks_synced_was_wanted CHECK (synced <= wanted)
);
CREATE INDEX sync_marks_behind ON private.sync_marks USING btree (next_attempt_at) WHERE (wanted > synced);
alter table private.sync_marks enable row level security;
create policy "admins read the marks" on private.sync_marks for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on private.sync_marks to service_role;
grant select on private.sync_marks to authenticated;
CREATE TRIGGER _900_poke AFTER INSERT ON private.sync_marks FOR EACH STATEMENT EXECUTE FUNCTION private.tg_sync_marks__poke();

-- private: functions

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

CREATE OR REPLACE FUNCTION private.lock_rows(links jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  link jsonb;
begin
  for link in
    select value from jsonb_array_elements(coalesce(links, '[]')) order by value ->> 'table', value ->> 'id'
  loop
    execute format('select from public.%I where %I = %L for update', link ->> 'table', link ->> 'key', link ->> 'id');
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.mark(kind text, row_id uuid, label text DEFAULT NULL::text, product_id text DEFAULT NULL::text, look boolean DEFAULT false)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into private.sync_marks as marks (kind, row_id, label, stripe_product_id, look_from)
  values (mark.kind, mark.row_id, mark.label, mark.product_id, case when mark.look then 1 end)
  on conflict on constraint sync_marks_pkey do update set
    label = coalesce(excluded.label, marks.label),
    stripe_product_id = coalesce(excluded.stripe_product_id, marks.stripe_product_id),
    wanted = marks.wanted + 1,
    look_from = case when mark.look then marks.wanted + 1 else marks.look_from end,
    attempts = 0,
    error = null,
    next_attempt_at = now(),
    changed_at = now();
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

CREATE OR REPLACE FUNCTION private.sync_state(marks private.sync_marks)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function private.sync_state(marks private.sync_marks) to authenticated;
grant execute on function private.sync_state(marks private.sync_marks) to service_role;

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
    tg_op = 'INSERT' and row_now ->> 'stripe_product_id' is not null);
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
CREATE INDEX stripe_sync_log_entity ON public.stripe_sync_log USING btree (entity_type, entity_id, created_at DESC);
CREATE INDEX stripe_sync_log_newest ON public.stripe_sync_log USING btree (created_at DESC);
alter table public.stripe_sync_log enable row level security;
create policy "admins read the sync log" on public.stripe_sync_log for select to authenticated using (( SELECT private.is_admin() AS is_admin));
grant delete, insert, maintain, references, select, trigger, truncate, update on public.stripe_sync_log to service_role;
grant select on public.stripe_sync_log to authenticated;

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

-- public: functions

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

CREATE OR REPLACE FUNCTION public.sync_behind()
 RETURNS TABLE(behind bigint, due_in_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select count(*), extract(epoch from min(greatest(marks.next_attempt_at, marks.lease_until)) - now())
  from private.sync_marks marks
  where marks.wanted > marks.synced and marks.refused is distinct from marks.wanted;
$function$;
grant execute on function public.sync_behind() to service_role;

CREATE OR REPLACE FUNCTION public.sync_claim(worker uuid, how_many integer, lease_seconds integer, only_kind text DEFAULT NULL::text, only_row uuid DEFAULT NULL::uuid)
 RETURNS TABLE(kind text, row_id uuid, wanted bigint, must_look boolean, seen jsonb, stripe_product_id text, attempts integer, key_epoch integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_claim(worker uuid, how_many integer, lease_seconds integer, only_kind text, only_row uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_finish(worker uuid, kind text, row_id uuid, wanted bigint, report text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_finish(worker uuid, kind text, row_id uuid, wanted bigint, report text) to service_role;

CREATE OR REPLACE FUNCTION public.sync_mark(kind text, row_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_mark(kind text, row_id uuid) to authenticated;
grant execute on function public.sync_mark(kind text, row_id uuid) to service_role;

CREATE OR REPLACE FUNCTION public.sync_overview()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;
grant execute on function public.sync_overview() to authenticated;
grant execute on function public.sync_overview() to service_role;

CREATE OR REPLACE FUNCTION public.sync_seen(kind text, row_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object('seen', marks.seen,
    'must_look', marks.is_unsure or coalesce(marks.look_from > marks.synced, false))
  from private.sync_marks marks
  where marks.kind = sync_seen.kind and marks.row_id = sync_seen.row_id;
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
  where marks.kind = sync_state.kind and marks.row_id = sync_state.row_id;
$function$;
grant execute on function public.sync_state(kind text, row_id uuid) to authenticated;
grant execute on function public.sync_state(kind text, row_id uuid) to service_role;
