'use client';

import { useEffect, useState } from 'react';
import { groupsOf, type Cart } from './cart';
import { CartCheckout } from './cart-checkout';
import { useCart, useIsReady, useOrders } from './cart-store';
import { CartWaiting } from './cart-waiting';
import { Icon } from './icon';
import { OpenCheckout } from './open-checkout';
import { pressClass } from './press-class';
import { ShopLink } from './shop-link';
import { useKnown } from './use-known';
import { useWords } from './words';
import { shopPaths } from '@/lib/shop-paths';

type CartViewProps = {
  place: 'panel' | 'page';
  /** The order whose checkout the buyer has turned back from. */
  cancelled?: string | undefined;
};

/** What is in the cart, as the checkouts that it becomes; first those that are open. */
export function CartView({ place, cancelled }: CartViewProps) {
  const { t } = useWords();
  const isReady = useIsReady();
  const now = useCart();
  const orders = useOrders();
  // While the browser leaves for Stripe, the cart stays on the screen as it was.
  const [left, setLeft] = useState<Cart | null>(null);
  const cart = left ?? now;
  const known = useKnown(cart);
  useEffect(() => {
    // A page that the browser kept is back, and so is its cart.
    const back = (event: PageTransitionEvent) => event.persisted && setLeft(null);
    window.addEventListener('pageshow', back);
    return () => window.removeEventListener('pageshow', back);
  }, []);

  if (!isReady) return <CartWaiting />;
  const open = orders.filter(({ orderId }) => cart.some(({ order }) => order === orderId));
  const groups = groupsOf(cart);
  // The page has its title above, the panel has one more.
  const Heading = place === 'page' ? 'h2' : 'h3';
  if (cart.length === 0) return <Empty place={place} />;
  return (
    <div className={place === 'panel' ? 'flex flex-1 flex-col gap-8 px-5 py-6' : 'flex flex-col gap-10'}>
      {open.map((order) => (
        <OpenCheckout
          key={order.orderId}
          order={order}
          lines={cart.filter((line) => line.order === order.orderId)}
          isBack={order.orderId === cancelled}
          Heading={Heading}
        />
      ))}
      {groups.length > 1 ? (
        <p className="rounded bg-waiting-soft px-4 py-3 text-waiting">
          {t('severalSellers', { count: groups.length })}
        </p>
      ) : null}
      {groups.map((group) => (
        <CartCheckout
          key={group.key}
          group={group}
          known={known}
          isOneOfSeveral={groups.length > 1}
          Heading={Heading}
          onLeaving={() => setLeft(now)}
        />
      ))}
      {place === 'panel' ? (
        <ShopLink href={shopPaths.cart} className={pressClass('quiet', 'mt-auto')}>
          {t('toCart')}
        </ShopLink>
      ) : null}
    </div>
  );
}

function Empty({ place }: { place: CartViewProps['place'] }) {
  const { t } = useWords();
  return (
    <div
      className={
        place === 'panel'
          ? 'flex flex-1 flex-col items-start gap-3 px-5 py-6'
          : 'flex flex-col items-start gap-3'
      }
    >
      <Icon name="bag" size={32} className="text-ink-faint" />
      <p className="text-lead font-medium">{t('empty')}</p>
      <p className="text-ink-soft">{t('emptyHint')}</p>
      <ShopLink href={shopPaths.shopProducts} className={pressClass('primary', 'mt-2')}>
        {t('toProducts')}
      </ShopLink>
    </div>
  );
}
