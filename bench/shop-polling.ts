import http from 'node:http';
import { startFreeStack } from '../local/free-stack';
import postgres from 'postgres';
import { z } from 'zod';
import { percentile, print } from './figures';

const CLIENTS = 500;
const SECONDS = 8;

type Polled = { status: number; ms: number; tag: string; bytes: number };

/** One request of a client that stays connected. */
function poll(url: URL, agent: http.Agent, tag: string): Promise<Polled> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip', ...(tag === '' ? {} : { 'if-none-match': tag }) };
    http
      .get(url, { agent, headers }, (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => (bytes += chunk.byteLength));
        answer.on('end', () => {
          const { statusCode: status = 0, headers: told } = answer;
          resolve({ status, ms: performance.now() - started, tag: told.etag ?? '', bytes });
        });
        answer.on('error', reject);
      })
      .on('error', reject);
  });
}

const opened = z.object({ url: z.string(), orderId: z.string(), orderKey: z.string() });
const listed = z.object({
  products: z.array(z.looseObject({ id: z.string(), inStock: z.boolean(), isOnSale: z.boolean() })),
});

/** How `/api/products` answers many clients that poll it, and how soon a sale is seen there. */
export async function measurePolling() {
  const stack = await startFreeStack({ app: 'production' });
  const sql = postgres(stack.databaseUrl, { max: 1, onnotice: () => undefined });
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
  const url = new URL('/api/products', stack.appUrl);
  try {
    await seenSold(stack.appUrl, stack.stripeUrl, sql);
    // These are only looked at: Stripe need not know them.
    await sql`alter table products disable trigger _500_mark`;
    let there = 0;
    for (const count of [1, 100, 10_000]) {
      await sql`insert into products (name, price, description)
        select 'Lamp ' || n, 40, repeat('A lamp of brass. ', 6) from generate_series(${there + 1}::int, ${count}::int) n`;
      there = count;
      const end = performance.now() + SECONDS * 1000;
      const taken: number[] = [];
      let unchanged = 0;
      let size = 0;
      await Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          let tag = '';
          while (performance.now() < end) {
            const { status, ms, tag: told, bytes } = await poll(url, agent, tag);
            taken.push(ms);
            tag = told;
            if (status === 304) unchanged += 1;
            else size = bytes;
          }
        }),
      );
      const figure = `${Math.round(taken.length / SECONDS)}/s`;
      const limit = `500 clients every 30 s need 17/s; p99 ${Math.round(percentile(taken, 0.99))} ms; ${unchanged} of ${taken.length} were 304, the others ${Math.ceil(size / 1024)} KiB`;
      print(`/api/products, ${count} products, ${CLIENTS} clients without pause`, figure, limit);
    }
  } finally {
    agent.destroy();
    await sql.end();
    await stack.stop();
  }
}

const SALES = 10;

/** From a payment on Stripe's page to another shopper's next refresh. */
async function seenSold(appUrl: string, stripeUrl: string, sql: postgres.Sql) {
  const rows = await sql<{ id: string }[]>`
    insert into products (name, price) select 'Sold ' || n, 40 from generate_series(1, ${SALES}::int) n returning id`;
  const stateOf = async (id: string) =>
    listed
      .parse(await (await fetch(`${appUrl}/api/products`)).json())
      .products.find((each) => each.id === id);
  const until = async (id: string, is: (state: Awaited<ReturnType<typeof stateOf>>) => boolean) => {
    while (!is(await stateOf(id))) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const taken: number[] = [];
  for (const { id } of rows) {
    await until(id, (state) => state?.isOnSale === true);
    const answer = await fetch(`${appUrl}/api/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ kind: 'product', id, quantity: 1 }] }),
    });
    const { url } = opened.parse(await answer.json());
    const started = performance.now();
    await fetch(`${stripeUrl}/_tandem/sessions/${new URL(url).pathname.split('/').at(-1) ?? ''}/pay`, {
      method: 'POST',
      body: '{}',
    });
    await until(id, (state) => state?.inStock === false);
    taken.push(performance.now() - started);
  }
  const p = (share: number) => Math.round(percentile(taken, share));
  print(
    'From payment to Vendu in what a refresh reads',
    `p50 ${p(0.5)} ms`,
    `p95 ${p(0.95)} ms; a page refreshes every 30 s and when it comes to the front`,
  );
}
