'use client';

import { useTranslations } from 'next-intl';
import { StripeObjectId } from './stripe-ids';
import { usePriceWords } from './use-price-words';
import { fromMinor } from '@/lib/money';
import type { SyncState } from '@/lib/schemas/sync';

type Price = SyncState['prices'][number];

/** Amounts that others made in Stripe may not fit our notation; such a price is then shown by its id alone. */
function amountOf({ unitAmount, currency }: Price) {
  if (unitAmount === null) return null;
  try {
    return fromMinor(unitAmount, currency);
  } catch {
    return null;
  }
}

/** Stripe's product and active prices of a row, each with its page and its id to copy. */
export function StripeObjects({ sync }: { sync: SyncState }) {
  const t = useTranslations('sync');
  const priceWords = usePriceWords();
  const { stripeProductId, stripePriceId, connectedAccountId: account, prices } = sync;
  return (
    <dl className="flex flex-col gap-3">
      <div>
        <dt className="text-small text-ink-faint">{t('product')}</dt>
        <dd>
          {stripeProductId === null ? (
            t('notThere')
          ) : (
            <StripeObjectId id={stripeProductId} account={account} />
          )}
        </dd>
      </div>
      {prices.length === 0 ? null : (
        <div>
          <dt className="text-small text-ink-faint">{t('prices', { count: prices.length })}</dt>
          {prices.map((price) => (
            <dd key={price.id} className="mt-1 first-of-type:mt-0">
              <span className="flex items-baseline justify-between gap-2">
                <span>{priceWords({ ...price, amount: amountOf(price) }) || t('unlabelled')}</span>
                {price.id === stripePriceId ? (
                  <span className="text-small text-ink-faint">{t('defaultPrice')}</span>
                ) : null}
              </span>
              <StripeObjectId id={price.id} account={account} />
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}
