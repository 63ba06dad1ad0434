'use client';

import { useQuery } from '@tanstack/react-query';
import { CloudDownload, RotateCw } from 'lucide-react';
import { useFormatter, useMessages, useTranslations, type Messages } from 'next-intl';
import { useReplay } from './use-replay';
import { Ago } from '@/components/frame/ago';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { Badge, type Meaning } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/data-table-types';
import { ExternalLink } from '@/components/ui/external-link';
import { IconButton } from '@/components/ui/icon-button';
import { Spinner } from '@/components/ui/spinner';
import { stripePage } from '@/lib/paths';
import { organisationAccounts } from '@/lib/queries/organisation';
import type { NoticeRow, NoticeState } from '@/lib/schemas/notice';

type Reason = keyof Messages['notices']['reason'];

const meanings: Record<NoticeState, Meaning> = {
  failed: 'failed',
  retrying: 'attention',
  waiting: 'waiting',
  done: 'fine',
};

/** The columns of the list: what Stripe told of, where it stands, and why it could not be acted on. */
export function useNoticeColumns(): TableColumn<NoticeRow>[] {
  const t = useTranslations('notices');
  const format = useFormatter();
  return [
    {
      id: 'type',
      header: t('column.type'),
      width: '14rem',
      isTitle: true,
      cell: (notice) => <TypeCell notice={notice} />,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '8.75rem',
      cell: (notice) => <StateCell notice={notice} />,
    },
    {
      id: 'account',
      header: t('column.account'),
      width: '8.5rem',
      cell: ({ account }) => <Seller account={account} />,
    },
    {
      id: 'received_at',
      header: t('column.received_at'),
      width: '7.75rem',
      cell: (notice) => <Ago at={notice.received_at} />,
    },
    {
      id: 'attempts',
      header: t('column.attempts'),
      width: '5rem',
      align: 'end',
      cell: ({ attempts }) => format.number(attempts),
    },
    {
      id: 'error',
      header: t('column.error'),
      width: '13rem',
      wraps: true,
      cell: (notice) => <ErrorCell notice={notice} />,
    },
    {
      id: 'replay',
      header: t('column.replay'),
      width: '5rem',
      align: 'end',
      cell: (notice) => <ReplayButton notice={notice} />,
    },
  ];
}

/** What Stripe calls it, and the id of what it is about. */
function TypeCell({ notice }: { notice: NoticeRow }) {
  const { type, object_id: id } = notice;
  return (
    <span className="block min-w-0 font-mono text-small">
      <span title={type} className="block truncate">
        {type}
      </span>
      {id === null ? null : (
        <span title={id} className="block truncate font-normal text-ink-faint">
          {id}
        </span>
      )}
    </span>
  );
}

/** Whose account it is about: the platform's own, or that of an organisation, by its name. */
function Seller({ account }: { account: string | null }) {
  const t = useTranslations('notices');
  const { data: sellers = [] } = useQuery(organisationAccounts(useDb()));
  if (account === null) return <span className="text-ink-soft">{t('platform')}</span>;
  const name = sellers.find(({ stripe_onbehalfof }) => stripe_onbehalfof === account)?.name ?? account;
  return (
    <span title={`${name} (${account})`} className="block truncate">
      {name}
    </span>
  );
}

function StateCell({ notice }: { notice: NoticeRow }) {
  const t = useTranslations('notices');
  const { state, is_recovered } = notice;
  return (
    <span className="flex items-center gap-1.5">
      <Badge
        meaning={meanings[state]}
        icon={state === 'retrying' ? <RotateCw size={12} aria-hidden className="shrink-0" /> : undefined}
      >
        {t(`state.${state}`)}
      </Badge>
      {is_recovered ? (
        <span title={t('recovered')} className="text-waiting">
          <CloudDownload size={14} aria-hidden />
          <span className="sr-only">{t('recovered')}</span>
        </span>
      ) : null}
    </span>
  );
}

function ErrorCell({ notice }: { notice: NoticeRow }) {
  const t = useTranslations('notices');
  const { notices } = useMessages();
  const { error, id, account } = notice;
  const isOurs = (code: string): code is Reason => Object.hasOwn(notices.reason, code);
  if (error === null) return <EventLink id={id} account={account} />;
  return (
    <div className="flex min-w-0 flex-col items-start text-small whitespace-normal">
      <p>{t(`reason.${isOurs(error.code) ? error.code : 'internal'}`)}</p>
      {error.detail === '' || error.detail === error.code ? null : (
        <p lang="en" className="max-h-16 overflow-y-auto wrap-anywhere text-ink-faint">
          {error.detail}
        </p>
      )}
      <EventLink id={id} account={account} />
    </div>
  );
}

/** Stripe's own page of the event that was told of. */
function EventLink({ id, account }: { id: string; account: string | null }) {
  const t = useTranslations();
  const { dashboardUrl } = usePublicEnv().stripe;
  return (
    <span className="text-small">
      <ExternalLink
        href={stripePage(dashboardUrl, 'events', id, account ?? undefined)}
        newTabLabel={t('common.newTab')}
      >
        {t('notices.seeInStripe')}
      </ExternalLink>
    </span>
  );
}

function ReplayButton({ notice }: { notice: NoticeRow }) {
  const t = useTranslations('notices');
  const { mutate, isPending } = useReplay(notice.id);
  return (
    <IconButton
      label={t('replay', { type: notice.type })}
      icon={isPending ? <Spinner /> : <RotateCw size={14} aria-hidden />}
      onClick={() => (isPending ? undefined : mutate())}
    />
  );
}
