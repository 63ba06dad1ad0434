export type Choice = 'mine' | 'theirs';
export type Choices = Record<string, Choice>;
export type Difference<Field extends string = string> = {
  field: Field;
  /** Who changed the field since the form was opened. */
  changedBy: Choice | 'both';
};

/** What the form was opened with, what one made of it, and what somebody else has saved meanwhile. */
export type Versions<Input> = { was: Input; mine: Input; theirs: Input };

/**
 * The fields in which two versions differ, and which of them moved away from what it was.
 * @param isSame whether a field is the same in two versions.
 */
export function differencesOf<Input, Field extends string>(
  fields: readonly Field[],
  { was, mine, theirs }: Versions<Input>,
  isSame: (field: Field, one: Input, other: Input) => boolean,
): Difference<Field>[] {
  return fields
    .filter((field) => !isSame(field, mine, theirs))
    .map((field) => ({
      field,
      changedBy: isSame(field, was, mine) ? 'theirs' : isSame(field, was, theirs) ? 'mine' : 'both',
    }));
}

/** What only one of the two changed is kept from them; where both did, one's own stands until one says otherwise. */
export function firstChoices(differences: readonly Difference[]): Choices {
  return choose(differences, ({ changedBy }) => (changedBy === 'theirs' ? 'theirs' : 'mine'));
}

/** One choice for each difference. */
export function choose(differences: readonly Difference[], by: (difference: Difference) => Choice): Choices {
  return Object.fromEntries(differences.map((difference) => [difference.field, by(difference)]));
}

/** The version that the choices make out of the two. Where there was nothing to choose, both are the same. */
export function mergeFields<Input extends object>(
  fields: readonly (keyof Input & string)[],
  mine: Input,
  theirs: Input,
  choices: Choices,
): Input {
  const merged = { ...mine };
  for (const field of fields) if (choices[field] === 'theirs') merged[field] = theirs[field];
  return merged;
}
