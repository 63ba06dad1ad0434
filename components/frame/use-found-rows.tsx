'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Armchair, Building2, CalendarDays } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useGo } from '../form/use-go';
import { usePerson } from './person';
import { useDb } from './public-env';
import type { CommandGroup } from './use-commands';
import { paths } from '@/lib/paths';
import { foundRows } from '@/lib/queries/finding';

/** The letters that are typed within this time are one search. */
const REST_MS = 150;

const kinds = [
  { kind: 'space', word: 'spaces', icon: Armchair, page: paths.space },
  { kind: 'event', word: 'events', icon: CalendarDays, page: paths.event },
  { kind: 'organisation', word: 'organisations', icon: Building2, page: paths.organisation },
] as const;

/** The rows that what is typed names, a group for each kind; sought in the database, since a page holds only some of them. */
export function useFoundRows(typed: string) {
  const t = useTranslations('frame');
  const go = useGo();
  const { isAdmin } = usePerson();
  const [sought, setSought] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSought(typed), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data, isFetching, isError } = useQuery({
    ...foundRows(useDb(), sought, isAdmin),
    placeholderData: keepPreviousData,
  });
  const groups: CommandGroup[] = kinds.map(({ kind, word, icon: Icon, page }) => ({
    value: t(word),
    items: (typed.trim() === '' ? [] : (data ?? []))
      .filter((row) => row.kind === kind)
      .map(({ id, name }) => ({
        value: `${kind} ${id}`,
        label: name,
        icon: <Icon size={16} aria-hidden />,
        run: () => go(page(id)),
      })),
  }));
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    isSeeking: typed.trim() !== '' && (typed !== sought || isFetching),
    hasFailed: isError,
  };
}
