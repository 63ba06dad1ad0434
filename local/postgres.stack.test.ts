import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { freePort } from './ports';
import { dropPostgres, startPostgres } from './postgres';

const isRoot = process.getuid?.() === 0;

test('the database keeps its data, also where the account that runs it cannot reach the folder', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-closed-'));
  chmodSync(folder, 0o700);
  const port = await freePort();
  const first = await startPostgres({ folder, port });
  const sql = postgres(first.url(), { max: 1 });
  await sql`create table kept as select 1 as one`;
  await sql.end();
  await first.stop();
  // Only root runs it as somebody else; only then does the data live outside.
  expect(existsSync(path.join(folder, 'postgres'))).toBe(!isRoot);

  const second = await startPostgres({ folder, port });
  const again = postgres(second.url(), { max: 1 });
  expect(await again`select one from kept`).toMatchObject([{ one: 1 }]);
  await again.end();
  await second.stop();
  dropPostgres(folder);
  rmSync(folder, { recursive: true });
});
