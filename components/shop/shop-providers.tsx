'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, lazy, Suspense, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { CartPanel } from './cart-panel';
import { useCart } from './cart-store';
import { WordsProvider, type LiveWords } from './words';
import { Problem } from '@/lib/problem';
import type { Locale } from '@/lib/money';

const TRIES = 2;

function createQueryClient() {
  const retry = (failures: number, error: Error) =>
    failures < TRIES && !(error instanceof Problem && error.status < 500);
  return new QueryClient({ defaultOptions: { queries: { retry } } });
}

// Only whoever has gone to pay has an order to follow.
const OrderKeeper = lazy(async () => ({ default: (await import('./order-keeper')).OrderKeeper }));

function OpenOrders() {
  const isPaying = useCart().some(({ order }) => order !== undefined);
  return isPaying ? (
    <Suspense>
      <OrderKeeper />
    </Suspense>
  ) : null;
}

const PanelContext = createContext<() => void>(() => undefined);

/** Opens the cart beside the page. */
export function useOpenCart() {
  return use(PanelContext);
}

/** All that the shop needs in the browser. */
export function ShopProviders({
  locale,
  words,
  children,
}: {
  locale: Locale;
  words: LiveWords;
  children: ReactNode;
}) {
  const [client] = useState(createQueryClient);
  const [isCartOpen, setCartOpen] = useState(false);
  const openCart = useMemo(() => () => setCartOpen(true), []);
  useEffect(() => document.documentElement.setAttribute('data-ready', ''), []);
  return (
    <WordsProvider locale={locale} words={words}>
      <QueryClientProvider client={client}>
        <PanelContext value={openCart}>
          {children}
          <CartPanel isOpen={isCartOpen} onClose={() => setCartOpen(false)} />
          <OpenOrders />
        </PanelContext>
      </QueryClientProvider>
    </WordsProvider>
  );
}
