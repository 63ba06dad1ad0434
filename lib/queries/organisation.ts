import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import {
  onboardingAnswer,
  organisationPerson,
  organisationRow,
  type OrganisationInput,
  type OrganisationRow,
} from '../schemas/organisation';
import { send } from '../send';
import { pattern } from './behind';

export const organisationSorts = ['name', 'events', 'updated_at'] as const;
export type OrganisationSort = (typeof organisationSorts)[number];

/** What the table of organisations is asked for; all of it stands in the address. */
export type OrganisationFilters = {
  search: string;
  /** Where the account stands; none means all. */
  states: string[];
  sort: OrganisationSort;
  isDescending: boolean;
  page: number;
  pageSize: number;
};

const columns =
  'organisation_id, name, default_currency, stripe_onbehalfof, fee_percent, revision, created_at, updated_at, account, events, members';

const sortColumns: Record<OrganisationSort, string> = {
  name: 'sort_name',
  events: 'events',
  updated_at: 'updated_at',
};

/** How often a screen asks again while an account is being read, in milliseconds. */
const READING_POLL_MS = 1000;

const isReading = (row: OrganisationRow | undefined) =>
  row?.account.isBeingRead === true || row?.account.state === 'unread';

/** One page of organisations with where their accounts stand. */
export function organisationList(db: Db, filters: OrganisationFilters) {
  return queryOptions({
    queryKey: ['organisation', 'list', filters],
    queryFn: ({ signal }) => readOrganisations(db, filters, signal),
    refetchInterval: ({ state }) => (state.data?.rows.some(isReading) ? READING_POLL_MS : false),
  });
}

async function readOrganisations(
  db: Db,
  filters: OrganisationFilters,
  signal: AbortSignal,
): Promise<{ rows: OrganisationRow[]; total: number }> {
  const { search, states, sort, isDescending, page, pageSize } = filters;
  let query = db.from('organisations_with_account').select(columns, { count: 'exact' });
  if (search !== '') query = query.ilike('name', pattern(search));
  if (states.length > 0) query = query.in('account_status', states);
  const first = (page - 1) * pageSize;
  const { data, error, count } = await query
    .order(sortColumns[sort], { ascending: !isDescending })
    .order('organisation_id')
    .range(first, first + pageSize - 1)
    .abortSignal(signal)
    .retry(false);
  // PostgREST refuses a page behind the last row; for a list that is a page without rows.
  if (error?.code === 'PGRST103') return { rows: [], total: 0 };
  if (error) throw problemOf(error);
  return { rows: z.array(organisationRow).parse(data), total: count ?? 0 };
}

/** Reads one organisation. @throws Problem `not_found` when there is none that the caller may see. */
export async function readOrganisation(db: Db, id: string): Promise<OrganisationRow> {
  const { data, error } = await db
    .from('organisations_with_account')
    .select(columns)
    .eq('organisation_id', id)
    .single();
  if (error) throw problemOf(error);
  return organisationRow.parse(data);
}

export function organisationById(db: Db, id: string) {
  return queryOptions({
    queryKey: ['organisation', 'one', id],
    queryFn: () => readOrganisation(db, id),
    refetchInterval: ({ state }) => (isReading(state.data) ? READING_POLL_MS : false),
  });
}

const option = z.object({ organisation_id: z.string(), name: z.string(), default_currency: z.string() });
export type OrganisationOption = z.infer<typeof option>;

/** The organisations that the caller may make events for, by name. */
export function organisationOptions(db: Db) {
  return queryOptions({
    queryKey: ['organisation', 'options'],
    queryFn: async () => {
      const { data, error } = await db
        .from('organisations')
        .select('organisation_id, name, default_currency')
        .order('name');
      if (error) throw problemOf(error);
      return z.array(option).parse(data);
    },
  });
}

const seller = z.object({ name: z.string(), stripe_onbehalfof: z.string() });

/** Which organisation sells on which connected account. */
export function organisationAccounts(db: Db) {
  return queryOptions({
    queryKey: ['organisation', 'accounts'],
    queryFn: async () => {
      const { data, error } = await db
        .from('organisations')
        .select('name, stripe_onbehalfof')
        .not('stripe_onbehalfof', 'is', null)
        .order('name');
      if (error) throw problemOf(error);
      return z.array(seller).parse(data);
    },
  });
}

/** Who may see and edit the events of an organisation besides admins. */
export function organisationPeople(db: Db, id: string) {
  return queryOptions({
    queryKey: ['organisation', 'people', id],
    queryFn: async () => {
      const { data, error } = await db.rpc('organisation_people', { organisation_id: id });
      if (error) throw problemOf(error);
      return z.array(organisationPerson).parse(data);
    },
  });
}

/** Saves a new organisation, or a change of one; an account that is not connected to us is refused at its field. */
export function saveOrganisation(save: {
  id: string | null;
  revision?: number;
  input: Partial<OrganisationInput>;
}): Promise<OrganisationRow> {
  const { id, revision, input } = save;
  return id === null
    ? send('POST', '/api/organisations', { body: input, answer: organisationRow })
    : send('PATCH', `/api/organisations/${id}`, {
        body: input,
        answer: organisationRow,
        ...(revision === undefined ? {} : { ifMatch: revision }),
      });
}

const nothing = z.undefined().transform(() => undefined);

/** Deletes an organisation; refused as `in_use` while it has events. */
export function deleteOrganisation(id: string): Promise<void> {
  return send('DELETE', `/api/organisations/${id}`, { answer: nothing });
}

/** The address at Stripe where the organisation goes on with its onboarding. For one visit, within a few minutes. */
export function startOnboarding(id: string, country?: string): Promise<{ url: string }> {
  return send('POST', `/api/organisations/${id}/onboarding`, {
    body: country === undefined ? {} : { country },
    answer: onboardingAnswer,
  });
}

/** Reads the account at Stripe now. */
export function readAccountNow(id: string): Promise<OrganisationRow> {
  return send('POST', `/api/organisations/${id}/account`, { answer: organisationRow });
}

/** Makes somebody who has signed up a member. Refused as `unknown_person` at `email` otherwise. */
export function addMember(id: string, email: string): Promise<void> {
  return send('POST', `/api/organisations/${id}/members`, { body: { email }, answer: nothing });
}

/** Takes a member out. */
export function removeMember(id: string, person: string): Promise<void> {
  return send('DELETE', `/api/organisations/${id}/members/${person}`, { answer: nothing });
}
