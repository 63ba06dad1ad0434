import { randomUUID } from 'node:crypto';
import postgres, { type Sql, type TransactionSql } from 'postgres';

/** Says something to the database as somebody. A refusal rejects, and the scene goes on. */
type Voice = <T>(say: (sql: TransactionSql) => Promise<T>) => Promise<T>;

export type Scene = {
  /** The owner of the database, whom nothing binds: SQL typed by hand, or a migration. */
  sql: TransactionSql;
  asVisitor: Voice;
  /** Somebody who has signed in and is no admin. */
  asPerson: Voice;
  asAdmin: Voice;
  /** A program that holds the secret key. */
  asMachine: Voice;
  admin: string;
  person: string;
};

class TheEnd extends Error {}

/** Plays a scene with a visitor, a person, an admin and the secret key, after which the database is as it was. */
export async function play(sql: Sql, scene: (stage: Scene) => Promise<void>): Promise<void> {
  const ending = new TheEnd();
  try {
    await sql.begin(async (transaction) => {
      const [admin, person] = [randomUUID(), randomUUID()];
      await transaction`insert into auth.users (id, email, raw_app_meta_data) values
        (${admin}, 'ada@tandem.test', '{"role": "admin"}'), (${person}, 'bob@tandem.test', '{}')`;
      await scene({
        sql: transaction,
        asVisitor: voice(transaction, 'anon', ''),
        asPerson: voice(transaction, 'authenticated', person),
        asAdmin: voice(transaction, 'authenticated', admin),
        asMachine: voice(transaction, 'service_role', ''),
        admin,
        person,
      });
      throw ending;
    });
  } catch (error) {
    if (error !== ending) throw error;
  }
}

/** Speaks under a role and with the claims that PostgREST would set, and gives both back afterwards. */
function voice(transaction: TransactionSql, role: string, id: string): Voice {
  return async <T>(say: (sql: TransactionSql) => Promise<T>) => {
    let said: { words: T } | undefined;
    await transaction.savepoint(async (inner) => {
      const claims = JSON.stringify(id === '' ? { role } : { role, sub: id });
      await inner`select set_config('request.jwt.claim.sub', ${id}, true),
        set_config('request.jwt.claims', ${claims}, true), set_config('role', ${role}, true)`;
      said = { words: await say(inner) };
      await inner`reset role`;
      await inner`select set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claims', '', true)`;
    });
    if (said === undefined) throw new Error('Nothing was said.');
    return said.words;
  };
}

export type Refused = { code: string; constraint: string; message: string; hint: string; detail: string };

/** What the database refused. Rejects when it did not. */
export async function refusalOf(saying: Promise<unknown>): Promise<Refused> {
  const error: unknown = await saying.then(
    () => new Error('The database refused nothing.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof postgres.PostgresError)) throw error;
  const { code, constraint_name: constraint = '', message, hint = '', detail = '' } = error;
  return { code, constraint, message, hint, detail };
}

/** The only row of an answer. */
export function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`${rows.length} rows instead of one`);
  return row;
}

export const DENIED = '42501';
