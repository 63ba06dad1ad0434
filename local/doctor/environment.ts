import { hint } from './ask';
import { ok, wrong, type Finding } from './report';
import type { Variables } from './target';

type Rule = {
  names: string[];
  /** What the variable is for and where its value comes from. */
  mend: string;
  isGood?: (value: string) => boolean;
  isSecret?: boolean;
  isOptional?: boolean;
};

const isAddress = (value: string) => /^https?:\/\//.test(value) && URL.canParse(value);
const isSecretList = (value: string) => value.split(',').every((secret) => /^whsec_\w+$/.test(secret.trim()));

const rules: Rule[] = [
  {
    names: ['NEXT_PUBLIC_APP_URL'],
    mend: 'set it to the address under which people open the app, with https://',
    isGood: isAddress,
  },
  {
    names: ['NEXT_PUBLIC_SUPABASE_URL'],
    mend: 'set it to the project URL from the Supabase dashboard, Settings, API',
    isGood: isAddress,
  },
  {
    names: ['NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', 'NEXT_PUBLIC_SUPABASE_ANON_KEY'],
    mend: 'set it to the publishable key from the Supabase dashboard, Settings, API keys; the secret key must not stand here',
    isGood: (value) => !value.startsWith('sb_secret_'),
  },
  {
    names: ['SUPABASE_SECRET_KEY', 'SUPABASE_SERVICE_ROLE_KEY'],
    mend: 'set it to the secret key from the Supabase dashboard, Settings, API keys; the publishable key is not enough',
    isGood: (value) => !value.startsWith('sb_publishable_'),
    isSecret: true,
  },
  {
    names: ['STRIPE_SECRET_KEY'],
    mend: 'set it to the secret key from the Stripe dashboard, Developers, API keys; it begins with sk_ or rk_',
    isGood: (value) => /^[sr]k_\w+$/.test(value),
    isSecret: true,
  },
  {
    names: ['STRIPE_API_BASE'],
    mend: 'unset it to talk to Stripe, or set it to the address of an emulator',
    isGood: isAddress,
    isOptional: true,
  },
  ...['STRIPE_WEBHOOK_SECRET', 'STRIPE_CONNECT_WEBHOOK_SECRET'].map((name) => ({
    names: [name],
    mend: 'set it to the signing secret of the webhook endpoint; it begins with whsec_',
    isGood: isSecretList,
    isSecret: true,
    isOptional: true,
  })),
  {
    names: ['CRON_SECRET'],
    mend: 'set it to a long random text, the same here, at the host and in the vault of the database',
    isGood: (value) => value.length >= 16,
    isSecret: true,
  },
  {
    names: ['ALERT_WEBHOOK_URL'],
    mend: 'unset it, or set it to the address where alerts are posted',
    isGood: isAddress,
    isOptional: true,
  },
];

function findingOf(rule: Rule, variables: Variables): Finding {
  const { names, mend, isGood = () => true, isSecret = false, isOptional = false } = rule;
  const about = names.find((name) => variables[name]) ?? names[0] ?? '';
  const value = variables[about];
  if (value === undefined || value === '')
    return isOptional ? ok(about, 'not set, which is fine') : wrong(about, `it is missing; ${mend}.`);
  const shown = isSecret ? hint(value) : value;
  return isGood(value) ? ok(about, shown) : wrong(about, `"${shown}" cannot be right; ${mend}.`);
}

/** Looks at every variable of the environment by itself. */
export function checkEnvironment(variables: Variables): Finding[] {
  return rules.map((rule) => findingOf(rule, variables));
}

/** Node 20.19 is the first that the app is tested on. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? ok('Node', version)
    : wrong('Node', `${version} is too old; install 20.19 or newer from https://nodejs.org.`);
}
