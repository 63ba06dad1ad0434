// Reading what came over the wire, for the shop: every shopper's browser loads it, and the smallest form of zod alone would
// weigh more than all the rest of the page. A guard is a question about a value; shapes are put together from guards.

export type Guard<T> = (value: unknown) => value is T;
export type Guarded<G> = G extends Guard<infer T> ? T : never;

export const text: Guard<string> = (value) => typeof value === 'string';
export const number: Guard<number> = (value): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const flag: Guard<boolean> = (value) => typeof value === 'boolean';

export function nullable<T>(is: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || is(value);
}

export function optional<T>(is: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || is(value);
}

export function list<T>(is: Guard<T>): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every((each) => is(each));
}

/** One of some words. */
export function oneOf<const T extends string>(words: readonly T[]): Guard<T> {
  return (value): value is T => words.some((word) => word === value);
}

type Fields = Record<string, Guard<unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with these fields; others are let be. */
export function object<const F extends Fields>(fields: F): Guard<{ [K in keyof F]: Guarded<F[K]> }> {
  return (value): value is { [K in keyof F]: Guarded<F[K]> } =>
    isRecord(value) && Object.entries(fields).every(([name, is]) => is(value[name]));
}

/** A guard that refuses, as a schema does: `parse` is what callers of both rely on. @throws TypeError for another shape. */
export function shaped<T>(is: Guard<T>): { parse: (value: unknown) => T } {
  return {
    parse(value) {
      if (!is(value)) throw new TypeError('What came over the wire has another shape than was asked for.');
      return value;
    },
  };
}
