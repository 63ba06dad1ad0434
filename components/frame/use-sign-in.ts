'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useDb } from './public-env';
import { troubleOf } from './sign-in-trouble';

/** Signs in and goes on to `next`; stays pending until the next page is there, so that nobody presses twice. */
export function useSignIn(next: string) {
  const t = useTranslations('signIn');
  const db = useDb();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const signIn = async (email: string, password: string) => {
    setPending(true);
    setProblem(null);
    const { error } = await db.auth.signInWithPassword({ email, password });
    if (error === null) {
      // A full load: pages drawn for a visitor must not be shown again from the router's memory.
      window.location.assign(next);
      return;
    }
    const trouble = troubleOf(error);
    setProblem(t(trouble, { reason: error.message }));
    setPending(false);
  };
  return { signIn, problem, pending };
}
