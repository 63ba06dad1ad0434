'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { toast } from '../ui/toast';

type Failure = { name: string; reason: string };

type Deed<Item> = {
  act: (item: Item) => Promise<void>;
  /** What is said of the rows for which it worked. */
  doneText: (count: number) => string;
  /** The way back for them, where there is one. */
  undo?: ((done: Item[]) => void) | undefined;
};

/** How many failures are told by name; a longer list would not be read. */
const NAMED_FAILURES = 3;

/** Does one thing to many rows, one after the other, through the routes of single rows, and tells honestly how it went. */
export function useBulk<Item>(nameOf: (item: Item) => string, refresh: () => void) {
  const t = useTranslations();
  const say = useIssueWords();
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null);

  const tell = ({ doneText, undo }: Deed<Item>, done: Item[], failures: Failure[]) => {
    const text = doneText(done.length);
    const back =
      undo === undefined || done.length === 0
        ? undefined
        : { label: t('common.undo'), onClick: () => undo(done) };
    if (failures.length === 0) return toast.fine(text, back);
    const named = failures.slice(0, NAMED_FAILURES).map(({ name, reason }) => `${name} (${reason})`);
    const more = failures.length - named.length;
    const reasons = [...named, ...(more > 0 ? [t('table.bulk.more', { count: more })] : [])].join(', ');
    return toast.failed(t('table.bulk.someFailed', { done: text, count: failures.length, reasons }), back);
  };
  const run = async (items: readonly Item[], deed: Deed<Item>): Promise<boolean> => {
    const done: Item[] = [];
    const failures: Failure[] = [];
    setProgress({ done: 0, count: items.length });
    for (const [place, item] of items.entries()) {
      try {
        await deed.act(item);
        done.push(item);
      } catch (error) {
        failures.push({ name: nameOf(item), reason: sayProblem(error, say) });
      }
      setProgress({ done: place + 1, count: items.length });
    }
    setProgress(null);
    refresh();
    tell(deed, done, failures);
    return failures.length === 0;
  };
  return { run, progress };
}
