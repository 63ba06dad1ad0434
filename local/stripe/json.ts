/** A JSON object whose fields are not known yet. */
export type JsonRecord = Record<string, unknown>;

/** True for objects, false for arrays and everything else. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads JSON without believing anything about it; text that is no JSON is `undefined`. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fields of an object, to be looked at one by one. */
export function fieldsOf(value: object): JsonRecord {
  return Object.fromEntries(Object.entries(value));
}
