'use client';

import type { ReactNode } from 'react';
import { useWatch, type Control, type FieldValues } from 'react-hook-form';

type FormAsideProps<Input extends FieldValues, Output> = {
  control: Control<Input, unknown, Output>;
  children: (values: Input) => ReactNode;
};

/** Follows the form as it is typed into, without the fields being drawn again for it. */
export function FormAside<Input extends FieldValues, Output>({
  control,
  children,
}: FormAsideProps<Input, Output>) {
  const values = useWatch({ control, compute: (all: Input) => all });
  return children(values);
}
