import type { Words } from './issue';
import { Problem } from '@/lib/errors';

type Placed = {
  /** What belongs to a field on this form. */
  fields: { name: string; text: string }[];
  /** What belongs to no field here: one line above the button. */
  rest: string | null;
};

type Say = (words: Words) => string;

/** A refusal as a sentence: the server's own, or else the one that its code stands for. */
export function sayProblem(error: unknown, say: Say) {
  if (!(error instanceof Problem)) return say({ key: 'internal', params: {} });
  return error.detail === '' ? say({ key: error.code, params: error.params }) : error.detail;
}

/** Sorts a refusal of the server by where a person looks for it. */
export function placeProblem(error: unknown, names: readonly string[], say: Say): Placed {
  const faults = error instanceof Problem ? error.errors : [];
  const texts = faults.map(({ field, code, detail, params = {} }) => ({
    name: field,
    text: detail === '' ? say({ key: code, params: { field, ...params } }) : detail,
  }));
  const isHere = (fault: { name: string }) => names.includes(fault.name.split('.')[0] ?? '');
  const fields = texts.filter(isHere);
  const elsewhere = texts.filter((fault) => !isHere(fault));
  if (elsewhere.length > 0) return { fields, rest: elsewhere.map((fault) => fault.text).join(' ') };
  return { fields, rest: fields.length > 0 ? null : sayProblem(error, say) };
}
