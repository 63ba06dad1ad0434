'use client';

import { useEffect } from 'react';
import { useFormState } from 'react-hook-form';

/** Tells whoever opened the form around it whether something would be lost. */
export function DirtySignal({ onDirty }: { onDirty: (isDirty: boolean) => void }) {
  const { isDirty } = useFormState();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  return null;
}
