'use client';

import { useTranslations } from 'next-intl';
import { Amount } from './amount';
import { useCatalogueWords } from './use-catalogue-words';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { StripeObjectId } from '@/components/sync/stripe-ids';
import { Badge } from '@/components/ui/badge';
import type { CataloguePrice } from '@/lib/schemas/catalogue';

type PriceTableProps = { prices: readonly CataloguePrice[]; account: string | null; count: number };

/** Every price that a product has had, the newest first. */
export function PriceTable({ prices, account, count }: PriceTableProps) {
  const t = useTranslations('catalogue');
  if (prices.length === 0)
    return (
      <Section title={t('prices')}>
        <p className="px-4 py-8 text-center text-ink-soft">{t('noPrices')}</p>
      </Section>
    );
  return (
    <Section title={t('prices')}>
      <div className="relative overflow-x-auto" tabIndex={0} role="group" aria-label={t('prices')}>
        <table className="w-full text-body">
          <thead className="bg-canvas text-small text-ink-soft">
            <tr>
              <Head>{t('price.what')}</Head>
              <th scope="col" className="h-9 px-3 text-right font-medium">
                {t('price.amount')}
              </th>
              <Head>{t('price.state')}</Head>
              <Head>{t('price.since')}</Head>
            </tr>
          </thead>
          <tbody className="divide-y">
            {prices.map((price) => (
              <PriceRow key={price.id} price={price} account={account} />
            ))}
          </tbody>
        </table>
      </div>
      {count > prices.length ? (
        <p className="border-t px-4 py-3 text-small text-ink-soft">
          {t('pricesLeftOut', { shown: prices.length, count })}
        </p>
      ) : null}
    </Section>
  );
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className="h-9 px-3 text-left font-medium first:pl-4 last:pr-4">
      {children}
    </th>
  );
}

function PriceRow({ price, account }: { price: CataloguePrice; account: string | null }) {
  const t = useTranslations('catalogue.price');
  const { priceWord } = useCatalogueWords();
  const word = priceWord(price);
  return (
    <tr>
      <th scope="row" className="max-w-56 min-w-36 px-3 py-1.5 pl-4 text-left font-medium">
        <span title={word} className="block truncate">
          {word}
        </span>
        <span className="block font-normal">
          <StripeObjectId id={price.stripe_price_id} account={account} />
        </span>
      </th>
      <td className="h-11 px-3 text-right whitespace-nowrap">
        <Amount minor={price.unit_amount} currency={price.currency} />
      </td>
      <td className="h-11 px-3 whitespace-nowrap">
        <span className="inline-flex gap-1.5">
          <Badge meaning={price.active ? 'fine' : 'plain'}>{t(price.active ? 'active' : 'archived')}</Badge>
          {price.is_default ? <Badge meaning="plain">{t('default')}</Badge> : null}
        </span>
      </td>
      <td className="h-11 px-3 pr-4 whitespace-nowrap">
        <Ago at={price.created_at} />
        {price.ended_at === null ? null : (
          <span className="block text-small text-ink-faint">
            {t('ended')} <Ago at={price.ended_at} />
          </span>
        )}
      </td>
    </tr>
  );
}
