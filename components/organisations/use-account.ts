'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useOrganisationCache } from './use-organisation-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { readAccountNow, startOnboarding } from '@/lib/queries/organisation';

/** Reads the account at Stripe and shows what came of it. */
export function useReadAccount(id: string) {
  const say = useIssueWords();
  const cache = useOrganisationCache();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => readAccountNow(id),
    onSuccess: (organisation) => cache.put(organisation),
    onError: () => cache.refresh(),
  });
  return {
    read: () => mutate(),
    isReading: isPending,
    hasRead: isSuccess,
    problem: error === null ? null : sayProblem(error, say),
  };
}

/** Leaves for Stripe, where the organisation tells about itself; its account is made first when it has none. */
export function useOnboarding(id: string) {
  const say = useIssueWords();
  const { mutate, reset, isPending, isSuccess, error } = useMutation({
    mutationFn: (country: string | undefined) => startOnboarding(id, country),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  useEffect(() => {
    // Who comes back with the browser's Back button finds this page as it was left, with the button still busy.
    const show = (event: PageTransitionEvent) => (event.persisted ? reset() : undefined);
    window.addEventListener('pageshow', show);
    return () => window.removeEventListener('pageshow', show);
  }, [reset]);
  return {
    start: (country?: string) => mutate(country),
    isLeaving: isPending || isSuccess,
    problem: error === null ? null : sayProblem(error, say),
  };
}
