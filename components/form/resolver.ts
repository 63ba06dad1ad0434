import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { wordsOf, type Words } from './issue';

/** Checks a form with its schema and puts each complaint into words; the first one at a field counts. */
export function formResolver<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  say: (words: Words) => string,
): Resolver<Input, unknown, Output> {
  return async (values, _context, options) => {
    const result = await schema.safeParseAsync(values);
    if (result.success) return { values: result.data, errors: {} };
    const errors: Record<string, FieldError> = {};
    for (const issue of result.error.issues) {
      const path = issue.path.length === 0 ? 'root' : issue.path.join('.');
      errors[path] ??= { type: issue.code, message: say(wordsOf(issue)) };
    }
    return { values: {}, errors: toNestErrors(errors, options) };
  };
}
