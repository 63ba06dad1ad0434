'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { usePublicEnv } from '@/components/frame/public-env';
import { toast } from '@/components/ui/toast';
import { startStripeRun } from '@/lib/queries/stripe-run';
import type { StripeRun } from '@/lib/schemas/stripe-run';

/** Starts a run, or joins the one that is open, and shows it at once. */
export function useRunNow() {
  const client = useQueryClient();
  const say = useIssueWords();
  const isLive = usePublicEnv().stripe.mode === 'live';
  return useMutation({
    mutationFn: startStripeRun,
    onSuccess: (run) => client.setQueryData<StripeRun | null>(['stripeRun', 'last', isLive], run),
    onError: (error) => toast.failed(sayProblem(error, say)),
    onSettled: () => void client.invalidateQueries({ queryKey: ['stripeRun'] }),
  });
}
