import pino from 'pino';

/**
 * The log: one line per step, as JSON. Secrets, payloads and personal data never go in; what looks like one by its name is
 * cut out all the same.
 */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'authorization',
      'cookie',
      'password',
      'email',
      '*.authorization',
      '*.cookie',
      '*.password',
      '*.email',
    ],
    remove: true,
  },
});
export type Log = Pick<typeof log, 'info' | 'warn' | 'error' | 'debug'>;
