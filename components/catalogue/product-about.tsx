'use client';

import { useTranslations } from 'next-intl';
import { CatalogueBadge } from './catalogue-badge';
import { CatalogueOwner } from './catalogue-owner';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { AccountId } from '@/components/organisations/account-id';
import { StripeObjectId } from '@/components/sync/stripe-ids';
import { DefinitionList } from '@/components/ui/definition-list';
import { Nothing } from '@/components/ui/nothing';
import type { CatalogueProduct } from '@/lib/schemas/catalogue';

/** Where a product stands, whose it is, and its ids at Stripe. */
export function ProductAbout({ product }: { product: CatalogueProduct }) {
  const t = useTranslations('catalogue');
  const { stripe_product_id: id, connected_account_id: account, default_price_id: price, seller } = product;
  return (
    <Section title={t('about')}>
      <div className="p-4 sm:p-5 xl:p-4">
        <DefinitionList
          items={[
            { term: t('column.state'), value: <CatalogueBadge state={product.state} /> },
            { term: t('column.row'), value: <CatalogueOwner product={product} /> },
            { term: t('column.project'), value: product.project ?? <Nothing /> },
            { term: t('type'), value: product.type ?? <Nothing /> },
            {
              term: t('column.account'),
              value:
                account === null ? (
                  t('platform')
                ) : (
                  <>
                    <span className="block">{seller ?? t('unknownSeller')}</span>
                    <AccountId account={account} />
                  </>
                ),
            },
            { term: t('productId'), value: <StripeObjectId id={id} account={account} /> },
            {
              term: t('defaultPrice'),
              value: price === null ? <Nothing /> : <StripeObjectId id={price} account={account} />,
            },
            { term: t('column.created_at'), value: <Ago at={product.created_at} /> },
            { term: t('updatedAt'), value: <Ago at={product.updated_at} /> },
            { term: t('firstSeenAt'), value: <Ago at={product.first_seen_at} /> },
          ]}
        />
      </div>
    </Section>
  );
}
