import 'server-only';
import { isAuthApiError, isAuthSessionMissingError } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';

const rights = z.object({ role: z.string().optional() });

export type Person = {
  id: string;
  email: string;
  isAdmin: boolean;
  /** Whether the person is a member of an organisation; an admin needs to be none. */
  isOrganiser: boolean;
};

/**
 * Who is calling, asked from Supabase each time: a right that was taken away is gone at once. Nothing for a visitor.
 * @throws Problem `unavailable` when Supabase does not answer.
 */
export async function personOf(db: Db, accessToken?: string): Promise<Person | undefined> {
  const { data, error } = await db.auth.getUser(accessToken);
  if (error) {
    if (isAuthSessionMissingError(error) || (isAuthApiError(error) && error.status < 500)) return undefined;
    throw new Problem('unavailable', { cause: error });
  }
  const { id, email = '', app_metadata } = data.user;
  const isAdmin = rights.safeParse(app_metadata).data?.role === 'admin';
  return { id, email, isAdmin, isOrganiser: !isAdmin && (await hasOrganisation(db, id)) };
}

async function hasOrganisation(db: Db, id: string): Promise<boolean> {
  const { data, error } = await db
    .from('organisation_members')
    .select('organisation_id')
    .eq('user_id', id)
    .limit(1);
  if (error) throw problemOf(error);
  return data.length > 0;
}
