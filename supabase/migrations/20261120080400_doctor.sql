-- What `npm run doctor` and `npm run admin` ask with the secret key, since no API shows the schemas where it stands.

-- The versions of the migrations that this database has, oldest first; none where nothing keeps account of them.
create function public.schema_version() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  versions jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is null then
    return '[]';
  end if;
  execute 'select jsonb_agg(version order by version) from supabase_migrations.schema_migrations' into versions;
  return coalesce(versions, '[]');
end;
$$;
grant execute on function public.schema_version() to service_role;

-- The addresses of everybody who may act as an admin at this moment.
create function public.list_admins() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(email order by email), '[]') from auth.users
  where raw_app_meta_data ->> 'role' = 'admin'
    and deleted_at is null and (banned_until is null or banned_until <= now());
$$;
grant execute on function public.list_admins() to service_role;
