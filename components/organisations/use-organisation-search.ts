'use client';

import { parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs';
import { organisationSearchParams, type OrganisationSearch } from './organisation-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useOrganisationSearch() {
  const [search, set] = useQueryStates(organisationSearchParams);
  const change = (next: Partial<OrganisationSearch>) => void set({ page: 1, ...next });
  const clear = () => void set({ q: null, state: null, page: null });
  return { search, change, clear };
}

const parseAsNew = parseAsStringLiteral(['new']).withOptions({ history: 'push' });

/** Whether the form of a new organisation is open over the list, kept in the address. Going back closes it. */
export function useNewOrganisation() {
  const [asked, set] = useQueryState('organisation', parseAsNew);
  return { isAsked: asked === 'new', setAsked: (isAsked: boolean) => void set(isAsked ? 'new' : null) };
}

export const organisationFields = ['name', 'default_currency', 'stripe_onbehalfof', 'fee_percent'] as const;
export type OrganisationField = (typeof organisationFields)[number];

const parseAsField = parseAsStringLiteral(organisationFields).withOptions({ history: 'push' });

/** The field at which the form of an organisation is open over its page, kept in the address. Going back closes it. */
export function useEditing() {
  const [field, set] = useQueryState('edit', parseAsField);
  return { field, edit: (at: OrganisationField | null) => void set(at) };
}

const parseAsWay = parseAsStringLiteral(['returned', 'expired']);

/** How somebody came back from Stripe, as its links say it; nothing once that has been read. */
export function useStripeWay() {
  const [way, set] = useQueryState('stripe', parseAsWay);
  return { way, forget: () => void set(null) };
}
