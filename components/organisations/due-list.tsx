'use client';

import { Circle } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { humanised, readDue, type Due } from './requirement-words';
import { Ago } from '@/components/frame/ago';
import type { AccountState } from '@/lib/schemas/organisation';

/** What Stripe still asks for, in the reader's words, and until when. */
export function DueList({ account }: { account: AccountState }) {
  const t = useTranslations('organisation.due');
  const lines = readDue(account.due);
  if (lines.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium">{t('title', { count: lines.length })}</h3>
      <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {lines.map((line) => (
          <li key={line.names[0]} className="flex min-w-0 items-start gap-2">
            <Circle size={8} aria-hidden className="mt-1.5 shrink-0 text-attention" />
            <DueWords due={line} />
          </li>
        ))}
      </ul>
      {account.dueAt === null ? null : <Deadline at={account.dueAt} />}
    </div>
  );
}

function DueWords({ due }: { due: Due }) {
  const t = useTranslations('organisation.due');
  const { thing, whom, names } = due;
  if (thing === null) {
    const [name = ''] = names;
    return (
      <span className="min-w-0 wrap-anywhere">
        <span lang="en">{humanised(name)}</span>{' '}
        <code lang="en" className="block text-small text-ink-faint">
          {name}
        </code>
      </span>
    );
  }
  return (
    <span className="min-w-0 wrap-anywhere">
      {whom === null
        ? t(`thing.${thing}`)
        : t('ofWhom', { thing: t(`thing.${thing}`), whom: t(`whom.${whom}`) })}
    </span>
  );
}

function Deadline({ at }: { at: string }) {
  const t = useTranslations('organisation.due');
  const format = useFormatter();
  return (
    <p className="text-attention">
      {t('deadline', { date: format.dateTime(new Date(at), { dateStyle: 'long' }) })} · <Ago at={at} />
    </p>
  );
}
