import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { Refusal } from './settings';

const folder = path.resolve(import.meta.dirname, '..', 'supabase', 'migrations');

/** The migrations of the repository, oldest first, as `supabase db push` would read them. */
export function listMigrations(): { version: string; name: string; file: string }[] {
  return readdirSync(folder)
    .filter((file) => /^\d{14}_\w+\.sql$/.test(file))
    .sort()
    .map((file) => ({ version: file.slice(0, 14), name: file.slice(15, -4), file: path.join(folder, file) }));
}

/**
 * Applies the migrations that a database does not have yet, each in its own transaction, and remembers them where
 * the Supabase CLI does (https://supabase.com/docs/guides/deployment/database-migrations).
 * @returns the versions that were applied. @throws Refusal that names the file and PostgreSQL's reason.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`create schema if not exists supabase_migrations`;
    await sql`create table if not exists supabase_migrations.schema_migrations
      (version text primary key, statements text[], name text)`;
    const rows = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`;
    const known = new Set(rows.map((row) => row.version));
    const missing = listMigrations().filter(({ version }) => !known.has(version));
    for (const { version, name, file } of missing) {
      const text = readFileSync(file, 'utf8');
      await sql
        .begin(async (transaction) => {
          await transaction.unsafe(text).simple();
          await transaction`insert into supabase_migrations.schema_migrations (version, statements, name)
          values (${version}, ${[text]}, ${name})`;
        })
        .catch((error: unknown) => {
          throw new Refusal(
            `The migration ${path.basename(file)} failed: ${error instanceof Error ? error.message : ''}`,
          );
        });
    }
    return missing.map(({ version }) => version);
  } finally {
    await sql.end();
  }
}
