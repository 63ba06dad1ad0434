'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Icon } from './icon';
import { iconPressClass } from './press-class';
import { useWords } from './words';
import { themeKey } from '../frame/theme-key';
import { localeCookie } from '@/messages/locales';

const YEAR_SECONDS = 31_536_000;

/** Each language by its own name, so that it is found by those who read no other. */
const others = {
  en: { locale: 'fr', name: 'Français' },
  fr: { locale: 'en', name: 'English' },
} as const;

/** Turns to the other language, which redraws the page without losing what is open on it. */
export function LanguageToggle() {
  const { locale } = useWords();
  const router = useRouter();
  const other = others[locale];
  const turn = () => {
    document.cookie = `${localeCookie}=${other.locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    router.refresh();
  };
  return (
    <button
      type="button"
      lang={other.locale}
      className="inline-flex min-h-11 items-center rounded px-2 text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
      onClick={turn}
    >
      {other.name}
    </button>
  );
}

const asksForDark = () => matchMedia('(prefers-color-scheme: dark)');

function show(isDark: boolean) {
  const { classList } = document.documentElement;
  classList.toggle('dark', isDark);
  classList.toggle('light', !isDark);
}

function remembered(): string {
  try {
    return localStorage.getItem(themeKey) ?? 'system';
  } catch {
    // Storage is closed to us: it goes by the device.
    return 'system';
  }
}

/** Turns between light and dark; back at what the device asks for, it goes by that again. */
export function ThemeToggle() {
  const { t } = useWords();
  useEffect(() => {
    const device = asksForDark();
    const follow = () => remembered() === 'system' && show(device.matches);
    device.addEventListener('change', follow);
    return () => device.removeEventListener('change', follow);
  }, []);
  const turn = () => {
    const isDark = !document.documentElement.classList.contains('dark');
    show(isDark);
    try {
      localStorage.setItem(themeKey, isDark === asksForDark().matches ? 'system' : isDark ? 'dark' : 'light');
    } catch {
      // Storage is closed to us: the choice lasts as long as the page.
    }
  };
  return (
    <button type="button" aria-label={t('theme')} className={iconPressClass} onClick={turn}>
      <Icon name="sun" className="dark:hidden" />
      <Icon name="moon" className="hidden dark:block" />
    </button>
  );
}
