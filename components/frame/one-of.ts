import type { FilterGroup } from './list-filters';

type Chosen<Value extends string> = Exclude<Value, 'all'>;

/** A group of which one value at most is in force: the one that was ticked last. */
export function oneOf<Value extends string>(
  choices: readonly Value[],
  now: Value,
  word: (value: Chosen<Value>) => string,
  onChange: (value: Value | undefined) => void,
): Pick<FilterGroup, 'options' | 'chosen' | 'onChange'> {
  const isChosen = (value: Value): value is Chosen<Value> => value !== 'all';
  return {
    options: choices.filter(isChosen).map((value) => ({ value, label: word(value) })),
    chosen: now === 'all' ? [] : [now],
    onChange: (chosen) => onChange(choices.find((value) => value === (chosen.at(-1) ?? 'all'))),
  };
}
