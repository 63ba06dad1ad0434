'use client';

import { useState, type SubmitEvent } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { placeProblem } from './problem';
import { useIssueWords } from './use-issue-words';
import type { Save } from './use-save';

/** Sends the form. What the server refuses is put at its field, the first of them focused; the rest is one line. */
export function useSubmit<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  save: Save<Output>,
  names: readonly string[],
) {
  const say = useIssueWords();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [fault, setFault] = useState<{ name: Path<Input> } | null>(null);
  const isField = (name: string): name is Path<Input> => names.includes(name.split('.')[0] ?? '');

  const send = form.handleSubmit(async (output) => {
    setRefusal(null);
    setFault(null);
    try {
      await save.run(output);
    } catch (error) {
      const placed = placeProblem(error, names, say);
      setRefusal(placed.rest);
      for (const [place, { name, text }] of placed.fields.entries()) {
        if (!isField(name)) continue;
        form.setError(name, { type: 'server', message: text }, { shouldFocus: place === 0 });
        if (place === 0) setFault({ name });
      }
    }
  });
  const submit = (event: SubmitEvent) => {
    // Enter in a field submits too: one press while the first is under way must not write twice.
    event.preventDefault();
    if (!save.pending) void send(event);
  };
  return {
    submit,
    problem: form.formState.errors.root?.message ?? refusal,
    /** The first field that the last refusal was about, for a form that stood still when it came. */
    fault,
  };
}
