'use client';

import { useState } from 'react';
import { SpaceForm } from './space-form';
import { SpaceMissing } from './space-missing';
import { SpaceOpened } from './space-opened';
import { useOpenSpace } from './use-space-search';
import { LeaveQuestion } from '@/components/form/leave-question';
import { isId } from '@/lib/paths';

/**
 * The space that the address names, over the list. The browser's Back button changes the address before anybody can ask,
 * so while something would be lost the dialog stays as it is and asks then.
 */
export function SpaceDialog() {
  const { asked, field, open } = useOpenSpace();
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
  if (shown === 'new') return <SpaceForm space={null} focusField={null} {...form} />;
  if (!isId(shown)) return <SpaceMissing reason="not an id" id={shown} onClose={close} />;
  return <SpaceOpened key={shown} id={shown} focusField={field} {...form} />;
}
