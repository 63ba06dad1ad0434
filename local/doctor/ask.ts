const PATIENCE_MS = 10_000;

/** An answer over HTTP; with status 0 the reason why there was none. */
export type Answer = { status: number; body: unknown; reason: string };

/** Asks an address and never throws: that nobody answers is what the programs here want to tell a person. */
export async function ask(
  address: string,
  options: { method?: string; headers?: Record<string, string>; body?: unknown; patienceMs?: number } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body, patienceMs = PATIENCE_MS } = options;
  try {
    const response = await fetch(address, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: parsed(await response.text()), reason: '' };
  } catch (error) {
    return { status: 0, body: null, reason: reasonOf(error) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page instead of JSON: the status says enough.
    return text;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'it took too long';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}

/** Calls a function of the database through Supabase, with the secret key. */
export function callFunction(
  { url, secret }: { url: string; secret: string },
  name: string,
  body: object = {},
) {
  // Old keys are tokens and go into both headers; new ones are not, and Supabase takes them in the first alone.
  const authorization: Record<string, string> = secret.startsWith('sb_')
    ? {}
    : { authorization: `Bearer ${secret}` };
  return ask(`${url.replace(/\/$/, '')}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { apikey: secret, ...authorization },
    body,
  });
}

/** The first letters of a secret, enough to tell one from another. */
export function hint(secret: string): string {
  return `${secret.slice(0, Math.min(8, Math.floor(secret.length / 2)))}…`;
}
