import { z } from 'zod';
import { start } from '../lib/checkout/start';
import { settleNotices } from '../lib/notices/settle';
import { setBudget } from '../local/test-catalogue';
import { drainNow } from '../local/test-engine';
import type { TestStack } from '../local/test-stack';
import { print } from './figures';
import { Meter } from './meter';

const SALES = 100;
const idRow = z.object({ id: z.string() });

/** How many notices of paid checkouts are settled in a second, and what each costs; every sale is announced twice. */
export async function measureNotices(stack: TestStack) {
  await setBudget(stack, 'platform', 500);
  const [row] =
    await stack.sql`insert into products (name, price, stock) values ('Vase', 72, ${SALES}) returning id`;
  const { id } = idRow.parse(row);
  await drainNow(stack);
  const notices: { type: string; object: string }[] = [];
  for (let at = 0; at < SALES; at += 1) {
    const { orderId } = await start(
      stack.world,
      { items: [{ kind: 'product', id, quantity: 1 }], locale: 'fr' },
      { orderUrl: () => 'http://localhost/order', cancelUrl: () => 'http://localhost/cart' },
    );
    const [order] = await stack.sql<
      { session: string }[]
    >`select stripe_session_id as session from orders where order_id = ${orderId}`;
    const paid = await fetch(`${stack.stripeUrl}/_tandem/sessions/${order?.session ?? ''}/pay`, {
      method: 'POST',
      body: '{}',
    });
    const { payment_intent } = z.looseObject({ payment_intent: z.string() }).parse(await paid.json());
    notices.push({ type: 'checkout.session.completed', object: order?.session ?? '' });
    notices.push({ type: 'payment_intent.succeeded', object: payment_intent });
  }
  for (const [at, { type, object }] of notices.entries())
    await stack.sql`select notice_keep(${`evt_${at}`}, ${type}, null, ${object}, false, now())`;
  const meter = new Meter(stack.environment);
  const started = performance.now();
  await settleNotices(meter.world);
  const seconds = (performance.now() - started) / 1000;
  const { databaseTrips, reads, writes } = meter.counted;
  const each = (count: number) => (count / notices.length).toFixed(2);
  print(
    'Notices settled',
    `${Math.round(notices.length / seconds)}/s`,
    'Stripe’s limit for reads: 100/s live, 25/s in a sandbox',
  );
  print(
    '… round trips to the database for each',
    each(databaseTrips),
    '2 (claimed in batches; settled, finished), and the budget’s',
  );
  print(
    '… calls to Stripe for each',
    each(reads + writes),
    '0.5: a sale is announced twice and read once, unless both come at once',
  );
}
