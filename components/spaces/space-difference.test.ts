import { expect, test } from 'vitest';
import { merge, spaceDifferences } from './space-difference';
import { choose, firstChoices } from '@/components/form/difference';
import { emptySpace, type SpaceInput } from '@/lib/schemas/space';

const was: SpaceInput = { ...emptySpace, name: 'Atelier', price_per_hour: '25.00', capacity: 4 };

test('two who changed different fields both keep their change', () => {
  const mine = { ...was, name: 'Atelier Nord' };
  const theirs = { ...was, price_per_hour: '30.00' };
  const differences = spaceDifferences({ was, mine, theirs });
  expect(differences).toEqual([
    { field: 'name', changedBy: 'mine' },
    { field: 'price_per_hour', changedBy: 'theirs' },
  ]);
  expect(merge(mine, theirs, firstChoices(differences))).toEqual({
    ...was,
    name: 'Atelier Nord',
    price_per_hour: '30.00',
  });
});

test('where both changed the same field, one’s own stands until one says otherwise', () => {
  const mine = { ...was, capacity: 6 };
  const theirs = { ...was, capacity: 8 };
  const differences = spaceDifferences({ was, mine, theirs });
  expect(differences).toEqual([{ field: 'capacity', changedBy: 'both' }]);
  expect(merge(mine, theirs, firstChoices(differences)).capacity).toBe(6);
  expect(
    merge(
      mine,
      theirs,
      choose(differences, () => 'theirs'),
    ),
  ).toEqual(theirs);
});

test('the same change made twice is no difference', () => {
  const changed = { ...was, description: 'Sous verrière' };
  expect(spaceDifferences({ was, mine: changed, theirs: { ...changed } })).toEqual([]);
});

test('an amount written with fewer decimals is the same amount', () => {
  expect(spaceDifferences({ was, mine: { ...was, price_per_hour: '25' }, theirs: was })).toEqual([]);
});

test('taking all of theirs loses nothing of theirs, keeping all of mine nothing of mine', () => {
  const mine = { ...was, name: 'A', price_per_day: '100.00', is_active: false };
  const theirs = { ...was, type: 'desk', price_per_hour: null, image_url: 'https://example.com/a.png' };
  const differences = spaceDifferences({ was, mine, theirs });
  expect(
    merge(
      mine,
      theirs,
      choose(differences, () => 'mine'),
    ),
  ).toEqual(mine);
  expect(
    merge(
      mine,
      theirs,
      choose(differences, () => 'theirs'),
    ),
  ).toEqual(theirs);
});
