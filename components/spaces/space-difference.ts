import {
  differencesOf,
  mergeFields,
  type Choices,
  type Difference,
  type Versions,
} from '@/components/form/difference';
import { normalAmount } from '@/lib/money';
import { tariffs, type SpaceInput } from '@/lib/schemas/space';

export type SpaceField = keyof SpaceInput;

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

/** The fields in which two versions of a space differ. */
export function spaceDifferences(versions: Versions<SpaceInput>): Difference<SpaceField>[] {
  return differencesOf(
    fields,
    versions,
    (field, one, other) => valueOf(one, field) === valueOf(other, field),
  );
}

/** The version that the choices make out of the two. */
export function merge(mine: SpaceInput, theirs: SpaceInput, choices: Choices): SpaceInput {
  return mergeFields(fields, mine, theirs, choices);
}
