import type { Sql } from 'postgres';
import { z } from 'zod';

const definition = z.array(z.object({ text: z.string() })).length(1);

/**
 * Runs something while a protection is taken away: one part of a function of the database is replaced, and put back. For
 * twins, which show that a test fails without what it tests.
 * @param name as in `private.mark`; there must be one function of that name.
 */
export async function withoutProtection(
  sql: Sql,
  { name, part, by }: { name: string; part: string; by: string },
  run: () => Promise<void>,
) {
  const [found] = definition.parse(await sql`select pg_get_functiondef(${name}::regproc) as text`);
  const text = found?.text ?? '';
  if (!text.includes(part)) throw new Error(`${name} has no part "${part}".`);
  await sql.unsafe(text.replace(part, by));
  try {
    await run();
  } finally {
    await sql.unsafe(text);
  }
}
