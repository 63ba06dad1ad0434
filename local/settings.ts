import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What a person is told instead of a stack trace: what is wrong, and how to mend it. */
export class Refusal extends Error {}

const port = (preset: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a port number')
    .transform(Number)
    .refine((value) => value <= 65_535, 'must be a port number')
    .default(preset);

const environment = z.object({
  PORT: port(3000),
  SUPABASE_API_PORT: port(54321),
  SUPABASE_DB_PORT: port(54322),
  STRIPE_EMULATOR_PORT: port(12111),
  TANDEM_DATA: z.string().min(1).default('.tandem'),
  TANDEM_SEED: z.enum(['sample', 'none']).default('sample'),
  ADMIN_EMAIL: z.email().default('admin@tandem.test'),
  ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').default('tandem-demo'),
  STRIPE_API_BASE: z.url().optional(),
  STRIPE_SECRET_KEY: z.string().min(1).default('sk_test_tandem'),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).default('whsec_tandem'),
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().min(1).default('whsec_tandem_connect'),
  NEXT_PUBLIC_APP_URL: z.url().optional(),
});

/** The secrets of one local stack: made once, kept beside its data, never in the repository. */
const keys = z.object({
  publishable: z.string(),
  secret: z.string(),
  jwt: z.string(),
  cron: z.string(),
});
export type Keys = z.infer<typeof keys>;

export const KEYS_FILE = 'keys.json';

export type Settings = {
  /** What was given by name, as it was given: it wins over what the stack would choose. */
  given: Record<string, string>;
  appPort: number;
  apiPort: number;
  dbPort: number;
  stripePort: number;
  folder: string;
  seed: 'sample' | 'none';
  admin: { email: string; password: string };
  appUrl: string;
  stripe: { apiBase: string | undefined; key: string; webhookSecret: string; connectWebhookSecret: string };
};

/**
 * Reads what the person has chosen for the local stack.
 * @throws Refusal naming each variable that cannot be used.
 */
export function readSettings(variables: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
  const read = environment.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Refusal(`The environment cannot be used: ${faults.join('; ')}.`);
  }
  const chosen = read.data;
  return {
    given,
    appPort: chosen.PORT,
    apiPort: chosen.SUPABASE_API_PORT,
    dbPort: chosen.SUPABASE_DB_PORT,
    stripePort: chosen.STRIPE_EMULATOR_PORT,
    folder: path.resolve(chosen.TANDEM_DATA),
    seed: chosen.TANDEM_SEED,
    admin: { email: chosen.ADMIN_EMAIL, password: chosen.ADMIN_PASSWORD },
    appUrl: chosen.NEXT_PUBLIC_APP_URL ?? `http://localhost:${chosen.PORT}`,
    stripe: {
      apiBase: chosen.STRIPE_API_BASE,
      key: chosen.STRIPE_SECRET_KEY,
      webhookSecret: chosen.STRIPE_WEBHOOK_SECRET,
      connectWebhookSecret: chosen.STRIPE_CONNECT_WEBHOOK_SECRET,
    },
  };
}

/** Reads the stack's own secrets, or makes them at the first start. */
export function loadKeys(folder: string): Keys {
  const file = path.join(folder, KEYS_FILE);
  if (existsSync(file)) return keys.parse(JSON.parse(readFileSync(file, 'utf8')));
  const random = () => randomBytes(24).toString('base64url');
  const made = {
    publishable: `sb_publishable_${random()}`,
    secret: `sb_secret_${random()}`,
    jwt: random() + random(),
    cron: random(),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}
