import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from '../../local/gen';

test('what is generated is what the migrations and the folders say now', async () => {
  const root = path.resolve(import.meta.dirname, '..', '..');
  for (const [file, text] of await generatedFiles()) {
    expect(
      readFileSync(path.join(root, file), 'utf8'),
      `${file} is stale: run "npm run gen" and commit it`,
    ).toBe(text);
  }
});
