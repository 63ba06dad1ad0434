import { Problem } from './problem';
import { list, number, object, optional, text } from './shape';

const isProblem = object({
  status: number,
  code: text,
  detail: optional(text),
  errors: optional(list(object({ field: text, code: text, detail: optional(text) }))),
});

type Options<T> = {
  body?: unknown;
  ifMatch?: number;
  /** What the answer is read by: a schema, or a guard that refuses. */
  answer: { parse: (value: unknown) => T };
  signal?: AbortSignal;
};

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
  if (response.ok) return answer.parse(read);
  if (!isProblem(read)) throw new Problem('internal', { status: response.status });
  const errors = (read.errors ?? []).map(({ detail = '', ...fault }) => ({ ...fault, detail }));
  // The members beyond the usual ones are read by whoever knows what to expect.
  throw new Problem(read.code, { status: response.status, detail: read.detail ?? '', errors, more: read });
}

/** The body of an answer. One that is no JSON, such as a gateway's own page, says nothing beyond its status. */
async function readJson(response: Response): Promise<unknown> {
  if (!response.headers.get('content-type')?.includes('json')) return undefined;
  const read: unknown = await response.json();
  return read;
}
