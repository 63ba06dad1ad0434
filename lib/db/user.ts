import 'server-only';
import { createServerClient, type CookieMethodsServer } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import { env } from '../env';
import type { Db } from './db';
import { NoSocket } from './no-socket';

/** A client with the rights of the person whose session the cookies carry; a visitor's when they carry none. */
export function userDb(cookies: CookieMethodsServer): Db {
  const { url, publishableKey } = env().supabase;
  return createServerClient(url, publishableKey, { cookies, realtime: { transport: NoSocket } });
}

/** A client with the rights of the person whose access token it is given, as scripts send it. */
export function tokenDb(accessToken: string): Db {
  const { url, publishableKey } = env().supabase;
  return createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { headers: { Authorization: `Bearer ${accessToken}` } },
    realtime: { transport: NoSocket },
  });
}
