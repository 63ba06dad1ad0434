import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time';

/** Work that goes on until it is told to end. */
function held() {
  const ends: (() => void)[] = [];
  const ask = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)));
  return { ask, ends };
}

test('what is asked for while it runs goes round once more, however often', async () => {
  const { ask, ends } = held();
  const asked = [ask(), ask(), ask()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.all(asked);
  expect(ends).toHaveLength(2);
});

test('what has ended, or broken off, is begun anew', async () => {
  let runs = 0;
  const ask = oneAtATime(async () => {
    runs += 1;
    await Promise.resolve();
    if (runs === 1) throw new Error('the first one breaks off');
  });
  await expect(ask()).rejects.toThrow('the first one breaks off');
  await ask();
  await ask();
  expect(runs).toBe(3);
});
