'use client';

import { createContext, use, type ReactNode } from 'react';

/** Who is signed in, as far as it decides what is shown. What they may do is the database's to decide. */
type Person = { email: string; isAdmin: boolean };

const Context = createContext<Person | null>(null);

export function PersonProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <Context value={person}>{children}</Context>;
}

export function usePerson() {
  const person = use(Context);
  if (person === null) throw new Error('usePerson needs a PersonProvider above it.');
  return person;
}
