import { z } from 'zod';
import { Problem } from './errors';

const problem = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string().default(''),
  errors: z
    .array(z.object({ field: z.string(), code: z.string(), detail: z.string().default('') }))
    .default([]),
});

type Options<T> = { body?: unknown; ifMatch?: number; answer: z.ZodType<T>; signal?: AbortSignal };

/**
 * Sends a write to one of our own routes and reads its answer.
 * @throws Problem as the route put it; `unavailable` when nothing came back.
 */
export async function send<T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  options: Options<T>,
): Promise<T> {
  const { body, ifMatch, answer, signal } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
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
  if (response.ok) return answer.parse(read);
  const said = problem.safeParse(read);
  throw new Problem(said.data?.code ?? 'internal', { status: response.status, ...(said.data ?? {}) });
}

/** The body of an answer. One that is no JSON, such as a gateway's own page, says nothing beyond its status. */
async function readJson(response: Response): Promise<unknown> {
  if (!response.headers.get('content-type')?.includes('json')) return undefined;
  const read: unknown = await response.json();
  return read;
}
