import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres, { type Sql } from 'postgres';
import { migrate } from '../../local/migrations';
import { freePort } from '../../local/ports';
import { startPostgres } from '../../local/postgres';
import { prepareSupabase } from '../../local/supabase';
import { testDatabase } from '../../local/test-template';

export type Database = { url: string; sql: Sql; stop(): Promise<void> };

/** A Postgres of its own with Supabase's roles and every migration, and no API in front: all that SQL alone needs. */
export async function startDatabase(): Promise<Database> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-sql-'));
  // Under root, Postgres runs as somebody else: who cannot walk in here would be given a copy of Postgres elsewhere.
  chmodSync(folder, 0o711);
  const server = await startPostgres({ folder, port: await freePort(), ...testDatabase() });
  const url = server.url();
  const clear = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await prepareSupabase(url, { publishable: 'none', secret: 'none', jwt: 'none', cron: 'none' });
    await migrate(url);
  } catch (error) {
    await clear();
    throw error;
  }
  const sql = postgres(url, { max: 4, onnotice: () => undefined });
  return {
    url,
    sql,
    async stop() {
      await sql.end();
      await clear();
    },
  };
}
