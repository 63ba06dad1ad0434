import { BaseSequencer, type TestSpecification } from 'vitest/node';

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
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((file) => moduleId.endsWith(file));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right));
  }
}
