import { z } from 'zod';
import { listMigrations } from '../migrations';
import { callFunction } from './ask';
import { ok, unknown, wrong, type Finding } from './report';

const list = z.array(z.string());

function namesOf(versions: string[]): string {
  const known = new Map(listMigrations().map(({ version, name }) => [version, `${version}_${name}`]));
  return versions.map((version) => known.get(version) ?? version).join(', ');
}

function compare(applied: string[], isLocal: boolean): Finding {
  const wanted = listMigrations().map(({ version }) => version);
  const missing = wanted.filter((version) => !applied.includes(version));
  const strange = applied.filter((version) => !wanted.includes(version));
  const mend = isLocal ? 'restart the local stack' : 'apply them with "npx supabase db push"';
  if (missing.length > 0) return wrong('Migrations', `the database lacks ${namesOf(missing)}; ${mend}.`);
  if (strange.length > 0)
    return wrong(
      'Migrations',
      `the database has ${namesOf(strange)}, which this version of the app does not know; update the app.`,
    );
  return ok('Migrations', `all ${wanted.length} are applied`);
}

/** Whether Supabase answers, takes the secret key, has every migration, and knows an admin. */
export async function checkDatabase(
  supabase: { url: string; secret: string } | undefined,
  isLocal: boolean,
): Promise<Finding[]> {
  const rest = ['Migrations', 'Admins'].map((about) => unknown(about, 'not known before Supabase answers'));
  if (!supabase) return [unknown('Supabase', 'not known without its address and secret key'), ...rest];
  const versions = await callFunction(supabase, 'schema_version');
  if (versions.status === 0) {
    const mend = isLocal
      ? 'start the local stack with "npm run demo"'
      : 'check NEXT_PUBLIC_SUPABASE_URL, and whether the project is paused';
    return [wrong('Supabase', `nobody answers at ${supabase.url} (${versions.reason}); ${mend}.`), ...rest];
  }
  if (versions.status === 401 || versions.status === 403)
    return [
      wrong(
        'Supabase',
        `it refuses the secret key; copy SUPABASE_SECRET_KEY anew from the project of ${supabase.url}.`,
      ),
      ...rest,
    ];
  if (versions.status === 404)
    return [
      ok('Supabase', `answers at ${supabase.url}`),
      wrong(
        'Migrations',
        'the database lacks the newest ones, or all; apply them with "npx supabase db push".',
      ),
      unknown('Admins', 'not known before the migrations are applied'),
    ];
  const read = list.safeParse(versions.body);
  if (versions.status !== 200 || !read.success)
    return [
      wrong('Supabase', `it answered ${versions.status} at ${supabase.url}; look into its logs.`),
      ...rest,
    ];
  const admins = list.safeParse((await callFunction(supabase, 'list_admins')).body);
  const count = admins.data?.length ?? 0;
  return [
    ok('Supabase', `answers at ${supabase.url} and takes the secret key`),
    compare(read.data, isLocal),
    count > 0
      ? ok('Admins', count === 1 ? 'one person is an admin' : `${count} people are admins`)
      : wrong(
          'Admins',
          'nobody is an admin; make a user in Supabase, then run "npm run admin -- grant EMAIL".',
        ),
  ];
}
