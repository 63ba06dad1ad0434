'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEventCache } from './use-event-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { PlanTold } from '@/components/sync/plan-told';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { paths } from '@/lib/paths';
import { deleteEvent, eventDeletePlan } from '@/lib/queries/event';
import type { EventRow } from '@/lib/schemas/event';

/** Asks before an event is deleted, and names what that archives in Stripe. */
export function DeleteQuestion({ event, onClose }: { event: EventRow; onClose: () => void }) {
  const t = useTranslations('event');
  const say = useIssueWords();
  const router = useRouter();
  const cache = useEventCache();
  const plan = useQuery(eventDeletePlan(event.event_id));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteEvent(event.event_id),
    onSuccess: () => {
      toast.fine(t('deleteDone', { name: event.title }));
      router.push(paths.events);
      cache.refresh();
    },
  });
  return (
    <ConfirmDialog
      open
      title={t('deleteTitle', { name: event.title })}
      confirmLabel={t('deleteConfirm')}
      cancelLabel={t('cancel')}
      tone="danger"
      pending={isPending}
      error={error === null ? null : sayProblem(error, say)}
      onConfirm={() => mutate()}
      onCancel={onClose}
    >
      <div className="flex flex-col gap-3">
        <p>{t('deleteText')}</p>
        {event.sub_events === 0 ? null : (
          <p className="text-attention">{t('deleteSubs', { count: event.sub_events })}</p>
        )}
        <PlanTold plan={plan} as="archives" />
      </div>
    </ConfirmDialog>
  );
}
