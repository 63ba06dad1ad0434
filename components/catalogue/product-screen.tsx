'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useNow, useTranslations } from 'next-intl';
import { historiesOf } from './price-history';
import { PriceTable } from './price-table';
import { ProductAbout } from './product-about';
import { ProductContent, ProductMetadata } from './product-content';
import { ProductSkeleton } from './product-skeleton';
import { nameOf } from './use-catalogue-columns';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { ButtonLink } from '@/components/ui/button-link';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/lib/paths';
import { catalogueProductById } from '@/lib/queries/catalogue';
import type { CataloguePrice } from '@/lib/schemas/catalogue';

const MINUTE_MS = 60_000;

// Drawing charts weighs more than the rest of the page together, so it comes after it, and on this page alone.
const PriceChart = dynamic(() => import('./price-chart').then((module) => module.PriceChart), {
  ssr: false,
  loading: () => <Skeleton className="h-55 w-full" />,
});

/** One product of Stripe: everything that the log holds of it, and how its prices have moved. */
export function ProductScreen({ id }: { id: string }) {
  const t = useTranslations();
  const say = useIssueWords();
  const { data, error, refetch, isFetching } = useQuery(catalogueProductById(useDb(), id));
  if (data === undefined && error === null) return <ProductSkeleton />;
  if (data === undefined)
    return (
      <>
        <PageHeader title={t('catalogue.singular')} actions={<BackLink />} />
        <ErrorState
          title={t('catalogue.productFailed')}
          detail={sayProblem(error, say)}
          retryLabel={t('common.retry')}
          onRetry={() => void refetch()}
          pending={isFetching}
        />
      </>
    );
  const { product, prices, priceCount } = data;
  return (
    <>
      <PageHeader title={nameOf(product)} actions={<BackLink />} />
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-8 max-xl:order-last">
          <PriceHistory prices={prices} />
          <PriceTable prices={prices} account={product.connected_account_id} count={priceCount} />
          <ProductContent product={product} />
          <ProductMetadata metadata={product.metadata} />
        </div>
        <div className="min-w-0">
          <ProductAbout product={product} />
        </div>
      </div>
    </>
  );
}

function BackLink() {
  const t = useTranslations('catalogue');
  return (
    <ButtonLink href={paths.catalogue} icon={<ArrowLeft size={14} aria-hidden />}>
      {t('back')}
    </ButtonLink>
  );
}

function PriceHistory({ prices }: { prices: readonly CataloguePrice[] }) {
  const t = useTranslations('catalogue');
  const now = useNow({ updateInterval: MINUTE_MS });
  const histories = historiesOf(prices, now.getTime());
  return histories.map((history) => (
    <Section key={history.currency} title={t('history', { currency: history.currency.toUpperCase() })}>
      <div className="p-4">
        <PriceChart history={history} />
      </div>
    </Section>
  ));
}
