'use client';

import { unitsOf } from './cart';
import { useCart } from './cart-store';
import { expectCart } from './cart-panel';
import { Icon } from './icon';
import { iconPressClass } from './press-class';
import { useOpenCart } from './shop-providers';
import { useWords } from './words';
import { shopPaths } from '@/lib/shop-paths';

const MOST_SHOWN = 99;

/** The way to the cart, with how much is in it. A link until the page's script runs, which opens it beside the page. */
export function CartButton() {
  const { t } = useWords();
  const units = unitsOf(useCart());
  const openCart = useOpenCart();
  return (
    <a
      href={shopPaths.cart}
      aria-label={t('cartWith', { count: units })}
      className={iconPressClass}
      onPointerEnter={expectCart}
      onFocus={expectCart}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        openCart();
      }}
    >
      <Icon name="bag" size={22} />
      {units > 0 ? (
        <span className="absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-small font-semibold text-on-accent">
          {Math.min(units, MOST_SHOWN)}
        </span>
      ) : null}
    </a>
  );
}
