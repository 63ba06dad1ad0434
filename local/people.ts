import { randomUUID } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import type { Sql } from 'postgres';

type Someone = { email: string; password: string; isAdmin: boolean };

/**
 * Makes sure that somebody can sign in on the local stack. Supabase Lite has no call for it, and sign-up is closed, so the
 * rows are written as its own sign-up would write them. Who exists already is left as they are.
 */
export async function ensurePerson(sql: Sql, { email, password, isAdmin }: Someone): Promise<string> {
  const [known] = await sql<{ id: string }[]>`select id from auth.users where lower(email) = lower(${email})`;
  if (known) return known.id;
  const id = randomUUID();
  const app = { provider: 'email', providers: ['email'], ...(isAdmin ? { role: 'admin' } : {}) };
  await sql`insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data)
    values (${id}, 'authenticated', 'authenticated', ${email}, ${hashSync(password, 10)}, now(), ${sql.json(app)})`;
  await sql`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
    values (${randomUUID()}, 'email', ${id}, ${id}, ${sql.json({ sub: id, email, email_verified: true })})`;
  return id;
}
