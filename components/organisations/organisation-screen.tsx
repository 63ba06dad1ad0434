'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AccountSection } from './account-section';
import { DeleteQuestion } from './delete-question';
import { MemberSection } from './member-section';
import { OrganisationForm } from './organisation-form';
import { OrganisationSkeleton } from './organisation-skeleton';
import { useEditing } from './use-organisation-search';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Ago } from '@/components/frame/ago';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { ErrorState } from '@/components/ui/error-state';
import { paths } from '@/lib/paths';
import { organisationById } from '@/lib/queries/organisation';
import type { OrganisationRow } from '@/lib/schemas/organisation';

/** One organisation: whether it may sell and what that takes, who works for it, and what it is called. */
export function OrganisationScreen({ id }: { id: string }) {
  const t = useTranslations();
  const say = useIssueWords();
  const { data, error, refetch, isFetching } = useQuery(organisationById(useDb(), id));
  if (data !== undefined) return <OrganisationPage organisation={data} />;
  if (error === null) return <OrganisationSkeleton />;
  return (
    <>
      <PageHeader title={t('organisation.one')} actions={<BackLink />} />
      <ErrorState
        title={t('organisation.loadFailed')}
        detail={sayProblem(error, say)}
        retryLabel={t('common.retry')}
        onRetry={() => void refetch()}
        pending={isFetching}
      />
    </>
  );
}

function BackLink() {
  const t = useTranslations('organisation');
  return (
    <ButtonLink href={paths.organisations} icon={<ArrowLeft size={14} aria-hidden />}>
      {t('back')}
    </ButtonLink>
  );
}

function OrganisationPage({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations('organisation');
  const router = useRouter();
  const { edit } = useEditing();
  return (
    <>
      <PageHeader
        title={organisation.name}
        actions={
          <>
            <BackLink />
            <Button icon={<Pencil size={14} aria-hidden />} onClick={() => edit('name')}>
              {t('edit')}
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <AccountSection organisation={organisation} />
          <MemberSection organisation={organisation} />
        </div>
        <AboutSection organisation={organisation} />
      </div>
      <OrganisationForm
        organisation={organisation}
        onMadeAnew={(made) => router.push(paths.organisation(made.organisation_id))}
      />
    </>
  );
}

/** What else there is to know of it, and the end of it. */
function AboutSection({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations('organisation');
  const format = useFormatter();
  const [isDeleting, setDeleting] = useState(false);
  const { organisation_id: id, default_currency: currency, events, created_at, updated_at } = organisation;
  const eventWords = t('eventCount', { count: events });
  return (
    <Section title={t('about')}>
      <div className="p-4 sm:p-5 xl:p-4">
        <DefinitionList
          items={[
            {
              term: t('column.events'),
              value:
                events === 0 ? (
                  eventWords
                ) : (
                  <Link
                    href={paths.eventsOf(id)}
                    className="rounded text-accent-text underline-offset-2 hover:underline"
                  >
                    {eventWords}
                  </Link>
                ),
            },
            { term: t('field.default_currency'), value: currency.toUpperCase() },
            {
              term: t('field.fee_percent'),
              value: format.number(organisation.fee_percent / 100, {
                style: 'percent',
                maximumFractionDigits: 2,
              }),
            },
            { term: t('createdAt'), value: <Ago at={created_at} /> },
            { term: t('column.updated_at'), value: <Ago at={updated_at} /> },
          ]}
        />
      </div>
      <div className="border-t p-4 sm:px-5 xl:px-4">
        <Button icon={<Trash2 size={14} aria-hidden />} onClick={() => setDeleting(true)}>
          {t('delete')}
        </Button>
      </div>
      {isDeleting ? <DeleteQuestion organisation={organisation} onEnd={() => setDeleting(false)} /> : null}
    </Section>
  );
}
