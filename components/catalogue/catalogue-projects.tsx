'use client';

import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Ago } from '@/components/frame/ago';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { ErrorState } from '@/components/ui/error-state';
import { Nothing } from '@/components/ui/nothing';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/lib/paths';
import { catalogueCounts } from '@/lib/queries/catalogue';
import { NONE, type CatalogueNumbers } from '@/lib/schemas/catalogue';

const numbers = ['products', 'active', 'new24h'] as const;

/** A phone has room for one number beside the name; the others stand below it. */
const wide = (each: (typeof numbers)[number]) => (each === 'products' ? '' : 'max-sm:hidden');

/** Of each project: how many products Stripe holds, how many are on sale and how many are new, and when all were looked at last. */
export function CatalogueProjects() {
  const t = useTranslations();
  const say = useIssueWords();
  const isLive = usePublicEnv().stripe.mode === 'live';
  const { data, error, refetch, isFetching } = useQuery(catalogueCounts(useDb(), isLive));
  // The list below says what an empty log means.
  if (data?.projects.length === 0) return null;
  return (
    <Section title={t('catalogue.projects')}>
      {data !== undefined ? (
        <ProjectTable projects={data.projects} />
      ) : error === null ? (
        <div aria-busy className="flex h-28 flex-col gap-4 p-4">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : (
        <ErrorState
          title={t('catalogue.numbersFailed')}
          detail={sayProblem(error, say)}
          retryLabel={t('common.retry')}
          onRetry={() => void refetch()}
          pending={isFetching}
        />
      )}
    </Section>
  );
}

function ProjectTable({ projects }: Pick<CatalogueNumbers, 'projects'>) {
  const t = useTranslations('catalogue');
  const format = useFormatter();
  return (
    <div className="relative max-h-72 overflow-auto" tabIndex={0} role="group" aria-label={t('projects')}>
      <table className="w-full text-body">
        <thead className="sticky top-0 bg-canvas text-small text-ink-soft">
          <tr>
            <th scope="col" className="h-9 px-4 text-left font-medium">
              {t('column.project')}
            </th>
            {numbers.map((each) => (
              <th key={each} scope="col" className={clsx('h-9 px-3 text-right font-medium', wide(each))}>
                {t(`number.${each}`)}
              </th>
            ))}
            <th scope="col" className="h-9 px-4 text-right font-medium max-sm:hidden">
              {t('number.lastRun')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {projects.map((row) => {
            const name = row.project ?? t('noProject');
            return (
              <tr key={row.project ?? ''}>
                <th
                  scope="row"
                  title={name}
                  className="h-11 max-w-72 min-w-32 truncate px-4 text-left font-medium max-sm:py-2"
                >
                  <Link
                    href={paths.catalogueOf(row.project ?? NONE)}
                    className="rounded text-accent-text underline-offset-2 hover:underline"
                  >
                    {name}
                  </Link>
                  <ProjectLine row={row} />
                </th>
                {numbers.map((each) => (
                  <td key={each} className={clsx('h-11 px-3 text-right whitespace-nowrap', wide(each))}>
                    <span className={row[each] === 0 ? 'text-ink-faint' : ''}>
                      {format.number(row[each])}
                    </span>
                  </td>
                ))}
                <td className="h-11 px-4 text-right whitespace-nowrap max-sm:hidden">
                  {row.lastRunAt === null ? <Nothing /> : <Ago at={row.lastRunAt} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function ProjectLine({ row }: { row: CatalogueNumbers['projects'][number] }) {
  const t = useTranslations('catalogue.number');
  const format = useFormatter();
  return (
    <span className="block text-small font-normal whitespace-normal text-ink-faint sm:hidden">
      {t('active')} {format.number(row.active)} · {t('new24h')} {format.number(row.new24h)}
      {row.lastRunAt === null ? null : (
        <>
          {' · '}
          {t('lastRun')} <Ago at={row.lastRunAt} />
        </>
      )}
    </span>
  );
}
