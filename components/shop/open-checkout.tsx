'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { totalOf, type CartLine } from './cart';
import type { KnownOrder } from './cart-store';
import { followOrder } from './order-keeper';
import { pressClass } from './press-class';
import { useWords } from './words';
import { endCheckout } from '@/lib/queries/bought';

type OpenCheckoutProps = {
  order: KnownOrder;
  lines: readonly CartLine[];
  isBack: boolean;
  Heading: 'h2' | 'h3';
};

/** A checkout that was begun and is neither paid nor over: its units are held for this buyer until then. */
export function OpenCheckout({ order, lines, isBack, Heading }: OpenCheckoutProps) {
  const { t, money, locale } = useWords();
  const client = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { orderId, orderKey } = order;
  const until = new Date(order.expiresAt).toLocaleTimeString(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });

  const letGo = async () => {
    if (isEnding) return;
    setEnding(true);
    setFailed(false);
    try {
      const { status } = await endCheckout(orderId, orderKey);
      if (status) followOrder(orderId, status);
      await client.invalidateQueries({ queryKey: ['order', 'buyer', orderId] });
    } catch {
      setFailed(true);
    }
    setEnding(false);
  };
  return (
    <section aria-labelledby={`open-${orderId}`} className="rounded border border-line-strong/60 p-5">
      <Heading id={`open-${orderId}`} className="text-lead font-semibold">
        {isBack ? t('notPaid') : t('openCheckout')}
      </Heading>
      <p className="mt-1 text-pretty text-ink-soft">{t('heldUntil', { time: until })}</p>
      <ul className="mt-4 flex flex-col gap-1">
        {lines.map((line) => (
          <li key={`${line.kind}:${line.id}:${line.tariff ?? ''}`} className="flex justify-between gap-4">
            <span className="min-w-0 break-words">
              {line.name} <span className="text-ink-soft">× {line.quantity}</span>
            </span>
            <span className="shrink-0">{money(totalOf([line]), line.currency)}</span>
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-2">
        <a href={order.url} className={pressClass('primary', 'max-sm:w-full')}>
          {t('goOnPaying')}
        </a>
        <button
          type="button"
          aria-disabled={isEnding || undefined}
          aria-busy={isEnding || undefined}
          className={pressClass('secondary', 'max-sm:w-full')}
          onClick={() => void letGo()}
        >
          {t('letGo')}
        </button>
      </div>
      <p role="alert" className={hasFailed ? 'mt-3 text-failed' : 'sr-only'}>
        {hasFailed ? t('offline') : ''}
      </p>
    </section>
  );
}
