import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { callFunction, type Answer } from './doctor/ask';
import { findTarget, supabaseOf, type Variables } from './doctor/target';
import { Refusal } from './settings';

const usage = `Say who: npm run admin -- grant EMAIL, npm run admin -- revoke EMAIL, or npm run admin -- list.`;

function refusalOf(answer: Answer, url: string): Refusal {
  if (answer.status === 0)
    return new Refusal(
      `Supabase does not answer at ${url} (${answer.reason}). Is it running, and the address right?`,
    );
  if (answer.status === 401 || answer.status === 403)
    return new Refusal(`Supabase refuses the key. Set SUPABASE_SECRET_KEY to the secret key of ${url}.`);
  if (answer.status === 404)
    return new Refusal(
      `The database at ${url} lacks our functions. Apply the migrations: npx supabase db push.`,
    );
  return new Refusal(`Supabase answered ${answer.status} at ${url}. "npm run doctor" says what is wrong.`);
}

/**
 * Gives somebody the admin right, takes it away, or lists who has it. @returns what to tell.
 * @throws Refusal when it could not be done, in words for a person.
 */
export async function admin(args: string[], variables: Variables): Promise<string> {
  const [command = '', email = '', ...rest] = args;
  const isChange = command === 'grant' || command === 'revoke';
  if ((!isChange && command !== 'list') || rest.length > 0 || isChange !== (email !== ''))
    throw new Refusal(usage);
  if (isChange && !z.email().safeParse(email).success)
    throw new Refusal(`"${email}" is no e-mail address. ${usage}`);
  const supabase = supabaseOf(findTarget(variables));
  if (!supabase)
    throw new Refusal(
      'It is not known which Supabase is meant. Set NEXT_PUBLIC_SUPABASE_URL and SUPABASE_SECRET_KEY, or start the local stack once with "npm run demo".',
    );
  const answer = isChange
    ? await callFunction(supabase, 'set_admin', { email, is_admin: command === 'grant' })
    : await callFunction(supabase, 'list_admins');
  if (answer.status !== 200) throw refusalOf(answer, supabase.url);
  if (!isChange) return z.array(z.string()).parse(answer.body).join('\n') || 'Nobody is an admin.';
  if (answer.body !== true)
    throw new Refusal(
      `Nobody has the e-mail address ${email}. Create the user first: in the Supabase dashboard under Authentication, Users, "Add user"; on the local stack by starting it with ADMIN_EMAIL and ADMIN_PASSWORD.`,
    );
  return command === 'grant' ? `${email} is an admin now.` : `${email} is no admin any more.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await admin(process.argv.slice(2), process.env));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
