import type { Choices, Difference, Versions } from '../form/difference';
import type { RowQueries } from '@/lib/queries/rows';
import type { SyncState } from '@/lib/schemas/sync';

/** The nouns whose rows are made and changed in a dialog over their list. Each has its words under its own name. */
export type Noun = 'space' | 'product';

export type ScreenRow = {
  id: string;
  name: string;
  is_active: boolean;
  revision: number;
  sync: SyncState | null;
};

/** A noun as the parts that all of them share are told of it. */
export type NounScreen<Row extends ScreenRow, Input extends object> = {
  noun: Noun;
  queries: RowQueries<Row, Input>;
  /** What was typed as it would be sent; nothing while it cannot be. */
  read: (typed: unknown) => Input | null;
  toInput: (row: Row) => Input;
  /** The row's input with another state, as archiving or reviving sends it. */
  withActive: (row: Row, isActive: boolean) => Input;
  differences: (versions: Versions<Input>) => Difference<keyof Input & string>[];
  merge: (mine: Input, theirs: Input, choices: Choices) => Input;
};
