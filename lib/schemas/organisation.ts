import { z } from 'zod';
import { time } from '../time';
import { currency, emptyToNull, requiredText } from './fields';

export const accountStates = [
  'not_connected',
  'unread',
  'unknown',
  'deauthorised',
  'information_due',
  'in_review',
  'rejected',
  'may_charge',
  'may_be_paid_out',
] as const;
export type AccountStatus = (typeof accountStates)[number];

/** Where the Stripe account of an organisation stands, as it was last read. */
export const accountState = z.object({
  account: z.string().nullable(),
  state: z.enum(accountStates),
  maySell: z.boolean(),
  /** What Stripe still asks for, in its own words, as in `external_account`. */
  due: z.array(z.string()),
  dueAt: time.nullable(),
  disabledReason: z.string().nullable(),
  country: z.string().nullable(),
  currency: z.string().nullable(),
  name: z.string().nullable(),
  readAt: time.nullable(),
  /** It is about to be read: the state may change within moments. */
  isBeingRead: z.boolean(),
});
export type AccountState = z.infer<typeof accountState>;

const accountId = z.preprocess(
  emptyToNull,
  z
    .string({ error: 'not_an_account' })
    .trim()
    .refine((value) => /^acct_\w{1,250}$/.test(value), 'not_an_account')
    .nullable(),
);

/** A share of a hundred, with two decimals at most. */
const percent = z
  .number({ error: 'not_a_number' })
  .refine((value) => value >= 0, 'negative')
  .refine((value) => value <= 100, { message: 'too_large', params: { max: 100 } })
  .refine((value) => Number(value.toFixed(2)) === value, 'two_decimals');

/** What the form of an organisation may send. */
export const organisationInput = z.strictObject({
  name: requiredText(120),
  default_currency: currency,
  /** An existing account that is connected to this platform; onboarding makes one otherwise. */
  stripe_onbehalfof: accountId,
  /** What the platform keeps of each sale. */
  fee_percent: percent,
});
export type OrganisationInput = z.infer<typeof organisationInput>;

/** What may be left out when an organisation is made by a script. */
export const newOrganisation = organisationInput.partial({
  default_currency: true,
  stripe_onbehalfof: true,
  fee_percent: true,
});

export const organisationChange = organisationInput.partial();

/** An organisation as an empty form shows it. */
export const emptyOrganisation: OrganisationInput = {
  name: '',
  default_currency: 'eur',
  stripe_onbehalfof: null,
  fee_percent: 0,
};

/** An organisation as the database shows it to admins and to its members. */
export const organisationRow = z.object({
  organisation_id: z.string(),
  name: z.string(),
  default_currency: z.string(),
  stripe_onbehalfof: z.string().nullable(),
  fee_percent: z.number(),
  revision: z.coerce.number(),
  created_at: time,
  updated_at: time,
  account: accountState,
  events: z.coerce.number(),
  members: z.coerce.number(),
});
export type OrganisationRow = z.infer<typeof organisationRow>;

/** A row as the form shows it. */
export function toOrganisationInput(row: OrganisationRow): OrganisationInput {
  const { name, default_currency, stripe_onbehalfof, fee_percent } = row;
  return { name, default_currency, stripe_onbehalfof, fee_percent };
}

/** Somebody who may see and edit the events of an organisation. */
export const organisationPerson = z.object({ id: z.string(), email: z.string(), since: time });
export type OrganisationPerson = z.infer<typeof organisationPerson>;

export const invitation = z.strictObject({
  email: z
    .string({ error: 'required' })
    .trim()
    .refine((value) => /^[^\s@]+@[^\s@]+$/.test(value), 'not_an_email'),
});

/** Where an account may be opened (https://stripe.com/global). */
export const accountCountries =
  'AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IT JP LI LT LU LV MT MX MY NL NO NZ PL PT RO SE SG SI SK TH US'.split(
    ' ',
  );

/** What `POST /api/organisations/:id/onboarding` takes: where the organisation is, when an account is still to be made. */
export const onboardingRequest = z
  .strictObject({
    country: z
      .string()
      .refine((code) => accountCountries.includes(code), 'not_an_option')
      .optional(),
  })
  .or(z.undefined().transform(() => ({ country: undefined })));

export const onboardingAnswer = z.object({ url: z.url() });
