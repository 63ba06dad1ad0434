import 'server-only';
import { createClient } from '@supabase/supabase-js';
import { env } from '../env';
import type { Db } from './db';
import { NoSocket } from './no-socket';

/** A client with the secret key: row-level security does not bind it. Only doors that no person passes may hold it. */
export function systemDb(): Db {
  const { url, secretKey } = env().supabase;
  return createClient(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoSocket },
  });
}
