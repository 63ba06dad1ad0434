'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Versions } from './difference';
import type { Save } from './use-save';
import { Problem } from '@/lib/errors';

/** Somebody else got there first: they changed the row, or they deleted it. */
export type Meeting<Row, Input> =
  { found: 'changed'; mine: Input; was: Input; theirs: Row } | { found: 'gone'; mine: Input };

type Kept<Row, Input> = {
  idOf: (row: Row) => string;
  read: (id: string) => Promise<Row>;
  write: (save: { id: string | null; revision?: number; input: Input }) => Promise<Row>;
  toInput: (row: Row) => Input;
  /** Whether nothing is left to choose between two versions. */
  isSame: (versions: Versions<Input>) => boolean;
  /** What a save did: the row as it is now, and as it was right before; nothing before a new one. */
  onSaved: (saved: Row, before: Row | null) => void;
};

const isCode = (error: unknown, code: string) => error instanceof Problem && error.code === code;

/**
 * Saves a row on the revision that its form was opened with. If the row has moved on, nothing is written: both versions
 * are shown, and what one chooses is saved on the newer revision.
 */
export function useRowSave<Row extends { revision: number }, Input>(
  opened: Row | null,
  { idOf, read, write: send, toInput, isSame, onSaved }: Kept<Row, Input>,
) {
  const [meeting, setMeeting] = useState<Meeting<Row, Input> | null>(null);
  const { mutateAsync, isPending, error } = useMutation({ mutationFn: send });

  const write = async (mine: Input, base: Row | null): Promise<void> => {
    try {
      const id = base === null ? null : idOf(base);
      const saved = await mutateAsync({ id, revision: base?.revision, input: mine });
      setMeeting(null);
      onSaved(saved, base);
    } catch (cause) {
      if (base === null) throw cause;
      await meet(cause, mine, base);
    }
  };
  const meet = async (cause: unknown, mine: Input, base: Row): Promise<void> => {
    const theirs = isCode(cause, 'not_found') ? null : await readAgain(cause, idOf(base));
    const was = toInput(base);
    if (theirs === null) setMeeting({ found: 'gone', mine });
    // Both made the same change: there is nothing to choose, and the row only has to be told so.
    else if (isSame({ was, mine, theirs: toInput(theirs) })) await write(mine, theirs);
    else setMeeting({ found: 'changed', mine, was, theirs });
  };
  const readAgain = async (cause: unknown, id: string): Promise<Row | null> => {
    if (!isCode(cause, 'changed_meanwhile')) throw cause;
    try {
      return await read(id);
    } catch (failure) {
      if (isCode(failure, 'not_found')) return null;
      throw failure;
    }
  };
  const save: Save<Input> = { run: (mine) => write(mine, opened), pending: isPending, error };
  return { save, write, meeting, leaveMeeting: () => setMeeting(null) };
}
