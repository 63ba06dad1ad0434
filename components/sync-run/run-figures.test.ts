import { expect, test } from 'vitest';
import { hasWork, isDiscarded, meaningOf, progressOf } from './run-figures';

const outcome = { synced: 0, refused: 0, retrying: 0, stopped: 0, left: 0 };
const plan = { create: 0, update: 0, archive: 0, nothing: 0, refused: 0, writes: 0 };

test('a row that is tried again is not done yet', () => {
  const some = { ...outcome, synced: 5, refused: 1, retrying: 2, left: 4 };
  expect(progressOf({ outcome: some })).toEqual({ done: 6, rows: 12 });
});

test('a plan that only leaves rows alone, or cannot help them, has nothing to start', () => {
  expect(hasWork({ plan: { ...plan, nothing: 400, refused: 2 } })).toBe(false);
  expect(hasWork({ plan: { ...plan, archive: 1 } })).toBe(true);
});

test('a plan put aside is told apart from a run that was stopped under way', () => {
  expect(isDiscarded({ state: 'stopped', startedAt: null })).toBe(true);
  expect(isDiscarded({ state: 'stopped', startedAt: '2026-11-20T08:00:00.000Z' })).toBe(false);
  expect(isDiscarded({ state: 'planned', startedAt: null })).toBe(false);
});

test('a run that is done with refusals is not simply fine', () => {
  expect(meaningOf({ state: 'done', outcome })).toBe('fine');
  expect(meaningOf({ state: 'done', outcome: { ...outcome, refused: 1 } })).toBe('attention');
});
