'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { differencesOf } from './space-difference';
import type { Save } from '@/components/form/use-save';
import { useDb } from '@/components/frame/public-env';
import { Problem } from '@/lib/errors';
import { readSpace, saveSpace } from '@/lib/queries/space';
import { toInput, type SpaceInput, type SpaceRow } from '@/lib/schemas/space';

/** Somebody else got there first: they changed the row, or they deleted it. */
export type Meeting =
  | { found: 'changed'; mine: SpaceInput; was: SpaceInput; theirs: SpaceRow }
  | { found: 'gone'; mine: SpaceInput };

/** What a save did: the row as it is now, and as it was right before; nothing before a new one. */
type OnSaved = (saved: SpaceRow, before: SpaceRow | null) => void;

const isCode = (error: unknown, code: string) => error instanceof Problem && error.code === code;

/**
 * Saves a space on the revision that the form was opened with. If the row has moved on, nothing is written: both versions
 * are shown, and what one chooses is saved on the newer revision.
 */
export function useSpaceSave(opened: SpaceRow | null, onSaved: OnSaved) {
  const db = useDb();
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const { mutateAsync, isPending, error } = useMutation({ mutationFn: saveSpace });

  const write = async (mine: SpaceInput, base: SpaceRow | null): Promise<void> => {
    try {
      onSaved(await mutateAsync({ id: base?.id ?? null, revision: base?.revision, input: mine }), base);
    } catch (cause) {
      if (base === null) throw cause;
      await meet(cause, mine, base);
    }
  };
  const meet = async (cause: unknown, mine: SpaceInput, base: SpaceRow): Promise<void> => {
    const theirs = isCode(cause, 'not_found') ? null : await readAgain(cause, base.id);
    const was = toInput(base);
    if (theirs === null) setMeeting({ found: 'gone', mine });
    // Both made the same change: there is nothing to choose, and the row only has to be told so.
    else if (differencesOf(was, mine, toInput(theirs)).length === 0) await write(mine, theirs);
    else setMeeting({ found: 'changed', mine, was, theirs });
  };
  const readAgain = async (cause: unknown, id: string): Promise<SpaceRow | null> => {
    if (!isCode(cause, 'changed_meanwhile')) throw cause;
    try {
      return await readSpace(db, id);
    } catch (failure) {
      if (isCode(failure, 'not_found')) return null;
      throw failure;
    }
  };
  const save: Save<SpaceInput> = { run: (mine) => write(mine, opened), pending: isPending, error };
  return { save, write, meeting, leaveMeeting: () => setMeeting(null) };
}
