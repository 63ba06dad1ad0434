import { createBrowserClient } from '@supabase/ssr';
import type { Db } from './db';

const clients = new Map<string, Db>();

/** The browser's client, with the rights of whoever is signed in there. One per project, since it keeps the session fresh. */
export function browserDb(config: { url: string; key: string }): Db {
  const known = clients.get(config.url);
  if (known) return known;
  const client: Db = createBrowserClient(config.url, config.key);
  clients.set(config.url, client);
  return client;
}
