import pino from 'pino';

type ToldError = { type: string; message: string; code?: string; stack?: string; cause?: ToldError };

/**
 * What a log may tell of an error: its type, message, code, place and cause. A database's `details` are left out, since
 * they quote the row that was written.
 */
function tellError(error: unknown): ToldError {
  if (typeof error !== 'object' || error === null) return { type: typeof error, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  if (!(error instanceof Error)) {
    return { type: 'Object', message: 'message' in error ? String(error.message) : '', ...code };
  }
  const cause = error.cause === undefined ? {} : { cause: tellError(error.cause) };
  const stack = error.stack === undefined ? {} : { stack: error.stack };
  return { type: error.name, message: error.message, ...code, ...stack, ...cause };
}

const secret = ['authorization', 'cookie', 'password', 'email'];

/**
 * The log: one line per step, as JSON. Secrets, payloads and personal data never go in; what looks like one by its name is
 * cut out all the same.
 */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { error: tellError },
  redact: { paths: [...secret, ...secret.map((name) => `*.${name}`)], remove: true },
});
export type Log = Pick<typeof log, 'info' | 'warn' | 'error' | 'debug'>;
