'use client';

import { useTranslations } from 'next-intl';
import { Amount } from './amount';
import { CatalogueBadge } from './catalogue-badge';
import { CatalogueOwner } from './catalogue-owner';
import { Ago } from '@/components/frame/ago';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import type { CatalogueRow } from '@/lib/schemas/catalogue';

/** A product's name; Stripe lets a name be empty. */
export function nameOf({ name, stripe_product_id: id }: Pick<CatalogueRow, 'name' | 'stripe_product_id'>) {
  return name.trim() === '' ? id : name;
}

/** The columns of the list: what Stripe holds, for whom, for how much, and whether it is one of our rows. */
export function useCatalogueColumns(): TableColumn<CatalogueRow>[] {
  const t = useTranslations('catalogue');
  return [
    {
      id: 'name',
      header: t('column.name'),
      sortable: true,
      isTitle: true,
      cell: (product) => <TwoLines first={nameOf(product)} second={product.stripe_product_id} isCode />,
    },
    {
      id: 'project',
      header: t('column.project'),
      width: '8.5rem',
      cell: ({ project, type }) =>
        project === null && type === null ? (
          <Nothing />
        ) : (
          <TwoLines first={project ?? t('noProject')} second={type ?? t('noType')} />
        ),
    },
    {
      id: 'account',
      header: t('column.account'),
      width: '8rem',
      cell: ({ connected_account_id: account, seller }) =>
        account === null ? (
          t('platform')
        ) : (
          <TwoLines first={seller ?? t('unknownSeller')} second={account} isCode />
        ),
    },
    {
      id: 'price',
      header: t('column.price'),
      width: '7rem',
      align: 'end',
      cell: ({ unit_amount, currency }) => <Amount minor={unit_amount} currency={currency} />,
    },
    {
      id: 'row',
      header: t('column.row'),
      width: '9rem',
      cell: (product) => <CatalogueOwner product={product} />,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '7.5rem',
      cell: ({ state }) => <CatalogueBadge state={state} />,
    },
    {
      id: 'created_at',
      header: t('column.created_at'),
      width: '8rem',
      sortable: true,
      cell: ({ created_at }) => <Ago at={created_at} />,
    },
  ];
}

type TwoLinesProps = { first: string; second: string; isCode?: boolean };

function TwoLines({ first, second, isCode = false }: TwoLinesProps) {
  return (
    <span className="block min-w-0 max-sm:not-[a_*]:text-right">
      <span title={first} className="block truncate">
        {first}
      </span>
      <span
        title={second}
        className={`block truncate text-small font-normal text-ink-faint ${isCode ? 'font-mono' : ''}`}
      >
        {second}
      </span>
    </span>
  );
}
