'use client';

import { Activity } from 'lucide-react';
import Link from 'next/link';
import { useMessages, useTranslations, type Messages } from 'next-intl';
import { Badge, type Meaning } from '../ui/badge';
import { ButtonLink } from '../ui/button-link';
import { EmptyState } from '../ui/empty-state';
import { Ago } from './ago';
import { Section } from './section';
import { useKindWord } from './use-kind-word';
import { paths, rowPage } from '@/lib/paths';
import type { SyncOverview } from '@/lib/queries/sync';

type LogWord = keyof Messages['log'];

const meanings: Record<string, Meaning> = { success: 'fine', retry: 'attention', failed: 'failed' };

/** The last entries of the sync log, newest first. */
export function RecentList({ recent }: { recent: SyncOverview['recent'] }) {
  const t = useTranslations();
  const wordOf = useKindWord();
  const { log } = useMessages();
  const isLogWord = (word: string): word is LogWord => Object.hasOwn(log, word);
  const say = (word: string) => (isLogWord(word) ? t(`log.${word}`) : word);
  return (
    <Section title={t('overview.recent')}>
      {recent.length === 0 ? (
        <EmptyState
          icon={<Activity size={20} aria-hidden />}
          title={t('overview.recentNone')}
          hint={t('overview.recentNoneHint')}
          action={<ButtonLink href={paths.newSpace}>{t('palette.newSpace')}</ButtonLink>}
        />
      ) : (
        <ol className="divide-y">
          {recent.map((entry) => (
            <li
              key={entry.id}
              className="flex min-h-11 items-center gap-x-3 gap-y-1 px-4 py-2 max-sm:flex-wrap"
            >
              <span className="sm:w-44">
                <Badge meaning={meanings[entry.status] ?? 'plain'}>{say(entry.status)}</Badge>
              </span>
              <span className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">
                <span className="block truncate">
                  {say(entry.action)}{' '}
                  <Link
                    href={rowPage(entry.entity_type, entry.entity_id) ?? paths.syncLogOf(entry.entity_id)}
                    className="rounded text-accent-text underline underline-offset-2"
                  >
                    {entry.name ?? wordOf(entry.entity_type)}
                  </Link>
                </span>
                {entry.error_message === null ? null : (
                  <span
                    lang="en"
                    className="block truncate text-small text-ink-soft"
                    title={entry.error_message}
                  >
                    {entry.error_message}
                  </span>
                )}
              </span>
              <span className="text-ink-soft max-sm:ml-auto">
                <Ago at={entry.created_at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
