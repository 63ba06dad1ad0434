import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';

const file = path.resolve(import.meta.dirname, '..', 'supabase', 'seed.sql');

/** Where the pictures of the sample shop are said to be; the app may answer elsewhere. */
const PRESET_URL = 'http://localhost:3000/';

/** The connected account that the sample's organisation sells on. */
const SELLER = { id: 'acct_harbourlights', name: 'Harbour Lights Association' };

/** Makes the account of the sample's organisation at the emulator, able to sell. */
export async function prepareSeller(stripeUrl: string) {
  const answer = await fetch(`${stripeUrl}/_tandem/accounts/${SELLER.id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ state: 'ready', name: SELLER.name, country: 'AU', default_currency: 'aud' }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Loads the sample shop into a database that has never held anything. @returns whether it did. */
export async function loadSample(sql: Sql, appUrl: string): Promise<boolean> {
  // Marks outlive their rows, so they tell an emptied shop from a new one.
  const [state] = await sql<
    { is_new: boolean }[]
  >`select not exists (select from private.sync_marks) as is_new`;
  if (!state?.is_new) return false;
  await sql.unsafe(readFileSync(file, 'utf8').replaceAll(PRESET_URL, `${appUrl}/`)).simple();
  return true;
}
