import { refuse } from './errors';

/**
 * Metadata after a change: an empty value unsets its key, `null` clears all, keys not named stay.
 * https://docs.stripe.com/metadata
 */
export function withMetadata(
  before: Record<string, string>,
  given: Record<string, string> | null | undefined,
) {
  if (given === undefined) return before;
  if (given === null) return {};
  const after = Object.fromEntries(
    Object.entries({ ...before, ...given }).filter(([, value]) => value !== ''),
  );
  if (Object.keys(after).length > 50) {
    throw refuse(
      'Metadata can have at most 50 keys, but you passed in more than that.',
      'metadata',
      undefined,
      { isKept: false },
    );
  }
  return after;
}
