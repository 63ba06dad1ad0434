import { z } from 'zod';
import { isCurrency } from './currencies';
import { refuse, type Refusal } from './errors';
import { isRecord } from './json';
import { listed, nameOf, type Params } from './params';

/** Text that must not be empty: Stripe reads an empty value as the wish to unset it. */
export const text = (max: number) => z.string().min(1).max(max);

/** Text that an empty value unsets. */
export const unsettable = (max: number) => z.string().max(max);

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, 'integer')
  .transform(Number);

export const count = z
  .string()
  .regex(/^\d{1,15}$/, 'non-negative integer')
  .transform(Number);

/** A decimal with at most twelve places, in minor units. */
export const decimal = z.string().regex(/^\d{1,15}(\.\d{1,12})?$/, 'decimal');

export const currency = z.string().transform((value, context) => {
  const code = value.toLowerCase();
  if (!isCurrency(code)) context.addIssue({ code: 'custom', message: `Invalid currency: ${value}` });
  return code;
});

/** https://docs.stripe.com/api/products/object: at most eight addresses. */
export const webAddress = z
  .string()
  .refine((value) => isAddress(value), { params: { code: 'url_invalid' }, error: 'Not a valid URL' });

export const email = z
  .string()
  .max(800)
  .refine((value) => /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(value), {
    params: { code: 'email_invalid' },
    error: 'Invalid email address.',
  });

/** https://docs.stripe.com/get-started/account/statement-descriptors */
export const descriptor = z
  .string()
  .min(1)
  .max(22)
  .refine((value) => /[a-z]/i.test(value) && !/[<>\\"'*]/.test(value), {
    error: 'The statement descriptor must contain at least one letter and none of < > \\ \' " *.',
  });

/** A value that an empty one unsets: it is read as null. */
export const clearable = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => null), shape]);

export const list = <Item extends z.ZodType>(item: Item, max = 100) =>
  z.preprocess(listed, z.array(item).max(max));

export const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape);

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values);

/** A parameter that Stripe knows and this emulator does not; saying so is better than acting as if. */
export const notEmulated = z.never({ error: 'The local Stripe emulator does not know this parameter.' });

export const metadata = z
  .preprocess((value) => (value === '' ? {} : value), z.record(z.string(), z.string()))
  .transform(checkMetadata);

/** Metadata that an empty value clears altogether. */
export const clearableMetadata = clearable(metadata);

export const range = z.preprocess(
  (value) => (typeof value === 'string' ? { gte: value, lte: value } : value),
  record({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
);

export const expand = { expand: list(z.string()).optional() };

export const paging = {
  ...expand,
  limit: integer.optional(),
  starting_after: text(5000).optional(),
  ending_before: text(5000).optional(),
};

function isAddress(value: string) {
  return value.length <= 2048 && URL.canParse(value) && /^https?:\/\/[^/?#]+/i.test(value);
}

// https://docs.stripe.com/metadata: 40 characters without brackets for a key, 500 for a value.
function checkMetadata(values: Record<string, string>, context: z.core.$RefinementCtx) {
  for (const [key, value] of Object.entries(values)) {
    const say = (message: string) => context.addIssue({ code: 'custom', message });
    if (key.length > 40)
      say(
        `Metadata keys can be up to 40 characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`,
      );
    if (/[[\]]/.test(key)) say(`Metadata keys can't contain square brackets. Invalid key: ${key}`);
    if (value.length > 500) {
      say(
        `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`,
      );
    }
  }
  return values;
}

/** Reads parameters, or refuses the first thing wrong with them in Stripe's words. */
export function read<Shape extends z.ZodType>(shape: Shape, params: Params): z.output<Shape> {
  const result = shape.safeParse(params);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw issue
    ? explain(issue, params, [])
    : refuse('Invalid request.', undefined, undefined, { isKept: false });
}

function explain(issue: z.core.$ZodIssue, params: Params, above: PropertyKey[]): Refusal {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.at(-1)?.[0];
    if (inner) return explain(inner, params, path);
  }
  const say = (message: string, code?: string, at: PropertyKey[] = path) =>
    refuse(message, nameOf(at), code, { isKept: false });
  if (issue.code === 'unrecognized_keys') {
    const at = [...path, issue.keys[0] ?? ''];
    const names = issue.keys.map((key) => nameOf([...path, key])).join(', ');
    return say(
      `Received unknown parameter${issue.keys.length > 1 ? 's' : ''}: ${names}`,
      'parameter_unknown',
      at,
    );
  }
  const value = valueAt(params, path);
  if (value === undefined) return say(`Missing required param: ${nameOf(path)}.`, 'parameter_missing');
  if (issue.code === 'custom') return say(issue.message, codeOf(issue.params));
  if (value === '') {
    const name = nameOf(path);
    const message =
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`;
    return say(message, 'parameter_invalid_empty');
  }
  return explainValue(issue, value, say);
}

function explainValue(
  issue: z.core.$ZodIssue,
  value: unknown,
  say: (message: string, code?: string) => Refusal,
) {
  const shown = typeof value === 'string' ? shorten(value) : 'an object';
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return say(`Invalid string: ${shown}; must be at most ${issue.maximum} characters`);
  }
  if (issue.code === 'too_big') return say(`Array too long: at most ${issue.maximum} items are allowed.`);
  if (issue.code === 'invalid_format')
    return say(`Invalid ${issue.message}: ${shown}`, 'parameter_invalid_integer');
  if (issue.code === 'invalid_value') {
    const isFlag = issue.values.includes('true');
    return say(
      isFlag
        ? `Invalid boolean: ${shown}`
        : `Invalid value: must be one of ${issue.values.map(String).join(', ')}`,
    );
  }
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'never') return say(issue.message, 'parameter_unknown');
    const wanted = issue.expected === 'record' || issue.expected === 'object' ? 'object' : issue.expected;
    return say(`Invalid ${wanted}: ${shown}`);
  }
  return say(issue.message);
}

function valueAt(params: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => (isRecord(value) ? value[String(part)] : undefined), params);
}

function codeOf(params: Record<string, unknown> | undefined) {
  return typeof params?.code === 'string' ? params.code : undefined;
}

function shorten(value: string) {
  return value.length > 24 ? `${value.slice(0, 8)}...${value.slice(-8)}` : value;
}
