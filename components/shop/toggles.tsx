'use client';

import { useRouter } from 'next/navigation';
import { Icon } from './icon';
import { iconPressClass } from './press-class';
import { useWords } from './words';
import { themeKey } from '../frame/theme-key';
import { localeCookie } from '@/messages/locales';

const YEAR_SECONDS = 31_536_000;

/** Each language by its own name, so that it is found by those who read no other. */
const others = {
  en: { locale: 'fr', short: 'FR', name: 'Français' },
  fr: { locale: 'en', short: 'EN', name: 'English' },
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
      aria-label={other.name}
      className={iconPressClass}
      onClick={turn}
    >
      <span className="text-body font-medium">{other.short}</span>
    </button>
  );
}

/** Turns between light and dark; back at what the device asks for, it goes by that again. */
export function ThemeToggle() {
  const { t } = useWords();
  const turn = () => {
    const isDark = document.documentElement.classList.toggle('dark');
    const isAsDevice = isDark === matchMedia('(prefers-color-scheme: dark)').matches;
    try {
      localStorage.setItem(themeKey, isAsDevice ? 'system' : isDark ? 'dark' : 'light');
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
