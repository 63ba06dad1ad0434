import type { z } from 'zod';

export type Words = { key: string; params: Record<string, string | number> };

type Issue = z.core.$ZodIssue;

const isKey = (message: string) => /^[a-z]+(_[a-z]+)*$/u.test(message);

/** Our schemas give keys as messages. Where a schema left zod's own English, its code tells the nearest key. */
function keyOf(issue: Issue) {
  if (isKey(issue.message)) return issue.message;
  if (issue.code === 'unrecognized_keys') return 'unknown_field';
  if (issue.code === 'invalid_value') return 'not_an_option';
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'too_long' : 'too_large';
  if (issue.code === 'too_small' && issue.origin === 'string')
    return issue.minimum === 1 ? 'required' : 'too_short';
  if (issue.code === 'too_small') return issue.minimum === 0 ? 'negative' : 'too_small';
  if (issue.code === 'invalid_format') return issue.format === 'url' ? 'not_an_address' : 'invalid';
  if (issue.code === 'invalid_type' && issue.expected === 'number') return 'not_a_number';
  if (issue.code === 'invalid_type' && issue.expected === 'int') return 'not_a_whole_number';
  return 'invalid';
}

function paramsOf(issue: Issue): Words['params'] {
  if (issue.code === 'too_big') return { max: Number(issue.maximum) };
  if (issue.code === 'too_small') return { min: Number(issue.minimum) };
  if (issue.code === 'unrecognized_keys') return { field: issue.keys.join(', ') };
  if (issue.code !== 'custom') return {};
  const given: [string, unknown][] = Object.entries(issue.params ?? {});
  return Object.fromEntries(
    given.flatMap(([name, value]): [string, string | number][] =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  );
}

/** What a zod issue says, as a key of the namespace `errors` and the values its sentence needs. */
export function wordsOf(issue: Issue): Words {
  return { key: keyOf(issue), params: paramsOf(issue) };
}
