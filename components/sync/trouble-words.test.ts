import { expect, test } from 'vitest';
import { stepKeys } from './plan-words';
import en from '@/messages/en.json';

test('whatever can go wrong comes with what to do about it', () => {
  expect(Object.keys(en.sync.advice).sort()).toEqual(Object.keys(en.sync.reason).sort());
});

test('every write of a run has its words', () => {
  expect(Object.keys(en.syncRun.step).sort()).toEqual(Object.values(stepKeys).sort());
});
