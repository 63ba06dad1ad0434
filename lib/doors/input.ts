import 'server-only';
import type { z } from 'zod';
import { Problem, problemOfIssues } from '../errors';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** Reads a body of at most 1 MiB, and stops reading where it gets larger. */
export async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT_BYTES)
    throw new Problem('too_large_body');
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > BODY_LIMIT_BYTES) {
      await reader.cancel();
      throw new Problem('too_large_body');
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Reads a body as JSON by a schema. A route that takes no body is given an empty one.
 * @throws Problem that names each field at fault, unknown fields by their name.
 */
export async function readInput<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = await readBody(request);
  let body: unknown;
  if (text !== '') {
    // A form of another site can send text/plain or a form, never JSON without being asked for leave first.
    if (!request.headers.get('content-type')?.includes('json')) throw new Problem('wrong_content_type');
    try {
      body = JSON.parse(text);
    } catch (cause) {
      throw new Problem('bad_json', { cause });
    }
  }
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw problemOfIssues(read.error.issues);
}
