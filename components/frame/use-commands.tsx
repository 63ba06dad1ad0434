'use client';

import { Languages, Play, Plus, RefreshCw, ScanLine, ScrollText, SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useGo } from '../form/use-go';
import { useRunNow } from '../stripe-runs/use-run-now';
import { usePlanRun } from '../sync-run/use-run-actions';
import { groupsFor } from './nav';
import { usePerson } from './person';
import { languageNames, useLanguage } from './use-language';
import { themes, useTheme } from './use-theme';
import { paths } from '@/lib/paths';
import { locales } from '@/messages/locales';

export type Command = { value: string; label: string; icon: ReactNode; run: () => void };
export type CommandGroup = { value: string; items: Command[] };

/** What can be made from any page; some of it by members of an organisation too. */
const newThings = [
  { href: paths.newSpace, word: 'newSpace', isForAll: false },
  { href: paths.newProduct, word: 'newProduct', isForAll: false },
  { href: paths.newEvent, word: 'newEvent', isForAll: true },
  { href: paths.newOrganisation, word: 'newOrganisation', isForAll: false },
] as const;

const themeWords = { light: 'themeLight', dark: 'themeDark', system: 'themeSystem' } as const;

/** Everything that can be done from the keyboard, from any page. */
export function useCommands(): CommandGroup[] {
  const t = useTranslations();
  const go = useGo();
  const { language, setLanguage } = useLanguage();
  const { theme, setTheme } = useTheme();

  const plan = usePlanRun();
  const runNow = useRunNow();
  const { isAdmin } = usePerson();

  const pages = groupsFor(isAdmin)
    .flatMap(({ sections }) => sections)
    .map(({ href, word, icon: Icon }) => ({
      value: href,
      label: t(`frame.${word}`),
      icon: <Icon size={16} aria-hidden />,
      run: () => go(href),
    }));
  const checkIn = {
    value: paths.checkIn,
    label: t('checkIn.title'),
    icon: <ScanLine size={16} aria-hidden />,
    run: () => go(paths.checkIn),
  };
  const syncLog = {
    value: paths.syncLog,
    label: t('palette.syncLog'),
    icon: <ScrollText size={16} aria-hidden />,
    run: () => go(paths.syncLog),
  };
  // Only the plan is asked for here: the page then shows it, before anything is written.
  const syncAll = {
    value: 'sync the whole catalogue',
    label: t('palette.syncAll'),
    icon: <RefreshCw size={16} aria-hidden />,
    run: () => {
      plan.mutate();
      go(paths.sync);
    },
  };
  const readStripe = {
    value: 'run the backfill now',
    label: t('palette.readStripe'),
    icon: <Play size={16} aria-hidden />,
    run: () => {
      runNow.mutate();
      go(paths.stripeRuns);
    },
  };
  const creations = newThings
    .filter(({ isForAll }) => isAdmin || isForAll)
    .map(({ href, word }) => ({
      value: href,
      label: t(`palette.${word}`),
      icon: <Plus size={16} aria-hidden />,
      run: () => go(href),
    }));
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
    { value: t('palette.goTo'), items: [...pages, checkIn, ...(isAdmin ? [syncLog] : [])] },
    { value: t('palette.create'), items: creations },
    ...(isAdmin ? [{ value: t('frame.stripe'), items: [syncAll, readStripe] }] : []),
    { value: t('palette.settings'), items: [...otherThemes, ...otherLanguages] },
  ];
}
