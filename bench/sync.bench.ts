import { addSpace, callsOf, drainNow } from '../local/test-engine';
import { startTestStack, type TestStack } from '../local/test-stack';
import { print } from './figures';
import { benchCosts } from './sync-costs';
import { countEventCalls } from './sync-events';
import { benchRates } from './sync-rates';
import { benchSaves } from './sync-saves';

/** What the sync costs in calls to Stripe, how long a person waits for it, and how much of Stripe's limits it uses. */
export async function bench() {
  const engine = await startTestStack();
  await countCalls(engine);
  await countEventCalls(engine);
  await engine.stop();
  await benchSaves();
  await benchCosts();
  await benchRates();
}

async function countCalls(stack: TestStack) {
  const count = async (what: string, limit: string, work: () => Promise<unknown>) => {
    const { writes, reads } = await callsOf(stack, async () => {
      await work();
      await drainNow(stack);
    });
    print(what, `${writes.length} writes, ${reads.length} reads`, limit);
  };
  const update = (id: string, values: Record<string, string>) =>
    stack.sql`update spaces set ${stack.sql(values)} where id = ${id}`;
  await count('Stripe calls for a new space with one tariff', 'at most 2 writes, no read', () =>
    addSpace(stack),
  );
  const id = await addSpace(stack);
  await drainNow(stack);
  await count('… for a rename', '1 write', () => update(id, { name: 'Studio' }));
  await count('… for a price change', 'at most 3 writes', () => update(id, { price_per_hour: '30' }));
  await count('… for a save without a change', '0', () => update(id, { name: 'Studio' }));
  await count(
    '… for a look at Stripe that finds nothing to do',
    '0 writes',
    () => stack.sql`select sync_space_with_stripe(${id})`,
  );
}
