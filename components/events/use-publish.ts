'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEventCache } from './use-event-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { eventPlan, saveEvent } from '@/lib/queries/event';
import { toEventInput, type EventRow } from '@/lib/schemas/event';
import type { PlanAnswer } from '@/lib/schemas/sync';

/** What Stripe would get if an event were published, or were a draft again. */
export function publishPlan(event: EventRow, isPublished: boolean) {
  return eventPlan({ ...toEventInput(event), is_published: isPublished }, event.event_id);
}

/** Publishes an event or takes it back, at once; says what Stripe gets, and offers the way back. */
export function usePublish() {
  const t = useTranslations();
  const say = useIssueWords();
  const cache = useEventCache();
  const client = useQueryClient();

  const writesOf = (plan: PlanAnswer | null) => {
    if (plan === null) return t('plan.unknown');
    return plan.waits === null ? `${t('plan.count', { count: plan.steps.length })}.` : t('plan.waitsNothing');
  };
  const set = async ({ event, isPublished }: { event: EventRow; isPublished: boolean }) => {
    // A plan that cannot be made keeps nobody from publishing; the words say that it is missing.
    const plan = await client.query(publishPlan(event, isPublished)).catch(() => null);
    const input = { is_published: isPublished };
    return { plan, saved: await saveEvent({ id: event.event_id, input }), isPublished };
  };
  const { mutate, isPending } = useMutation({
    mutationFn: set,
    onSuccess: ({ plan, saved, isPublished }) => {
      cache.put(saved);
      cache.refresh();
      const done = isPublished ? 'publishDone' : 'unpublishDone';
      toast.fine(t(`event.${done}`, { name: saved.title, writes: writesOf(plan) }), {
        label: t('common.undo'),
        onClick: () => mutate({ event: saved, isPublished: !isPublished }),
      });
    },
    onError: (error, { event }) =>
      toast.failed(t('event.publishFailed', { name: event.title, reason: sayProblem(error, say) })),
  });
  return { publish: mutate, isPending };
}
