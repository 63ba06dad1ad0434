-- A mark says that Stripe may disagree with a row. There is one per row, not a list of changes: `wanted` counts what the
-- row has asked for, `synced` is the count that Stripe is known to show, and the row is behind while they differ.
create table private.sync_marks (
  kind              text not null,
  row_id            uuid not null,
  label             text,
  wanted            bigint not null default 1,
  synced            bigint not null default 0,
  -- The count that Stripe refused. Not tried again until the row changes.
  refused           bigint,
  -- Somebody asked at this count to look at Stripe again instead of trusting `seen`.
  look_from         bigint,
  -- Set while a worker acts and cleared when it has reported: a worker that died leaves it behind.
  is_unsure         boolean not null default false,
  -- What Stripe answered when it was last asked or written to.
  seen              jsonb,
  -- A product made by somebody else before us, named in the row.
  stripe_product_id text,
  attempts          int not null default 0,
  -- Moves on after a definite failure of Stripe, which would replay that failure for the same idempotency key.
  key_epoch         int not null default 0,
  error             jsonb,
  leased_by         uuid,
  lease_until       timestamptz,
  next_attempt_at   timestamptz not null default now(),
  changed_at        timestamptz not null default now(),
  attempted_at      timestamptz,
  synced_at         timestamptz,
  primary key (kind, row_id),
  constraint sync_marks_synced_was_wanted check (synced <= wanted)
);
create index sync_marks_behind on private.sync_marks (next_attempt_at) where wanted > synced;
alter table private.sync_marks enable row level security;
grant select on private.sync_marks to authenticated;
create policy "admins read the marks" on private.sync_marks
  for select to authenticated using ((select private.is_admin()));

-- Every attempt, kept when its row is gone.
create table public.stripe_sync_log (
  id                   uuid primary key default gen_random_uuid(),
  entity_type          text not null,
  entity_id            uuid not null,
  stripe_object_id     text,
  connected_account_id text,
  action               text not null
    constraint stripe_sync_log_action_known check (action in ('create', 'update', 'delete', 'none')),
  status               text not null
    constraint stripe_sync_log_status_known check (status in ('success', 'retry', 'failed', 'skipped')),
  error_message        text,
  request_id           text,
  synced_at            timestamptz not null default now(),
  created_at           timestamptz not null default now()
);
create index stripe_sync_log_entity on public.stripe_sync_log (entity_type, entity_id, created_at desc);
create index stripe_sync_log_newest on public.stripe_sync_log (created_at desc);
alter table public.stripe_sync_log enable row level security;
grant select on public.stripe_sync_log to authenticated, service_role;
create policy "admins read the sync log" on public.stripe_sync_log
  for select to authenticated using ((select private.is_admin()));

create view public.stripe_sync_health with (security_invoker = true) as
  select
    entity_type,
    count(*) filter (where status = 'success' and synced_at > now() - interval '1 day') as success_24h,
    count(*) filter (where status = 'failed' and synced_at > now() - interval '1 day') as failed_24h,
    count(*) filter (where status = 'retry' and synced_at > now() - interval '1 day') as retried_24h,
    max(synced_at) as last_sync
  from public.stripe_sync_log
  group by entity_type;
grant select on public.stripe_sync_health to authenticated, service_role;

-- Marks one row. `look` asks to read Stripe again rather than to trust what it answered last.
create function private.mark(kind text, row_id uuid, label text default null, product_id text default null,
  look boolean default false) returns void
language sql security definer set search_path = '' as $$
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
$$;

-- Attached to a table as its last trigger, with the kind and the name of the id column. What Stripe does not show must
-- not mark; a save that changes nothing asks nothing of Stripe.
create function private.tg__mark() returns trigger
language plpgsql security definer set search_path = '' as $$
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
$$;

-- Wakes whoever drains the marks. A wake-up carries no change and may be lost: it costs time, never truth.
-- On one machine something listens; on a hosted project pg_net calls the app, whose address and secret are in the vault
-- under `tandem_app_url` and `tandem_cron_secret`.
create function private.poke() returns void
language plpgsql security definer set search_path = '' as $$
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
$$;

create function private.tg_sync_marks__poke() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.poke();
  return null;
end;
$$;
-- An insert that turns into an update fires for both: the insert is enough.
create trigger _900_poke after insert on private.sync_marks
  for each statement execute function private.tg_sync_marks__poke();

do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_net') then
    create extension if not exists pg_net;
  end if;
  if exists (select from pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
    perform cron.schedule('tandem_sync', '* * * * *', 'select private.poke()');
  end if;
end;
$$;
