'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { AccountBadge } from './account-badge';
import { AccountId } from './account-id';
import { Ago } from '@/components/frame/ago';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import { paths } from '@/lib/paths';
import type { OrganisationRow } from '@/lib/schemas/organisation';

type Column = TableColumn<OrganisationRow>;

/** The columns of the list: who sells, whether they may, and what. */
export function useOrganisationColumns(): Column[] {
  const t = useTranslations('organisation.column');
  const format = useFormatter();
  return [
    { id: 'name', header: t('name'), width: '12.5rem', isTitle: true, sortable: true, cell: nameCell },
    {
      id: 'state',
      header: t('state'),
      width: '11.5rem',
      cell: ({ account }) => <AccountBadge state={account.state} />,
    },
    {
      id: 'account',
      header: t('account'),
      width: '12rem',
      cell: ({ account }) =>
        account.account === null ? <Nothing /> : <AccountId account={account.account} />,
    },
    {
      id: 'currency',
      header: t('currency'),
      width: '5.5rem',
      cell: ({ default_currency }) => default_currency.toUpperCase(),
    },
    {
      id: 'events',
      header: t('events'),
      width: '7.5rem',
      align: 'end',
      sortable: true,
      cell: (organisation) => <EventCount organisation={organisation} />,
    },
    {
      id: 'members',
      header: t('members'),
      width: '5.5rem',
      align: 'end',
      cell: ({ members }) => format.number(members),
    },
    {
      id: 'updated_at',
      header: t('updated_at'),
      width: '8.25rem',
      sortable: true,
      cell: (organisation) => <Ago at={organisation.updated_at} />,
    },
  ];
}

const nameCell = ({ name }: OrganisationRow) => (
  <span title={name} className="block truncate">
    {name}
  </span>
);

/** How many events it has, which leads to them. */
function EventCount({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations('organisation');
  const format = useFormatter();
  const { organisation_id: id, name, events } = organisation;
  if (events === 0) return <span className="text-ink-faint">{format.number(0)}</span>;
  return (
    <Link
      href={paths.eventsOf(id)}
      prefetch={false}
      aria-label={t('eventsOf', { name, count: events })}
      className="rounded text-accent-text underline-offset-2 hover:underline"
    >
      {format.number(events)}
    </Link>
  );
}
