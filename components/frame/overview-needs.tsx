'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge, MeaningIcon } from '../ui/badge';
import { Ago } from './ago';
import { Section } from './section';
import { useKindWord } from './use-kind-word';
import { paths, rowPage } from '@/lib/paths';
import type { SyncOverview } from '@/lib/queries/sync';

/** Rows that Stripe refused or that are being tried again, each a link to where it can be mended. */
export function NeedsList({ needs }: { needs: SyncOverview['needs'] }) {
  const t = useTranslations();
  const wordOf = useKindWord();
  if (needs.length === 0) {
    return (
      <Section title={t('overview.needs')}>
        <div className="flex items-start gap-3 px-4 py-4">
          <span className="mt-0.5 text-fine">
            <MeaningIcon meaning="fine" size={16} />
          </span>
          <p>
            <span className="block font-medium">{t('overview.needsNone')}</span>
            <span className="text-ink-soft">{t('overview.needsNoneHint')}</span>
          </p>
        </div>
      </Section>
    );
  }
  return (
    <Section title={t('overview.needs')}>
      <ul className="divide-y">
        {needs.map((need) => (
          <li key={`${need.kind} ${need.id}`}>
            <Link
              href={rowPage(need.kind, need.id) ?? paths.syncLogOf(need.id)}
              className="flex min-h-14 items-center gap-x-3 gap-y-1 px-4 py-2.5 transition-colors hover:bg-canvas focus-visible:-outline-offset-2 max-sm:flex-wrap"
            >
              <span className="sm:w-32">
                <Badge meaning={need.status === 'failed' ? 'failed' : 'attention'}>
                  {t(`sync.${need.status}`)}
                </Badge>
              </span>
              <span className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">
                <span className="block truncate font-medium">{need.name ?? t('overview.unnamed')}</span>
                <span className="block truncate text-small text-ink-faint">
                  {wordOf(need.kind)}
                  {need.error === null || need.error.detail === '' ? null : (
                    <span lang="en"> · {need.error.detail}</span>
                  )}
                </span>
              </span>
              <span className="text-ink-soft max-sm:ml-auto">
                <Ago at={need.since} />
              </span>
              <ChevronRight size={16} aria-hidden className="shrink-0 text-ink-faint max-sm:hidden" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
