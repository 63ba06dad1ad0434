'use client';

import { useMutation, type UseMutationOptions } from '@tanstack/react-query';

export type Save<Input> = {
  run: (input: Input) => Promise<void>;
  pending: boolean;
  error: Error | null;
};

type Mutation<Input, Output> = UseMutationOptions<Output, Error, Input> | ((input: Input) => Promise<Output>);

/** Carries pending and error of one write; `onSaved` hears of it once the server has said yes. */
export function useSave<Input, Output>(
  mutation: Mutation<Input, Output>,
  { onSaved }: { onSaved: (saved: Output) => void },
): Save<Input> {
  const options = typeof mutation === 'function' ? { mutationFn: mutation } : mutation;
  const { mutateAsync, isPending, error } = useMutation<Output, Error, Input>(options);
  const run = async (input: Input) => onSaved(await mutateAsync(input));
  return { run, pending: isPending, error };
}
