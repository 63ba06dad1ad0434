'use client';

import { useTranslations } from 'next-intl';
import { useEventCache } from './use-event-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { saveEvent } from '@/lib/queries/event';
import { toEventInput, type EventInput, type EventRow } from '@/lib/schemas/event';

/** The event as it was: ticket types that were removed meanwhile come back as new ones. */
function inputBefore(before: EventRow, saved: EventRow): EventInput {
  const there = new Set(saved.tickets.map(({ id }) => id));
  const input = toEventInput(before);
  return {
    ...input,
    tickets: input.tickets.map((ticket) =>
      ticket.id && there.has(ticket.id) ? ticket : { ...ticket, id: null },
    ),
  };
}

/** After a save: the row at once wherever it stands, and a word with the way back, as long as nobody has changed it since. */
export function useTellSaved() {
  const t = useTranslations('event');
  const common = useTranslations('common');
  const say = useIssueWords();
  const cache = useEventCache();

  const undo = async (saved: EventRow, before: EventRow) => {
    const name = before.title;
    try {
      const { event_id: id, revision } = saved;
      cache.put(await saveEvent({ id, revision, input: inputBefore(before, saved) }));
      toast.fine(t('undone', { name }));
    } catch (error) {
      toast.failed(t('undoFailed', { name, reason: sayProblem(error, say) }));
    }
    cache.refresh();
  };
  return (saved: EventRow, before: EventRow | null) => {
    cache.put(saved);
    cache.refresh();
    const name = saved.title;
    if (before === null) return toast.fine(t('created', { name }));
    return toast.fine(
      t('saved', { name }),
      saved.revision === before.revision
        ? undefined
        : { label: common('undo'), onClick: () => void undo(saved, before) },
    );
  };
}
