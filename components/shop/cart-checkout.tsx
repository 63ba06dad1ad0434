'use client';

import { useRef, useState } from 'react';
import { keyOf, totalOf, type CartGroup } from './cart';
import { CartLineRow } from './cart-line-row';
import { lineState } from './line-state';
import { pressClass } from './press-class';
import type { Known } from './standing';
import { useCheckout } from './use-checkout';
import { useWords } from './words';

type CartCheckoutProps = {
  group: CartGroup;
  known: Known;
  isOneOfSeveral: boolean;
  /** The level under that of the place where the cart is shown. */
  Heading: 'h2' | 'h3';
  /** The browser is about to leave for Stripe's page. */
  onLeaving: () => void;
};

/** The lines that are paid together, what they come to, and the way to pay. */
export function CartCheckout({ group, known, isOneOfSeveral, Heading, onLeaving }: CartCheckoutProps) {
  const { t, money } = useWords();
  const { pay, isPending, trouble, refusals, forget } = useCheckout(group, onLeaving);
  const list = useRef<HTMLUListElement>(null);
  const [isTold, setTold] = useState(false);
  const { seller, currency, lines } = group;
  const states = lines.map((line) => lineState(line, known, refusals.get(keyOf(line))));
  const isBlocked = states.some(({ issue }) => issue !== undefined);

  const press = () => {
    if (isPending) return;
    setTold(isBlocked);
    if (isBlocked) list.current?.querySelector<HTMLElement>('[data-issue] button')?.focus();
    else void pay();
  };
  const name = seller?.name ?? t('theShop');
  return (
    <section aria-label={t('from', { name })} className="flex flex-col gap-4">
      {isOneOfSeveral || seller ? (
        <Heading className="text-lead font-semibold">{t('from', { name })}</Heading>
      ) : null}
      <ul ref={list} className="flex flex-col divide-y border-y">
        {lines.map((line, at) => (
          <CartLineRow key={keyOf(line)} line={line} state={states[at] ?? {}} onChanged={forget} />
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-4 text-lead">
        <span>{t('total')}</span>
        <span className="text-title font-semibold">{money(totalOf(lines), currency)}</span>
      </p>
      <p role="alert" className={trouble !== undefined || (isTold && isBlocked) ? 'text-failed' : 'sr-only'}>
        {trouble ?? (isTold && isBlocked ? t('firstThis') : '')}
      </p>
      <button
        type="button"
        aria-disabled={isPending || undefined}
        aria-busy={isPending || undefined}
        className={pressClass('primary', 'w-full')}
        onClick={press}
      >
        {isPending ? t('opening') : t('pay', { amount: money(totalOf(lines), currency) })}
      </button>
      <p className="text-small text-ink-faint">{t('onStripe')}</p>
    </section>
  );
}
