import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const alias = {
  '@': path.resolve(import.meta.dirname),
  'server-only': path.resolve(import.meta.dirname, 'local/server-only.ts'),
};

/** The files that take more than half a minute, longest first. */
const LONG = [
  'lib/sync/event-crash.stack.test.ts',
  'lib/sync/storm.stack.test.ts',
  'lib/sync/crash.stack.test.ts',
  'supabase/tests/interleavings.test.ts',
  'local/run.stack.test.ts',
  'lib/sync/processes.stack.test.ts',
];

/** Begins with the files that take long, so that no worker is left with one of them when the others are done. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((file) => moduleId.endsWith(file));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right));
  }
}

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
          maxWorkers: 3,
        },
      },
    ],
  },
});
