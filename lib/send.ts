import * as z from 'zod/mini';
import { Problem } from './errors';

const problem = z.looseObject({
  status: z.number(),
  code: z.string(),
  detail: z._default(z.string(), ''),
  errors: z._default(
    z.array(z.object({ field: z.string(), code: z.string(), detail: z._default(z.string(), '') })),
    [],
  ),
});

type Options<T> = { body?: unknown; ifMatch?: number; answer: z.core.$ZodType<T>; signal?: AbortSignal };

/**
 * Asks one of our own routes, mostly to write, and reads its answer.
 * @throws Problem as the route put it; `unavailable` when nothing came back.
 */
export async function send<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  options: Options<T>,
): Promise<T> {
  const { body, ifMatch, answer, signal } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      // What is read is asked for anew each time, and costs little while it has not changed.
      ...(method === 'GET' ? { cache: 'no-cache' } : {}),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    throw new Problem('unavailable', { cause });
  }
  const read = await readJson(response);
  if (response.ok) return z.parse(answer, read);
  const said = z.safeParse(problem, read);
  if (!said.success) throw new Problem('internal', { status: response.status });
  // The members beyond the usual ones are read by whoever knows what to expect.
  const { code, detail, errors } = said.data;
  throw new Problem(code, { status: response.status, detail, errors, more: said.data });
}

/** The body of an answer. One that is no JSON, such as a gateway's own page, says nothing beyond its status. */
async function readJson(response: Response): Promise<unknown> {
  if (!response.headers.get('content-type')?.includes('json')) return undefined;
  const read: unknown = await response.json();
  return read;
}
