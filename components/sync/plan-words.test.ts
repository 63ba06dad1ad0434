import { expect, test } from 'vitest';
import { archivesOf, archiveWords, isTariffName, stepKeys } from './plan-words';
import { planStep, type PlanStep } from '@/lib/schemas/sync';
import en from '@/messages/en.json';

const step = (does: PlanStep['does']): PlanStep => ({
  does,
  tariff: null,
  amount: null,
  currency: null,
  changes: [],
  label: null,
});

test('every step that a plan can hold has its words', () => {
  const keys = planStep.shape.does.options.map((does) => stepKeys[does]);
  expect(keys.filter((key) => !Object.hasOwn(en.plan.step, key))).toEqual([]);
});

test('a deletion is told as the products and prices that it archives', () => {
  const steps = [step('archive the product'), step('archive the price'), step('archive the price')];
  expect(archivesOf({ steps, looksFirst: false, waits: null })).toEqual({ products: 1, prices: 2 });
});

test('an old price that makes room for a new one counts as archived', () => {
  const steps = [step('create a price'), step('make it the default'), step('archive the old price')];
  expect(archivesOf({ steps, looksFirst: false, waits: null })).toEqual({ products: 0, prices: 1 });
});

test('what is not archived is not named', () => {
  expect(archiveWords({ products: 1, prices: 2 })).toBe('both');
  expect(archiveWords({ products: 1, prices: 0 })).toBe('products');
  expect(archiveWords({ products: 0, prices: 2 })).toBe('prices');
  expect(archiveWords({ products: 0, prices: 0 })).toBe('nothing');
});

test('a price made by others has no tariff of ours', () => {
  expect(['hour', 'half_day', 'day', 'month'].every(isTariffName)).toBe(true);
  expect(isTariffName(null)).toBe(false);
  expect(isTariffName('fortnight')).toBe(false);
});
