'use client';

import { useQuery } from '@tanstack/react-query';
import { UserMinus, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MemberForm } from './member-form';
import { MemberQuestion } from './member-question';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Ago } from '@/components/frame/ago';
import { useDb } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { Skeleton } from '@/components/ui/skeleton';
import { organisationPeople } from '@/lib/queries/organisation';
import type { OrganisationPerson, OrganisationRow } from '@/lib/schemas/organisation';

/** Who may see and edit the events of an organisation besides admins. */
export function MemberSection({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations('organisation.members');
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={t('title')}
      actions={
        <Button icon={<UserPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      }
    >
      <p className="max-w-[72ch] px-4 py-3 text-pretty text-ink-soft sm:px-5">{t('hint')}</p>
      <MemberList organisation={organisation} />
      {isAdding ? <MemberForm organisation={organisation} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

function MemberList({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations();
  const say = useIssueWords();
  const { data, error, refetch, isFetching } = useQuery(
    organisationPeople(useDb(), organisation.organisation_id),
  );
  const [leaving, setLeaving] = useState<OrganisationPerson | null>(null);
  if (data === undefined && error !== null) {
    return (
      <ErrorState
        title={t('organisation.members.failed')}
        detail={sayProblem(error, say)}
        retryLabel={t('common.retry')}
        onRetry={() => void refetch()}
        pending={isFetching}
      />
    );
  }
  if (data === undefined) return <LoadingMembers count={organisation.members} />;
  if (data.length === 0)
    return <p className="border-t px-4 py-3 text-ink-faint sm:px-5">{t('organisation.members.none')}</p>;
  return (
    <>
      <ul aria-label={t('organisation.members.title')} className="divide-y border-t">
        {data.map((person) => (
          <li key={person.id} className="flex min-h-12 items-center gap-3 px-4 py-2 sm:px-5">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium" title={person.email}>
                {person.email}
              </span>
              <span className="block text-small text-ink-faint">
                {t('organisation.members.since')} <Ago at={person.since} />
              </span>
            </span>
            <IconButton
              label={t('organisation.members.remove', { email: person.email })}
              icon={<UserMinus size={16} aria-hidden />}
              onClick={() => setLeaving(person)}
            />
          </li>
        ))}
      </ul>
      {leaving === null ? null : (
        <MemberQuestion organisation={organisation} person={leaving} onEnd={() => setLeaving(null)} />
      )}
    </>
  );
}

function LoadingMembers({ count }: { count: number }) {
  const places = Array.from({ length: Math.min(Math.max(count, 1), 8) }, (_, place) => place);
  return (
    <div aria-busy className="divide-y border-t">
      {places.map((place) => (
        <div key={place} className="flex h-13 items-center px-4 sm:px-5">
          <Skeleton className="h-4 w-48" />
        </div>
      ))}
    </div>
  );
}
