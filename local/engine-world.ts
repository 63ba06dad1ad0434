import { createClient } from '@supabase/supabase-js';
import type { Db } from '../lib/db/db';
import { NoSocket } from '../lib/db/no-socket';
import { log } from '../lib/log';
import { Budget } from '../lib/stripe/budget';
import { makeStripe } from '../lib/stripe/system';
import type { World } from '../lib/world';

/**
 * The engine's world by the environment of a stack, over another `fetch`: every call to Stripe and to the database goes
 * through it.
 */
export function engineWorld(environment: Record<string, string | undefined>, fetchOver: typeof fetch): World {
  const given = (name: string) => environment[name] ?? '';
  const db: Db = createClient(given('NEXT_PUBLIC_SUPABASE_URL'), given('SUPABASE_SECRET_KEY'), {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: fetchOver },
    realtime: { transport: NoSocket },
  });
  const stripe = makeStripe(given('STRIPE_SECRET_KEY'), {
    apiBase: given('STRIPE_API_BASE'),
    fetchOver,
    budget: new Budget(db, 'test'),
  });
  return { db, stripe, mode: 'test', log, random: () => 0 };
}
