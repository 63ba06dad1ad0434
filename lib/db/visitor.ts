import 'server-only';
import { createClient } from '@supabase/supabase-js';
import { env } from '../env';
import type { Db } from './db';
import { NoSocket } from './no-socket';

/** A client with the rights of somebody who has not signed in. */
export function visitorDb(): Db {
  const { url, publishableKey } = env().supabase;
  return createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoSocket },
  });
}
