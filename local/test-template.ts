import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from './migrations';
import { freePort } from './ports';
import { shortLived, startPostgres } from './postgres';
import { prepareSupabase } from './supabase';

/** A database with Supabase's roles and every migration, made once for a run of the tests: theirs are copies of it. */
export default async function makeTemplate() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-template-'));
  // As root, another account runs PostgreSQL and must be able to walk in here.
  chmodSync(folder, 0o711);
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const server = await startPostgres({ folder, port: await freePort(), flags: shortLived });
  try {
    await prepareSupabase(server.url(), { publishable: 'none', secret: 'none', jwt: 'none', cron: 'none' });
    await migrate(server.url());
  } catch (error) {
    await server.stop();
    clear();
    throw error;
  }
  await server.stop();
  // The processes of the tests are started after this, and inherit it.
  process.env.TANDEM_TEST_TEMPLATE = server.data;
  return clear;
}

/** What the database of a test is made of: without a run around it, of nothing. */
export const testDatabase = () => ({ flags: shortLived, template: process.env.TANDEM_TEST_TEMPLATE });
