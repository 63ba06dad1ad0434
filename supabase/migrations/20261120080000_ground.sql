-- The ground that every table stands on: a schema that no API shows, the admin's right, and nothing granted by default.
create schema private;
grant usage on schema private to anon, authenticated, service_role;

-- A hosted project grants everything in `public` to everyone and leaves the rest to row-level security. Here a table
-- is closed until its migration opens it, column by column.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema private grant all on tables to service_role;

-- The right is read from the user's row, not from the token: taking it away, or banning the user, works at once, not when
-- the token ends.
create function private.is_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from auth.users
    where id = (select auth.uid()) and raw_app_meta_data ->> 'role' = 'admin'
      and deleted_at is null and (banned_until is null or banned_until <= now())
  );
$$;
grant execute on function private.is_admin() to anon, authenticated, service_role;

-- Whether the caller is a program that holds the secret key, or SQL typed by the owner of the database.
create function private.is_machine() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(current_setting('role', true), 'none') not in ('anon', 'authenticated');
$$;
grant execute on function private.is_machine() to anon, authenticated, service_role;

-- Refuses with a status and a code that lib/errors.ts has the words for. PostgREST turns PTxyz into HTTP status xyz
-- (https://docs.postgrest.org/en/stable/references/errors.html#raise-errors-with-http-status-codes).
create function private.refuse(status int, code text, details jsonb default '{}') returns void
language plpgsql set search_path = '' as $$
begin
  raise exception '%', code using errcode = 'PT' || status, detail = details::text, hint = code;
end;
$$;
grant execute on function private.refuse(int, text, jsonb) to anon, authenticated, service_role;

-- `npm run admin` calls this with the secret key, on one machine and on a hosted project alike.
create function public.set_admin(email text, is_admin boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update auth.users set raw_app_meta_data = case
      when set_admin.is_admin then coalesce(raw_app_meta_data, '{}') || '{"role": "admin"}'
      else coalesce(raw_app_meta_data, '{}') - 'role'
    end
  where lower(users.email) = lower(trim(set_admin.email));
  return found;
end;
$$;
grant execute on function public.set_admin(text, boolean) to service_role;

-- What the program wants a person to find later. Secrets, payloads and buyers' data never go in here.
create table public.application_logs (
  id         bigint generated always as identity primary key,
  level      text not null constraint application_logs_level_known check (level in ('debug', 'info', 'warn', 'error')),
  source     text not null,
  message    text not null,
  context    jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index application_logs_newest on public.application_logs (created_at desc);
alter table public.application_logs enable row level security;
grant select on public.application_logs to authenticated;
grant select, insert on public.application_logs to service_role;
create policy "admins read the log" on public.application_logs
  for select to authenticated using ((select private.is_admin()));
