'use client';

import { createContext, use, type ReactNode } from 'react';
import { say } from './say';
import { formatMoney, type Locale } from '@/lib/money';
import type messages from '@/messages/en.json';

/** The words that the shop needs while it is looked at. The server hands them down, since only one language is needed. */
export type LiveWords = typeof messages.shop.live;

const Context = createContext<{ locale: Locale; words: LiveWords } | null>(null);

type WordsProviderProps = { locale: Locale; words: LiveWords; children: ReactNode };

export function WordsProvider({ locale, words, children }: WordsProviderProps) {
  return <Context value={{ locale, words }}>{children}</Context>;
}

/** The shop's words and amounts in the visitor's language. */
export function useWords() {
  const given = use(Context);
  if (given === null) throw new Error('useWords needs a WordsProvider above it.');
  const { locale, words } = given;
  return {
    locale,
    t: (key: keyof LiveWords, values?: Record<string, string | number>) => say(locale, words[key], values),
    money: (amount: string, currency: string) => formatMoney(amount, currency, locale),
  };
}
