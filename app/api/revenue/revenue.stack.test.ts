import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { faultsOf, TestApi } from '../../../local/test-api';
import { addEvent, addSeller, eventState } from '../../../local/test-sellers';
import { addProduct, askRefund, product, sold, ticket } from '../../../local/test-shop';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const today = new Date().toISOString().slice(0, 10);
const address = (more = '') => `/api/revenue?from=${today}&to=${today}${more}`;
const ask = (more = '', token?: string) =>
  api.ask('GET', address(more), token === undefined ? {} : { token });
const answer = z.object({
  revenue: z.array(
    z.looseObject({ kind: z.string(), seller: z.string().nullable(), gross: z.string(), net: z.string() }),
  ),
});

/** The file as its bytes say it: the first line is the heading. */
async function file(more = '') {
  const said = await fetch(`${api.stack.appUrl}${address(`&format=csv${more}`)}`, {
    headers: { authorization: `Bearer ${api.admin}` },
  });
  return {
    type: said.headers.get('content-type'),
    name: said.headers.get('content-disposition'),
    text: await said.text(),
  };
}

test('P4: revenue is answered by kind and seller, and no typed word reaches the file as a formula', async () => {
  const lamp = await addProduct(api.stack, { price: '40.00', stock: 5 });
  const order = await sold(api.stack, [product(lamp, 2)]);
  await askRefund(api.stack, order, null);
  const seller = await addSeller(api.stack, 'acct_revenue');
  await api.stack
    .sql`update organisations set name = '=HYPERLINK("https://evil.test","Ada, ""B""")' where organisation_id = ${seller}`;
  const event = await addEvent(api.stack, seller);
  // The app itself tells Stripe of an event.
  await vi.waitFor(
    async () => expect(await eventState(api.stack, event.id)).toMatchObject({ status: 'synced' }),
    20_000,
  );
  await sold(api.stack, [ticket(event.tickets.Full ?? '', 1)]);

  const said = await ask();
  expect(said.status).toBe(200);
  const { revenue } = answer.parse(said.body);
  expect(revenue.map(({ kind, gross, refunded, net }) => [kind, gross, refunded, net])).toEqual([
    ['product', '80.00', '80.00', '0.00'],
    ['ticket', '25.00', '0.00', '25.00'],
  ]);

  const { type, name, text } = await file();
  expect(type).toBe('text/csv; charset=utf-8');
  expect(name).toBe(`attachment; filename="revenue_${today}_${today}.csv"`);
  const rows: unknown = parse(text, { bom: true, columns: true });
  expect(rows).toMatchObject([
    { kind: 'product', seller: '', currency: 'eur', gross: '80.00', net: '0.00' },
    { kind: 'ticket', seller: '\'=HYPERLINK("https://evil.test","Ada, ""B""")', gross: '25.00' },
  ]);
  for (const begin of ['=', '+', '-', '@', '\t', '\r']) {
    await api.stack.sql`update organisations set name = ${`${begin}1+1`} where organisation_id = ${seller}`;
    expect((await file('&kind=ticket')).text, begin).toContain(`'${begin}1+1`);
  }
});

test('filters leave out what was not asked for', async () => {
  const of = async (more: string) => answer.parse((await ask(more)).body).revenue.map(({ kind }) => kind);
  expect(await of('&kind=ticket')).toEqual(['ticket']);
  expect(await of('&seller=platform')).toEqual(['product']);
  expect(await of('&currency=aud,chf')).toEqual([]);
  expect(await of('&mode=live')).toEqual([]);
});

test('a question that makes no sense is refused at its field', async () => {
  expect(faultsOf(await ask('&time_zone=Mars'))).toEqual([['time_zone', 'not_a_time_zone']]);
  expect(faultsOf(await ask('&format=pdf'))).toEqual([['format', 'not_understood']]);
  expect(faultsOf(await ask('&colour=red'))).toEqual([['colour', 'unknown_field']]);
  expect(faultsOf(await api.ask('GET', '/api/revenue?from=2026-02-30&to=2026-03-01'))).toEqual([
    ['from', 'not_a_time'],
  ]);
  const backwards = await api.ask('GET', '/api/revenue?from=2026-03-02&to=2026-03-01');
  expect([backwards.status, faultsOf(backwards)]).toEqual([422, [['to', 'out_of_range']]]);
});

test('P1: a visitor and a stranger are refused', async () => {
  expect((await ask('', '')).status).toBe(401);
  expect((await ask('', api.stranger)).status).toBe(403);
});
