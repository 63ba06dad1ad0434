import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSpace, callsOf, drainNow, letTimePass, stripeShows } from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { Lease } from './lease';
import { claim, loadRows } from './mark';
import { reconcile } from './reconcile';
import { Reporter } from './report';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

describe('C7: several processes draining at once', () => {
  test('sync every row once, with no product and no price made twice', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, at) => addSpace(stack, { name: `Desk ${at}` })),
    );
    const { writes } = await callsOf(stack, () =>
      Promise.all(Array.from({ length: 5 }, () => drainNow(stack))),
    );
    expect(writes.filter((call) => call === 'POST /v1/products')).toHaveLength(20);
    expect(writes).toHaveLength(40);
    for (const id of ids) expect((await stripeShows(stack, id)).prices).toHaveLength(1);
  });

  test('twin: when a lease does not hold, two workers write the same row', async () => {
    const id = await addSpace(stack);
    const only = { kind: 'space', id };
    const first = await claim(stack.world, new Lease(stack.world), only);
    expect(await claim(stack.world, new Lease(stack.world), only)).toEqual([]);
    await letTimePass(stack);
    const second = await claim(stack.world, new Lease(stack.world), only);
    const { writes } = await callsOf(stack, async () => {
      await Promise.all(
        [...first, ...second].map((mark) =>
          reconcile(
            stack.world,
            { ...mark, must_look: false },
            loadRows(stack.world, [mark]),
            new Reporter(stack.world, mark.lease.worker),
          ),
        ),
      );
    });
    expect(writes.length).toBeGreaterThan(2);
  });
});
