import { organisationFields, type OrganisationField } from './use-organisation-search';
import { differencesOf, type Choices, type Difference, type Versions } from '@/components/form/difference';
import type { OrganisationInput } from '@/lib/schemas/organisation';

/** The fields in which two versions of an organisation differ. */
export function organisationDifferences(
  versions: Versions<OrganisationInput>,
): Difference<OrganisationField>[] {
  return differencesOf(
    organisationFields,
    versions,
    (field, one, other) => (one[field] ?? '') === (other[field] ?? ''),
  );
}

/** The version that the choices make out of the two. Where there was nothing to choose, both are the same. */
export function merge(
  mine: OrganisationInput,
  theirs: OrganisationInput,
  choices: Choices,
): OrganisationInput {
  const from = (field: OrganisationField) => (choices[field] === 'theirs' ? theirs : mine);
  return {
    name: from('name').name,
    default_currency: from('default_currency').default_currency,
    stripe_onbehalfof: from('stripe_onbehalfof').stripe_onbehalfof,
    fee_percent: from('fee_percent').fee_percent,
  };
}
