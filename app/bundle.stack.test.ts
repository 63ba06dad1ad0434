import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '..', '.next', 'static');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(js|css|map)$/.test(file),
);

test('P2: no secret and no server-only module reaches a browser bundle', () => {
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    for (const secret of [
      'SUPABASE_SECRET_KEY',
      'whsec_',
      'CRON_SECRET',
      'sk_test_',
      'api.stripe.com',
      'sync_finish',
    ]) {
      expect(text.includes(secret), `${secret} in ${file}`).toBe(false);
    }
  }
});
