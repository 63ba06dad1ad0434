/** What Supabase Auth answers with; only what is read here. */
export type AuthAnswer = {
  name: string;
  message: string;
  code?: string | undefined;
  status?: number | undefined;
};

export type Trouble = 'wrong' | 'tooMany' | 'unconfirmed' | 'unreachable' | 'failed';

const byCode: Record<string, Trouble> = {
  invalid_credentials: 'wrong',
  user_not_found: 'wrong',
  email_not_confirmed: 'unconfirmed',
  over_request_rate_limit: 'tooMany',
};

/** Which sentence stands for a refused sign-in. Codes first; older servers give none, so the status counts next. */
export function troubleOf({ name, code, status }: AuthAnswer): Trouble {
  const known = code === undefined ? undefined : byCode[code];
  if (known !== undefined) return known;
  if (status === 429) return 'tooMany';
  if (name === 'AuthRetryableFetchError' || status === undefined || status === 0 || status >= 500)
    return 'unreachable';
  return status === 400 ? 'wrong' : 'failed';
}
