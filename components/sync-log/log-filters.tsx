'use client';

import { useQuery } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { LogDates } from './log-dates';
import { logSpans } from './log-search-params';
import { useLogSearch } from './use-log-search';
import { ListFilters } from '@/components/frame/list-filters';
import { useDb } from '@/components/frame/public-env';
import { useKinds } from '@/components/sync/use-kinds';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { logStatuses, syncRowName } from '@/lib/queries/sync-log';

export function LogFilters() {
  const t = useTranslations();
  const { search, change, clear } = useLogSearch();
  const kinds = useKinds(search.kind);
  const rowChips = useRowChips();
  const dateChips = useDateChips();
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      chips={[...rowChips, ...dateChips]}
      groups={[
        {
          label: t('syncLog.status'),
          options: logStatuses.map((value) => ({ value, label: t(`log.${value}`) })),
          chosen: search.status,
          onChange: (chosen) => change({ status: logStatuses.filter((each) => chosen.includes(each)) }),
        },
        {
          label: t('syncLog.kind'),
          options: kinds,
          chosen: search.kind,
          onChange: (kind) => change({ kind }),
        },
      ]}
    >
      <TimeChoice />
    </ListFilters>
  );
}

/** The row that the log is shown of, by its name where that is known. */
function useRowChips() {
  const t = useTranslations('syncLog');
  const db = useDb();
  const { search, change } = useLogSearch();
  const { data: name } = useQuery({ ...syncRowName(db, search.row ?? ''), enabled: search.row !== null });
  if (search.row === null) return [];
  return [{ label: t('row'), value: name ?? search.row, onRemove: () => change({ row: null }) }];
}

/** The two moments, in the reader's zone; a span shows in its own control. */
function useDateChips() {
  const t = useTranslations('syncLog');
  const format = useFormatter();
  const timeZone = useReaderZone();
  const { search, change } = useLogSearch();
  const { from, to } = search;
  const say = (moment: Date) =>
    format.dateTime(moment, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  if (from === null && to === null) return [];
  const value =
    from !== null && to !== null
      ? t('between', { from: say(from), to: say(to) })
      : from !== null
        ? t('fromOnly', { from: say(from) })
        : t('toOnly', { to: to === null ? '' : say(to) });
  return [{ label: t('time'), value, onRemove: () => change({ from: null, to: null }) }];
}

const choices = ['any', ...logSpans] as const;

/** A span that ends now, or two moments of one's own. */
function TimeChoice() {
  const t = useTranslations('syncLog');
  const { search, change } = useLogSearch();
  const [asking, setAsking] = useState(false);
  const { span, from, to } = search;
  const chosen = span ?? (from === null && to === null ? 'any' : 'between');
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button icon={<Clock size={14} aria-hidden />}>
            {t(`span.${chosen === 'between' ? 'dates' : chosen}`)}
          </Button>
        }
      >
        <MenuChoice
          label={t('time')}
          value={chosen}
          onChange={(next) =>
            change({ span: logSpans.find((each) => each === next) ?? null, from: null, to: null })
          }
          options={choices.map((choice) => ({ value: choice, label: t(`span.${choice}`) }))}
        />
        <MenuSeparator />
        <MenuItem onSelect={() => setAsking(true)}>{t('span.between')}</MenuItem>
      </Menu>
      <LogDates open={asking} onClose={() => setAsking(false)} />
    </>
  );
}
