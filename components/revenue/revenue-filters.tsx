'use client';

import { CalendarDays, Globe, Rows3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RevenueDates } from './revenue-dates';
import { revenueGroups, revenueSpans } from './revenue-search-params';
import { useRevenue, useRevenueSearch, useRevenueWords } from './use-revenue';
import { FilterBar, type FilterGroup } from '@/components/frame/list-filters';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { NO_PROJECT, OWN_SHOP } from '@/lib/schemas/revenue';

/** The span, the zone whose days are meant, the currency, what the table is by, and what is left out. */
export function RevenueFilters() {
  const t = useTranslations('revenue');
  const { search, change, clear } = useRevenueSearch();
  const { all, currencies, currency, span } = useRevenue();
  const { heading } = useRevenueWords(all, currency);
  const [asking, setAsking] = useState(false);
  const zones = [...new Set(['UTC', useReaderZone(), search.zone])];
  const isOwn = search.from !== null && search.to !== null;
  const group = (name: 'kind' | 'project' | 'seller', values: string[]): FilterGroup => ({
    label: t(`by.${name}`),
    options: [...new Set([...values, ...search[name]])].map((value) => ({
      value,
      label: heading(name, value),
    })),
    chosen: search[name],
    onChange: (chosen) => change({ [name]: chosen }),
  });
  const groups = [
    group(
      'kind',
      all.map(({ kind }) => kind),
    ),
    group(
      'project',
      all.map(({ project }) => project ?? NO_PROJECT),
    ),
    group(
      'seller',
      all.map(({ seller_id }) => seller_id ?? OWN_SHOP),
    ),
  ];
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2 max-sm:min-h-10">
      <Menu
        align="start"
        trigger={
          <Button icon={<CalendarDays size={14} aria-hidden />}>
            {isOwn ? t('dates', { from: span.from, to: span.to }) : t(`span.${search.span}`)}
          </Button>
        }
      >
        <MenuChoice
          label={t('spanLabel')}
          value={isOwn ? '' : search.span}
          onChange={(next) =>
            change({ span: revenueSpans.find((each) => each === next) ?? 'month', from: null, to: null })
          }
          options={revenueSpans.map((value) => ({ value, label: t(`span.${value}`) }))}
        />
        <MenuSeparator />
        <MenuItem onSelect={() => setAsking(true)}>{t('span.own')}</MenuItem>
      </Menu>
      <Menu align="start" trigger={<Button icon={<Globe size={14} aria-hidden />}>{search.zone}</Button>}>
        <MenuChoice
          label={t('zone')}
          value={search.zone}
          onChange={(zone) => change({ zone })}
          options={zones.map((value) => ({ value, label: value }))}
        />
      </Menu>
      {currencies.length < 2 ? null : (
        <Menu align="start" trigger={<Button>{currency.toUpperCase()}</Button>}>
          <MenuChoice
            label={t('currency')}
            value={currency}
            onChange={(next) => change({ currency: next })}
            options={currencies.map((value) => ({ value, label: value.toUpperCase() }))}
          />
        </Menu>
      )}
      <Menu
        align="start"
        trigger={
          <Button icon={<Rows3 size={14} aria-hidden />}>
            {t('grouped', { by: t(`by.${search.by}`).toLowerCase() })}
          </Button>
        }
      >
        <MenuChoice
          label={t('group')}
          value={search.by}
          onChange={(by) => change({ by })}
          options={revenueGroups.map((value) => ({ value, label: t(`by.${value}`) }))}
        />
      </Menu>
      <FilterBar groups={groups.filter(({ options }) => options.length > 0)} onClear={clear} />
      <RevenueDates
        key={`${span.from} ${span.to}`}
        open={asking}
        span={span}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
