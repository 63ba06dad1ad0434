'use client';

import { useState, type ReactNode } from 'react';
import { LeaveQuestion } from '../form/leave-question';
import type { NounScreen, ScreenRow } from './noun';
import { RowMissing } from './row-missing';
import { RowOpened } from './row-opened';
import { useOpenRow } from './use-open-row';
import type { RowFormProps } from './use-row-form';
import { isId } from '@/lib/paths';

type RowDialogProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  children: (form: RowFormProps<Row>) => ReactNode;
};

/**
 * The row that the address names, over the list. The browser's Back button changes the address before anybody can ask, so
 * while something would be lost the dialog stays as it is and asks then.
 */
export function RowDialog<Row extends ScreenRow, Input extends object>(props: RowDialogProps<Row, Input>) {
  const { screen, children } = props;
  const { asked, field, open } = useOpenRow(screen.noun);
  const [shown, setShown] = useState(asked);
  const [isDirty, setDirty] = useState(false);
  if (asked !== shown && !isDirty) setShown(asked);

  const close = () => {
    setDirty(false);
    open(null);
  };
  if (shown === null) return null;
  const form = {
    onClose: close,
    isDirty,
    onDirty: setDirty,
    question: (
      <LeaveQuestion open={asked !== shown} onLeave={() => setDirty(false)} onStay={() => open(shown)} />
    ),
  };
  if (shown === 'new') return children({ row: null, focusField: null, ...form });
  if (!isId(shown)) return <RowMissing noun={screen.noun} reason="not an id" id={shown} onClose={close} />;
  return (
    <RowOpened key={shown} screen={screen} id={shown} isDirty={isDirty} onClose={close}>
      {(row) => children({ row, focusField: field, ...form })}
    </RowOpened>
  );
}
