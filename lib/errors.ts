import type { z } from 'zod';
import { isCode, Problem, type Fault } from './problem';

export { codes, isCode, Problem, type Code, type Fault } from './problem';

/** Input that a schema refuses, field by field. */
export function problemOfIssues(issues: z.core.$ZodIssue[]): Problem {
  return new Problem('bad_input', { errors: issues.flatMap(faultsOf) });
}

/** The fields that an issue of a schema is about. A message that is no key of ours is zod's own, so its code stands in. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({ field, code: 'unknown_field', detail: '', params: { field } }));
  }
  const params = issue.code === 'custom' ? figures(issue.params) : {};
  const code = /^[a-z_]+$/.test(issue.message) ? issue.message : 'not_understood';
  return [{ field: issue.path.join('.'), code, detail: '', params }];
}

function figures(params: Record<string, unknown> | undefined): Record<string, string | number> {
  const entries = Object.entries(params ?? {});
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  );
}

type DatabaseError = { code?: unknown; message?: unknown; hint?: unknown; details?: unknown };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

// A constraint is named table_column_rule, so its name says which field is at fault. What is behind the last underscores
// is looked up here; the rest is the field.
const constraintCodes: Record<string, string> = {
  known: 'not_found',
  order: 'ends_before_start',
  other: 'parent_circle',
  account: 'not_an_account',
  shape: 'not_understood',
  length: 'wrong_length',
  range: 'out_of_range',
  iso: 'not_a_currency',
  address: 'not_an_address',
  unique: 'taken',
};

/** The field and code that a named constraint stands for, as in `spaces_price_per_hour_range`. */
export function faultOfConstraint(name: string): Fault | undefined {
  const match = /^[a-z]+?_(?<field>[a-z_]+)_(?<rule>[a-z]+)$/.exec(name);
  const { field, rule } = match?.groups ?? {};
  if (field === undefined || rule === undefined) return undefined;
  const code = constraintCodes[rule];
  return code === undefined ? undefined : { field, code, detail: '' };
}

/**
 * Turns what the database said into a Problem. The name of a constraint is read from the message, which every PostgREST
 * passes on; the five-letter code of a broken constraint is not.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, message, hint, details }: DatabaseError = isRecord(error) ? error : {};
  const text = typeof message === 'string' ? message : '';
  const constraint = /constraint "(?<name>\w+)"/.exec(text)?.groups?.name;
  const fault = constraint === undefined ? undefined : faultOfConstraint(constraint);
  // What others still need is not deleted.
  if (fault && text.startsWith('update or delete on table')) return new Problem('in_use', { cause: error });
  if (fault)
    return new Problem(fault.code === 'taken' ? 'taken' : 'bad_input', { errors: [fault], cause: error });
  if (isCode(hint)) {
    const params = paramsOf(details);
    const errors =
      typeof params.field === 'string' ? [{ field: params.field, code: hint, detail: '', params }] : [];
    return new Problem(hint, { cause: error, params, errors });
  }
  if (code === '42501') return new Problem('forbidden', { cause: error });
  if (code === '22P02' || code === '22003') return new Problem('bad_input', { cause: error });
  if (code === 'PGRST116') return new Problem('not_found', { cause: error });
  if (isUnreachable(error, text)) return new Problem('unavailable', { cause: error });
  return new Problem('internal', { cause: error });
}

/** Whether the database, or the API in front of it, did not answer at all. */
function isUnreachable(error: unknown, text: string): boolean {
  if (
    /fetch failed|ECONNREFUSED|ECONNRESET|ETIMEDOUT|socket hang up|NetworkError|Failed to fetch/i.test(text)
  )
    return true;
  const status = isRecord(error) ? error.status : undefined;
  return (
    status === 502 ||
    status === 503 ||
    status === 504 ||
    /CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT/.test(text)
  );
}

function paramsOf(details: unknown): Record<string, string | number> {
  if (typeof details !== 'string') return {};
  try {
    const read: unknown = JSON.parse(details);
    const entries = isRecord(read) ? Object.entries(read) : [];
    return Object.fromEntries(
      entries.flatMap(([key, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
      ),
    );
  } catch {
    // Details that are not ours are not JSON; they are kept in the cause, for the log.
    return {};
  }
}
