import { getTranslations } from 'next-intl/server';
import { ShopLink } from './shop-link';
import { formatMoney, fromMinor, toMinor, type Locale } from '@/lib/money';
import type { BuyerOrder } from '@/lib/schemas/bought';
import { shopPaths } from '@/lib/shop-paths';

/** What was bought, line by line, and what it came to. */
export async function OrderItems({ order, locale }: { order: BuyerOrder; locale: Locale }) {
  const t = await getTranslations('shop');
  const { currency } = order;
  return (
    <section aria-labelledby="items" className="flex flex-col gap-3">
      <h2 id="items" className="text-title font-semibold tracking-tight">
        {t('items')}
      </h2>
      <ul className="flex flex-col divide-y border-y">
        {order.items.map((item) => (
          <li key={item.id} className="flex items-baseline justify-between gap-4 py-4">
            <div className="min-w-0">
              <p className="font-medium break-words">
                {item.name}{' '}
                <span className="font-normal whitespace-nowrap text-ink-soft">× {item.quantity}</span>
              </p>
              {item.event ? (
                <ShopLink
                  href={shopPaths.shopEvent(item.event.slug)}
                  className="break-words text-ink-soft hover:underline"
                >
                  {item.title ?? item.event.title}
                </ShopLink>
              ) : item.title ? (
                <p className="break-words text-ink-soft">{item.title}</p>
              ) : null}
              {item.kind === 'space' ? (
                <p className="text-pretty text-ink-soft">{t('live.spaceAgreed')}</p>
              ) : null}
              {item.refunded > 0 ? (
                <p className="text-attention">{t('itemRefunded', { count: item.refunded })}</p>
              ) : null}
            </div>
            <p className="shrink-0 text-lead">
              {formatMoney(
                fromMinor(toMinor(item.price, currency) * item.quantity, currency),
                currency,
                locale,
              )}
            </p>
          </li>
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-4">
        <span className="text-lead">{t('total')}</span>
        <span className="text-title font-semibold">{formatMoney(order.total, currency, locale)}</span>
      </p>
    </section>
  );
}
