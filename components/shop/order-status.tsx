import { getTranslations } from 'next-intl/server';
import { Icon } from './icon';
import { LocalTime } from './local-time';
import { pressClass } from './press-class';
import { formatMoney, type Locale } from '@/lib/money';
import type { BuyerOrder } from '@/lib/schemas/bought';
import type { OrderStatus } from '@/lib/schemas/shop';

const looks: Record<OrderStatus, { className: string; icon: 'clock' | 'check' | 'alert' | 'back' }> = {
  open: { className: 'bg-waiting-soft text-waiting', icon: 'clock' },
  processing: { className: 'bg-waiting-soft text-waiting', icon: 'clock' },
  paid: { className: 'bg-fine-soft text-fine', icon: 'check' },
  refunding: { className: 'bg-attention-soft text-attention', icon: 'back' },
  refunded: { className: 'bg-attention-soft text-attention', icon: 'back' },
  expired: { className: 'bg-sunken text-ink-soft', icon: 'clock' },
  cancelled: { className: 'bg-sunken text-ink-soft', icon: 'alert' },
  failed: { className: 'bg-failed-soft text-failed', icon: 'alert' },
};

/** How an order stands, in a word and in a sentence, and what its buyer can do. */
export async function OrderStatusText({ order }: { order: BuyerOrder }) {
  const t = await getTranslations('shop');
  const { status, checkoutUrl } = order;
  const { className, icon } = looks[status];
  return (
    <div className="flex flex-col items-start gap-3">
      <p className={`inline-flex items-center gap-2 rounded px-3 py-1 font-medium ${className}`}>
        <Icon name={icon} size={16} />
        {t(`status_${status}`)}
      </p>
      <p className="max-w-2xl text-lead text-pretty">{t(`statusText_${status}`)}</p>
      {status === 'open' && checkoutUrl !== null ? (
        <a href={checkoutUrl} className={pressClass('primary', 'mt-1 print:hidden')}>
          {t('goOnPaying')}
        </a>
      ) : null}
    </div>
  );
}

/** The money that goes back, why, and how far it is. */
export async function OrderRefunds({ order, locale }: { order: BuyerOrder; locale: Locale }) {
  const t = await getTranslations('shop');
  if (order.refunds.length === 0) return null;
  return (
    <section aria-labelledby="refunds" className="flex flex-col gap-3">
      <h2 id="refunds" className="text-title font-semibold tracking-tight">
        {t('refunds')}
      </h2>
      <ul className="flex flex-col divide-y border-y">
        {order.refunds.map(({ id, amount, reason, status, createdAt, settledAt }) => (
          <li key={id} className="flex flex-col gap-1 py-4">
            <p className="flex items-baseline justify-between gap-4">
              <span className="font-medium">{t(`refund_${status}`)}</span>
              <span className="text-lead font-medium">{formatMoney(amount, order.currency, locale)}</span>
            </p>
            <p className="max-w-2xl text-pretty text-ink-soft">{t(`reason_${reason}`)}</p>
            <p className="text-ink-faint">
              <LocalTime at={settledAt ?? createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
