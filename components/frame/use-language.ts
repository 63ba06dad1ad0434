'use client';

import { useRouter } from 'next/navigation';
import { useLocale, type Locale } from 'next-intl';
import { localeCookie } from '@/messages/locales';

const YEAR_SECONDS = 31_536_000;

/** Each language by its own name, so that it is found by those who read no other. */
export const languageNames: Record<Locale, string> = { en: 'English', fr: 'Français' };

function remember(locale: Locale) {
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** The language in use, and the change of it, which redraws the page without losing what is open on it. */
export function useLanguage() {
  const language = useLocale();
  const router = useRouter();
  const setLanguage = (next: Locale) => {
    remember(next);
    router.refresh();
  };
  return { language, setLanguage };
}
