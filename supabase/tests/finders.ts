import type { TransactionSql } from 'postgres';

type Found = Promise<string[]>;

const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

/** Tables of ours that row-level security does not guard. */
export async function tablesWithoutRowSecurity(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
    where relkind in ('r', 'p') and not relrowsecurity
      and relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by name`,
  );
}

/** Tables that an API shows and for which nobody has said who may do what. */
export async function tablesWithoutPolicy(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and not exists (select from pg_policy where polrelid = pg_class.oid)
    order by name`,
  );
}

/** Views that would read with their owner's rights, and so past every policy. */
export async function viewsPastPolicies(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
    where relnamespace = 'public'::regnamespace
      and (relkind = 'm' or (relkind = 'v' and not coalesce(
        (select option_value::boolean from pg_options_to_table(reloptions) where option_name = 'security_invoker'), false)))
    order by name`,
  );
}

/** Functions with their owner's rights which trust the caller's search path to find what they name. */
export async function borrowedSearchPaths(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select oid::regprocedure::text as name from pg_proc
    where prosecdef and pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and not exists (select from unnest(proconfig) setting where setting like 'search_path=%')
    order by name`,
  );
}

/** Functions of ours that people may call, each with the role that may: "anon private.is_admin()". */
export async function openFunctions(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select role || ' ' || pronamespace::regnamespace || '.' || proname || '(' || pg_get_function_identity_arguments(oid) || ')'
      as name
    from pg_proc, unnest(array['public', 'anon', 'authenticated']) role
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and has_function_privilege(role, oid, 'execute')
    order by name`,
  );
}

/** Whole tables and views that people hold a right on: "anon select public.spaces". */
export async function openRelations(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select role || ' ' || lower(right_) || ' ' || relnamespace::regnamespace || '.' || relname as name
    from pg_class, unnest(array['public', 'anon', 'authenticated']) role,
      unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) right_
    where relkind in ('r', 'p', 'v', 'm') and relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and has_table_privilege(role, pg_class.oid, right_)
    order by name`,
  );
}

/** Columns that only the engine and the triggers may set and that people can: "authenticated update spaces.revision". */
export async function openEngineColumns(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select role || ' ' || right_ || ' ' || attrelid::regclass || '.' || attname as name
    from pg_attribute join pg_class on pg_class.oid = attrelid, unnest(array['public', 'anon', 'authenticated']) role,
      unnest(array['insert', 'update']) right_
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      -- Which account an organisation sells on is for an admin to say.
      and (attname like 'stripe\_%' and attname <> 'stripe_onbehalfof' or attname in ('revision', 'created_at', 'updated_at'))
      and has_column_privilege(role, attrelid, attnum, right_)
    order by name`,
  );
}

/** Sequences that people may draw from, and schemas of ours in which they may make things. */
export async function openSequencesAndSchemas(sql: TransactionSql): Found {
  return names(
    await sql<{ name: string }[]>`
    select role || ' ' || oid::regclass as name
    from pg_class, unnest(array['public', 'anon', 'authenticated']) role
    where relkind = 'S' and relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and has_sequence_privilege(role, oid, 'usage, select, update')
    union all
    select role || ' create in ' || nspname
    from pg_namespace, unnest(array['public', 'anon', 'authenticated']) role
    where nspname in ('public', 'private') and has_schema_privilege(role, oid, 'create')
    order by name`,
  );
}
