import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './local/long-first';

const alias = {
  '@': path.resolve(import.meta.dirname),
  'server-only': path.resolve(import.meta.dirname, 'local/server-only.ts'),
};

export default defineConfig({
  resolve: { alias },
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.stack.test.ts', 'supabase/tests/**', '.next/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['**/*.stack.test.ts', 'supabase/tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', '.next/**'],
          globalSetup: 'local/test-template.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
