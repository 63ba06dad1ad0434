import { serve } from '@hono/node-server';
import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { surviveLostSockets } from './lost-socket';
import { pipelined } from './pipelined';
import type { Keys } from './settings';

export type Supabase = { url: string; port: number; stop(): Promise<void> };

function createApp(databaseUrl: string, keys: Keys, siteUrl: string) {
  const connection = createPostgresConnection({
    url: databaseUrl,
    postgresOptions: { max: 20, onnotice: () => undefined },
  });
  // With its first request Lite would grant everything on every table to everyone, and undo rights by column. A hosted
  // project does no such thing; the roles and their rights are made below and by the migrations.
  Object.assign(connection, { rlsState: 'active' });
  pipelined(connection.driver);
  // With every request Lite searches the text of every view for types of its own; there are none, and it took a third of
  // the time of a request.
  const introspect = connection.introspect.bind(connection);
  connection.introspect = async (options) => {
    const known = await introspect(options);
    for (const view of known.views) view.sql = '';
    return known;
  };
  const app = new App({
    connection,
    api: { schemas: ['public'], max_rows: 1000 },
    auth: {
      enabled: true,
      enable_signup: false,
      site_url: siteUrl,
      jwt_secret: keys.jwt,
      publishable_key: keys.publishable,
      secret_key: keys.secret,
    },
  });
  return { app, connection };
}

// The roles and the generous default rights of a hosted project: a migration that forgets to take rights away must
// show here as it would there.
const roles = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin bypassrls; end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
`;

/** Makes what Supabase brings along (roles, rights, `auth`), so that migrations find it as on a hosted project. */
export async function prepareSupabase(databaseUrl: string, keys: Keys) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  // Once, when a project is new: a second time would undo what the migrations have taken away.
  const [project] = await sql`select to_regnamespace('supabase_migrations') is null as is_new`;
  if (project?.is_new === true) await sql.unsafe(roles).simple();
  await sql.end();
  const { app, connection } = createApp(databaseUrl, keys, 'http://localhost');
  await app.ensureSystemSchema();
  await connection.close();
}

/**
 * Supabase Lite prints every error that PostgreSQL answers, expected ones (a row that is gone, a value that a check
 * refuses) with their stack. The app says these in its own words; here they would look like failures.
 */
function silenceExpectedErrors() {
  const print = console.error;
  console.error = (...words: unknown[]) => {
    if (!(words[0] instanceof postgres.PostgresError)) print(...words);
  };
  return () => {
    console.error = print;
  };
}

/**
 * Lets browsers call from the app's port, as a hosted project does. Lite itself allows that for its REST addresses alone,
 * and names no headers when a browser asks beforehand.
 */
async function answerBrowsers(request: Request, answer: (request: Request) => Response | Promise<Response>) {
  const headers = new Headers({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Content-Range',
  });
  if (request.method === 'OPTIONS') {
    headers.set('access-control-allow-methods', 'GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS');
    headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '');
    return new Response(null, { status: 204, headers });
  }
  const answered = await answer(request);
  const open = new Response(answered.body, answered);
  headers.forEach((value, name) => open.headers.set(name, value));
  return open;
}

/** Serves Supabase's REST and Auth addresses over a database. Port 0 takes any free one. */
export async function startSupabase(options: {
  databaseUrl: string;
  port: number;
  keys: Keys;
  siteUrl: string;
}): Promise<Supabase> {
  const { app, connection } = createApp(options.databaseUrl, options.keys, options.siteUrl);
  const unsilence = silenceExpectedErrors();
  const unprotect = surviveLostSockets();
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve(
      {
        port: options.port,
        hostname: '127.0.0.1',
        fetch: (request) => answerBrowsers(request, (asked) => app.fetch(asked)),
      },
      () => resolve(listening),
    );
    listening.once('error', reject);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve);
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      // Not Lite's own close: that one waits for a database that may have ended first.
      await connection.driver.end({ timeout: 2 });
      unsilence();
      unprotect();
    },
  };
}
