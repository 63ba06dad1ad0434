import { expect, test } from 'vitest';
import { humanised, readDisabled, readDue } from './requirement-words';

test('what Stripe asks for is said in a word, and of whom it is asked', () => {
  expect(readDue(['external_account', 'individual.verification.document', 'company.tax_id'])).toEqual([
    { thing: 'bankAccount', whom: null, names: ['external_account'] },
    { thing: 'identityDocument', whom: 'individual', names: ['individual.verification.document'] },
    { thing: 'taxId', whom: 'company', names: ['company.tax_id'] },
  ]);
});

test('several names for one thing are one line', () => {
  expect(readDue(['tos_acceptance.date', 'tos_acceptance.ip', 'owners.dob.day', 'owners.dob.year'])).toEqual([
    { thing: 'terms', whom: null, names: ['tos_acceptance.date', 'tos_acceptance.ip'] },
    { thing: 'birth', whom: 'owner', names: ['owners.dob.day', 'owners.dob.year'] },
  ]);
});

test('a person who has an id at Stripe is a person', () => {
  expect(readDue(['person_1Abc.verification.additional_document'])).toEqual([
    {
      thing: 'addressDocument',
      whom: 'person',
      names: ['person_1Abc.verification.additional_document'],
    },
  ]);
});

test('what is newer than our words keeps a line of its own, made readable', () => {
  expect(readDue(['company.export_license', 'constructor.name'])).toEqual([
    { thing: null, whom: null, names: ['company.export_license'] },
    { thing: null, whom: null, names: ['constructor.name'] },
  ]);
  expect(humanised('company.export_license')).toBe('Company export license');
});

test('every kind of rejection is one, and a reason unheard of is another', () => {
  expect(readDisabled('requirements.past_due')).toBe('overdue');
  expect(readDisabled('something_new')).toBe('other');
});
