'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { CartPanel } from './cart-panel';
import { OrderKeeper } from './order-keeper';
import { WordsProvider, type LiveWords } from './words';
import { Problem } from '@/lib/errors';
import type { Locale } from '@/lib/money';

const TRIES = 2;

function createQueryClient() {
  const retry = (failures: number, error: Error) =>
    failures < TRIES && !(error instanceof Problem && error.status < 500);
  return new QueryClient({ defaultOptions: { queries: { retry } } });
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
          <OrderKeeper />
        </PanelContext>
      </QueryClientProvider>
    </WordsProvider>
  );
}
