'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { codeOf } from './code-of';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { checkIn } from '@/lib/queries/order';
import type { CheckInAnswer } from '@/lib/schemas/check-in';

/** A code that was shown at the door, and what came of it; nothing yet while it is being asked. */
export type Shown = {
  key: number;
  code: string;
  at: string;
  answer: CheckInAnswer | null;
  /** Why it could not be asked. */
  problem: string | null;
};

/** So many are kept in sight. */
const KEPT = 30;

/** Asks for codes one after the other, each as soon as it is shown, and keeps what came of the last ones. */
export function useCheckIn() {
  const say = useIssueWords();
  const client = useQueryClient();
  const [shown, setShown] = useState<Shown[]>([]);
  const ask = async (typed: string) => {
    const code = codeOf(typed);
    if (code === '') return;
    const key = Date.now() + Math.random();
    const first: Shown = { key, code, at: new Date().toISOString(), answer: null, problem: null };
    setShown((all) => [first, ...all].slice(0, KEPT));
    const end = (change: Partial<Shown>) =>
      setShown((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));
    try {
      end({ answer: await checkIn(code) });
      void client.invalidateQueries({ queryKey: ['order'] });
    } catch (error) {
      end({ problem: sayProblem(error, say) });
    }
  };
  return { shown, ask };
}
