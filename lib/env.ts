import 'server-only';
import { z } from 'zod';

// The only place that reads process.env. It is read at run time, not baked in at build time, so that one build serves
// every port and project: hence no `process.env.NEXT_PUBLIC_…` here, which Next would replace by its value.
const environment = process.env;

const secrets = z
  .string()
  .transform((list) => list.split(',').map((secret) => secret.trim()))
  .pipe(z.array(z.string().min(1)).min(1));

const variables = z
  .object({
    NEXT_PUBLIC_APP_URL: z.url().default('http://localhost:3000'),
    NEXT_PUBLIC_SUPABASE_URL: z.url(),
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: z.string().min(1).optional(),
    NEXT_PUBLIC_SUPABASE_ANON_KEY: z.string().min(1).optional(),
    SUPABASE_SECRET_KEY: z.string().min(1).optional(),
    SUPABASE_SERVICE_ROLE_KEY: z.string().min(1).optional(),
    STRIPE_SECRET_KEY: z.string().min(1),
    STRIPE_API_BASE: z.url().optional(),
    STRIPE_WEBHOOK_SECRET: secrets.optional(),
    STRIPE_CONNECT_WEBHOOK_SECRET: secrets.optional(),
    CRON_SECRET: z.string().min(1).optional(),
    ALERT_WEBHOOK_URL: z.url().optional(),
  })
  .transform((given, context) => {
    const publishable = given.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY ?? given.NEXT_PUBLIC_SUPABASE_ANON_KEY;
    const secret = given.SUPABASE_SECRET_KEY ?? given.SUPABASE_SERVICE_ROLE_KEY;
    if (!publishable)
      context.addIssue({
        code: 'custom',
        message: 'is missing',
        path: ['NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY'],
      });
    if (!secret) context.addIssue({ code: 'custom', message: 'is missing', path: ['SUPABASE_SECRET_KEY'] });
    return {
      appUrl: given.NEXT_PUBLIC_APP_URL.replace(/\/$/, ''),
      supabase: {
        url: given.NEXT_PUBLIC_SUPABASE_URL,
        publishableKey: publishable ?? '',
        secretKey: secret ?? '',
      },
      stripe: {
        secretKey: given.STRIPE_SECRET_KEY,
        apiBase: given.STRIPE_API_BASE,
        mode: modeOf(given.STRIPE_SECRET_KEY),
      },
      webhookSecrets: {
        platform: given.STRIPE_WEBHOOK_SECRET ?? [],
        connect: given.STRIPE_CONNECT_WEBHOOK_SECRET ?? [],
      },
      cronSecret: given.CRON_SECRET,
      alertUrl: given.ALERT_WEBHOOK_URL,
    };
  });

/** Whether a key moves real money: secret keys and restricted ones say so (https://docs.stripe.com/keys). */
function modeOf(key: string): 'test' | 'live' {
  return /^[rs]k_live_/.test(key) ? 'live' : 'test';
}

export type Env = z.infer<typeof variables>;

let known: Env | undefined;

/** The environment of the app. @throws Error with one line that names each variable that is missing or wrong. */
export function env(): Env {
  if (known) return known;
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = variables.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(
      `The environment is not complete. ${faults.join('; ')}. "npm run doctor" says how to mend it.`,
    );
  }
  known = read.data;
  return known;
}

/** What a browser may know of the environment. */
export type PublicEnv = {
  appUrl: string;
  supabaseUrl: string;
  supabaseKey: string;
  stripe: { dashboardUrl: string; mode: 'test' | 'live' };
};

/** The part of the environment that is handed to browsers. Nothing secret may be added here. */
export function publicEnv(): PublicEnv {
  const { appUrl, supabase, stripe } = env();
  const own = `https://dashboard.stripe.com${stripe.mode === 'test' ? '/test' : ''}`;
  return {
    appUrl,
    supabaseUrl: supabase.url,
    supabaseKey: supabase.publishableKey,
    stripe: {
      mode: stripe.mode,
      dashboardUrl: stripe.apiBase ? new URL('/dashboard', stripe.apiBase).href : own,
    },
  };
}
