/** What Stripe may ask for, as a key of the words in `organisation.due.thing`. */
const wholes = {
  external_account: 'bankAccount',
  'tos_acceptance.date': 'terms',
  'tos_acceptance.ip': 'terms',
  'tos_acceptance.user_agent': 'terms',
  business_type: 'businessType',
  'business_profile.url': 'website',
  'business_profile.mcc': 'trade',
  'business_profile.product_description': 'offer',
  'business_profile.support_email': 'support',
  'business_profile.support_phone': 'support',
  'business_profile.support_url': 'support',
  'business_profile.name': 'tradeName',
  'business_profile.annual_revenue': 'revenue',
  'business_profile.estimated_worker_count': 'workers',
  'settings.payments.statement_descriptor': 'statement',
  'company.owners_provided': 'ownersComplete',
  'company.directors_provided': 'directorsComplete',
  'company.executives_provided': 'executivesComplete',
  'company.structure': 'structure',
} as const;

/** What is asked of somebody: the part behind whom it is asked of. */
const parts = {
  first_name: 'name',
  last_name: 'name',
  full_name_aliases: 'name',
  name: 'name',
  dob: 'birth',
  address: 'address',
  registered_address: 'address',
  email: 'email',
  phone: 'phone',
  tax_id: 'taxId',
  vat_id: 'vatId',
  registration_number: 'registration',
  id_number: 'idNumber',
  ssn_last_4: 'idNumber',
  nationality: 'nationality',
  political_exposure: 'politics',
  'relationship.title': 'role',
  'relationship.percent_ownership': 'share',
  'relationship.owner': 'ownership',
  'verification.document': 'identityDocument',
  'verification.additional_document': 'addressDocument',
  'verification.proof_of_liveness': 'liveness',
} as const;

const whoms = {
  company: 'company',
  individual: 'individual',
  representative: 'representative',
  owners: 'owner',
  directors: 'director',
  executives: 'executive',
} as const;

export type Thing = (typeof wholes)[keyof typeof wholes] | (typeof parts)[keyof typeof parts];
export type Whom = (typeof whoms)[keyof typeof whoms] | 'person';

/** One line of what is asked for. Several of Stripe's names may say one thing, such as the three parts of a birthday. */
export type Due = { thing: Thing | null; whom: Whom | null; names: string[] };

const find = <Found>(table: Record<string, Found>, name: string) =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** A requirement as Stripe names it (https://docs.stripe.com/api/accounts/object#account_object-requirements). */
function read(name: string): Omit<Due, 'names'> {
  const whole = find<Thing>(wholes, name);
  if (whole !== undefined) return { thing: whole, whom: null };
  const [first = '', second = '', third = ''] = name.split('.');
  const whom = first.startsWith('person_') ? 'person' : find<Whom>(whoms, first);
  const part = find<Thing>(parts, second) ?? find<Thing>(parts, `${second}.${third}`);
  return whom === undefined || part === undefined ? { thing: null, whom: null } : { thing: part, whom };
}

/** What is asked for, line by line. What we have no words for keeps a line of its own, at the end. */
export function readDue(names: readonly string[]): Due[] {
  const lines: Due[] = [];
  for (const name of names) {
    const asked = read(name);
    const known = lines.find(
      (line) => asked.thing !== null && line.thing === asked.thing && line.whom === asked.whom,
    );
    if (known === undefined) lines.push({ ...asked, names: [name] });
    else known.names.push(name);
  }
  return [...lines.filter(({ thing }) => thing !== null), ...lines.filter(({ thing }) => thing === null)];
}

/** Stripe's own name for a requirement, made readable: `company.export_license` as "Company export license". */
export function humanised(name: string): string {
  const words = name.replace(/[._]+/gu, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const disabledReasons = {
  'requirements.past_due': 'overdue',
  'requirements.pending_verification': 'checking',
  under_review: 'checking',
  listed: 'listed',
  platform_paused: 'paused',
  'action_required.requested_capabilities': 'capabilities',
} as const;

export type Disabled = (typeof disabledReasons)[keyof typeof disabledReasons] | 'other';

/** Why Stripe keeps an account from selling, as a key of the words in `organisation.disabled`. */
export function readDisabled(reason: string): Disabled {
  return find<Disabled>(disabledReasons, reason) ?? 'other';
}
