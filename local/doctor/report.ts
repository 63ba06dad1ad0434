/** One line of the doctor's: what was looked at, how it is, and where it is not well, how to mend it. */
export type Finding = { about: string; is: 'ok' | 'wrong' | 'unknown'; says: string };

export const ok = (about: string, says: string): Finding => ({ about, is: 'ok', says });
export const wrong = (about: string, says: string): Finding => ({ about, is: 'wrong', says });
/** What cannot be told before something else is mended. */
export const unknown = (about: string, says: string): Finding => ({ about, is: 'unknown', says });

const marks = { ok: 'ok   ', wrong: 'WRONG', unknown: '-    ' };

/** A finding as it is printed. */
export function lineOf({ about, is, says }: Finding): string {
  return `${marks[is]}  ${about}: ${says}`;
}
