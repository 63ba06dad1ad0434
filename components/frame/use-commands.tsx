'use client';

import { Languages, Plus, SunMoon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { sections } from './nav';
import { languageNames, useLanguage } from './use-language';
import { themes, useTheme } from './use-theme';
import { paths } from '@/lib/paths';
import { locales } from '@/messages/locales';

export type Command = { value: string; label: string; icon: ReactNode; run: () => void };
export type CommandGroup = { value: string; items: Command[] };

const themeWords = { light: 'themeLight', dark: 'themeDark', system: 'themeSystem' } as const;

/** Everything that can be done from the keyboard, from any page. */
export function useCommands(): CommandGroup[] {
  const t = useTranslations();
  const router = useRouter();
  const { language, setLanguage } = useLanguage();
  const { theme, setTheme } = useTheme();

  const pages = sections.map(({ href, word, icon: Icon }) => ({
    value: href,
    label: t(`frame.${word}`),
    icon: <Icon size={16} aria-hidden />,
    run: () => router.push(href),
  }));
  const newSpace = {
    value: paths.newSpace,
    label: t('palette.newSpace'),
    icon: <Plus size={16} aria-hidden />,
    run: () => router.push(paths.newSpace),
  };
  const otherThemes = themes
    .filter((each) => each !== theme)
    .map((each) => ({
      value: `theme ${each}`,
      label: t('palette.useTheme', { name: t(`frame.${themeWords[each]}`) }),
      icon: <SunMoon size={16} aria-hidden />,
      run: () => setTheme(each),
    }));
  const otherLanguages = locales
    .filter((each) => each !== language)
    .map((each) => ({
      value: `language ${each}`,
      label: t('palette.useLanguage', { name: languageNames[each] }),
      icon: <Languages size={16} aria-hidden />,
      run: () => setLanguage(each),
    }));
  return [
    { value: t('palette.goTo'), items: pages },
    { value: t('palette.create'), items: [newSpace] },
    { value: t('palette.settings'), items: [...otherThemes, ...otherLanguages] },
  ];
}
