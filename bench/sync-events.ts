import { callsOf, drainNow } from '../local/test-engine';
import { addEvent, addSeller } from '../local/test-sellers';
import type { TestStack } from '../local/test-stack';
import { print } from './figures';

const TICKETS = 20;

/** What an event with many ticket types costs in calls to Stripe, on its organisation's account. */
export async function countEventCalls(stack: TestStack) {
  const seller = await addSeller(stack, 'acct_bench');
  let made: Awaited<ReturnType<typeof addEvent>> | undefined;
  const count = async (what: string, limit: string, work: () => Promise<unknown>) => {
    const { writes, reads } = await callsOf(stack, async () => {
      await work();
      await drainNow(stack);
    });
    print(what, `${writes.length} writes, ${reads.length} reads`, limit);
  };
  const tickets = Array.from({ length: TICKETS }, (_, at) => ({
    name: `Row ${at + 1}`,
    price: `${at + 10}`,
  }));
  await count(
    `Stripe calls for a new event with ${TICKETS} ticket types`,
    `${TICKETS + 1} writes, one for each object, no read`,
    async () => {
      made = await addEvent(stack, seller, tickets);
    },
  );
  const id = made?.id ?? '';
  const ticket = made?.tickets['Row 7'] ?? '';
  await count(
    '… for a change of one price',
    '2 writes: the new price, and the old one archived',
    () => stack.sql`update event_tickets set price = 99 where id = ${ticket}`,
  );
  await count(
    '… for a change of the title',
    '1 write',
    () => stack.sql`update events set title = 'Another title' where event_id = ${id}`,
  );
  await count(
    '… for a save without a change',
    '0',
    () => stack.sql`update events set title = title, capacity = 800 where event_id = ${id}`,
  );
}
