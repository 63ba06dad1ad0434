import { startTestStack } from '../local/test-stack';
import { measureHolds } from './shop-holds';
import { measureNotices } from './shop-notices';
import { measurePolling } from './shop-polling';

/** What the shop bears: holds, notices, and shoppers who poll. */
export async function bench() {
  await measureHolds();
  const stack = await startTestStack();
  try {
    await measureNotices(stack);
  } finally {
    await stack.stop();
  }
  await measurePolling();
}
