'use client';

import { useState, type ReactNode } from 'react';
import { useRowSave } from '../form/use-row-save';
import { useDb } from '../frame/public-env';
import type { NounScreen, ScreenRow } from './noun';
import { useTellSaved } from './use-tell-saved';

export type RowFormProps<Row extends ScreenRow> = {
  /** The row as it is known now; nothing for a new one. */
  row: Row | null;
  focusField: string | null;
  onClose: () => void;
  isDirty: boolean;
  onDirty: (isDirty: boolean) => void;
  /** Asked over the form, when the address is about to leave it. */
  question: ReactNode;
};

/** The form of a row: it stands on the revision that it was opened with, and saves on that one. */
export function useRowForm<Row extends ScreenRow, Input extends object>(
  screen: NounScreen<Row, Input>,
  { row, isDirty, onClose }: RowFormProps<Row>,
) {
  const { queries, toInput, differences } = screen;
  const tellSaved = useTellSaved(screen);
  // While nothing is typed, the form follows the row.
  const [opened, setOpened] = useState(row);
  if (!isDirty && row !== null && row.revision !== opened?.revision) setOpened(row);
  const db = useDb();
  const kept = useRowSave<Row, Input>(opened, {
    idOf: ({ id }) => id,
    read: (id) => queries.read(db, id),
    write: queries.save,
    toInput,
    isSame: (versions) => differences(versions).length === 0,
    onSaved: (saved, before) => {
      tellSaved(saved, before);
      onClose();
    },
  });
  return { ...kept, opened, hasMoved: row !== null && row.revision !== opened?.revision };
}

export type RowForm<Row extends ScreenRow, Input extends object> = ReturnType<typeof useRowForm<Row, Input>>;
