import { normalAmount } from '@/lib/money';
import { tariffs, type SpaceInput } from '@/lib/schemas/space';

export type SpaceField = keyof SpaceInput;
export type Choice = 'mine' | 'theirs';
export type Choices = Partial<Record<SpaceField, Choice>>;
export type Difference = {
  field: SpaceField;
  /** Who changed the field since the form was opened. */
  changedBy: Choice | 'both';
};

/** In the order of the form. */
const fields = [
  'name',
  'description',
  'type',
  'capacity',
  'currency',
  ...tariffs,
  'image_url',
  'is_active',
] as const satisfies readonly SpaceField[];

/** "25" and "25.00" are the same amount, whoever wrote it. */
function valueOf(input: SpaceInput, field: SpaceField) {
  const tariff = tariffs.find((each) => each === field);
  if (tariff === undefined) return input[field];
  const amount = input[tariff];
  return amount === null ? null : normalAmount(amount, input.currency);
}

/** The fields in which two versions differ, and which of them moved away from what it was. */
export function differencesOf(was: SpaceInput, mine: SpaceInput, theirs: SpaceInput): Difference[] {
  const isSame = (field: SpaceField, one: SpaceInput, other: SpaceInput) =>
    valueOf(one, field) === valueOf(other, field);
  return fields
    .filter((field) => !isSame(field, mine, theirs))
    .map((field) => ({
      field,
      changedBy: isSame(field, was, mine) ? 'theirs' : isSame(field, was, theirs) ? 'mine' : 'both',
    }));
}

/** What only one of the two changed is kept from them; where both did, one's own stands until one says otherwise. */
export function firstChoices(differences: readonly Difference[]): Choices {
  return choose(differences, ({ changedBy }) => (changedBy === 'theirs' ? 'theirs' : 'mine'));
}

/** One choice for each difference. */
export function choose(differences: readonly Difference[], by: (difference: Difference) => Choice): Choices {
  return Object.fromEntries(differences.map((difference) => [difference.field, by(difference)]));
}

/** The version that the choices make out of the two. Where there was nothing to choose, both are the same. */
export function merge(mine: SpaceInput, theirs: SpaceInput, choices: Choices): SpaceInput {
  const from = (field: SpaceField) => (choices[field] === 'theirs' ? theirs : mine);
  return {
    name: from('name').name,
    description: from('description').description,
    type: from('type').type,
    capacity: from('capacity').capacity,
    currency: from('currency').currency,
    price_per_hour: from('price_per_hour').price_per_hour,
    price_per_half_day: from('price_per_half_day').price_per_half_day,
    price_per_day: from('price_per_day').price_per_day,
    price_per_month: from('price_per_month').price_per_month,
    image_url: from('image_url').image_url,
    is_active: from('is_active').is_active,
  };
}
