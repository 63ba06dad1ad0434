'use client';

import { useEffect, useEffectEvent } from 'react';
import { addLine, keyOf, mostOf, unitsInCart, type NewLine, type Standing } from './cart';
import { changeCart, useCart } from './cart-store';
import { expectCart } from './cart-panel';
import { Icon } from './icon';
import { pressClass } from './press-class';
import { takePress } from './press-queue';
import { useOpenCart } from './shop-providers';
import { useWords } from './words';

type AddButtonProps = {
  /** What is put into the cart, at the price that is shown. */
  line: NewLine;
  standing: Standing;
  quantity?: number;
  onAdded?: () => void;
  /** Where many of them stand beside each other, they are quiet. */
  look?: 'primary' | 'secondary';
  className?: string;
};

/** Puts a thing into the cart and shows it there. What cannot be had says why, in the same place and of the same size. */
export function AddButton({
  line,
  standing,
  quantity = 1,
  onAdded,
  look = 'primary',
  className,
}: AddButtonProps) {
  const { t } = useWords();
  const cart = useCart();
  const openCart = useOpenCart();
  const most = mostOf(standing.available);
  const canAdd = standing.state === 'fine' && unitsInCart(cart, line) < most;
  // What the visitor's own open checkout holds is not sold to others: it leads to the cart.
  const isInCart =
    (standing.state === 'fine' && !canAdd) ||
    (standing.state === 'sold' &&
      cart.some((each) => each.order && keyOf({ ...each, order: undefined }) === keyOf(line)));

  const add = () => {
    changeCart((now) => addLine(now, line, quantity, most));
    onAdded?.();
    openCart();
  };
  const press = keyOf(line);
  const pressedEarly = useEffectEvent(() => {
    if (takePress(press) && canAdd) add();
  });
  useEffect(() => pressedEarly(), []);

  const its = <span className="sr-only">{line.title ? `${line.name}, ${line.title}` : line.name}</span>;
  if (isInCart) {
    return (
      <button type="button" className={pressClass('secondary', className)} onClick={openCart}>
        <Icon name="check" />
        {t('inCart')} {its}
      </button>
    );
  }
  if (!canAdd) return <Unavailable state={standing.state} className={className} />;
  return (
    <button
      type="button"
      data-press={press}
      onPointerEnter={expectCart}
      onFocus={expectCart}
      className={pressClass(look, `needs-script ${className ?? ''}`)}
      onClick={add}
    >
      {t('add')} {its}
    </button>
  );
}

function Unavailable({ state, className }: { state: Standing['state']; className: string | undefined }) {
  const { t } = useWords();
  const words = { fine: t('sold'), sold: t('sold'), soon: t('soon'), over: t('over'), gone: t('gone') };
  return (
    <p
      className={`flex min-h-11 items-center justify-center rounded bg-sunken px-5 py-2 text-center font-medium text-ink-soft ${className ?? ''}`}
    >
      {words[state]}
    </p>
  );
}
