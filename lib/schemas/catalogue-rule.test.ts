import { expect, test } from 'vitest';
import { catalogueRuleInput } from './catalogue-rule';

const faultsOf = (input: unknown) =>
  catalogueRuleInput.safeParse(input).error?.issues.map(({ path, message }) => [path.join('.'), message]);

test('a rule keeps what belongs to its kind and drops the rest', () => {
  expect(catalogueRuleInput.parse({ leaves_out: 'type', type: ' trial ', days: 3 })).toEqual({
    leaves_out: 'type',
    type: 'trial',
    days: null,
  });
  expect(catalogueRuleInput.parse({ leaves_out: 'age', type: 'trial', days: 30 })).toEqual({
    leaves_out: 'age',
    type: null,
    days: 30,
  });
  expect(catalogueRuleInput.parse({ leaves_out: 'archived' })).toEqual({
    leaves_out: 'archived',
    type: null,
    days: null,
  });
});

test('what a rule lacks is said at its field', () => {
  expect(faultsOf({ leaves_out: 'type', type: ' ' })).toEqual([['type', 'required']]);
  expect(faultsOf({ leaves_out: 'age' })).toEqual([['days', 'required']]);
  expect(faultsOf({ leaves_out: 'age', days: 0 })).toEqual([['days', 'too_small']]);
  expect(faultsOf({ leaves_out: 'age', days: 'soon' })).toEqual([['days', 'not_a_whole_number']]);
  expect(faultsOf({ leaves_out: 'colour' })).toEqual([['leaves_out', 'not_an_option']]);
});
