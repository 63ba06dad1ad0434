'use client';

import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { activeChoices } from './space-search-params';
import { useSpaceSearch } from './use-space-search';
import { useTypeWord } from './use-space-words';
import { useDb } from '@/components/frame/public-env';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Menu, MenuCheckItem, MenuChoice, MenuGroup, MenuSeparator } from '@/components/ui/menu';
import { SearchInput } from '@/components/ui/search-input';
import { spaceTypesInUse } from '@/lib/queries/space';
import { spaceTypes } from '@/lib/schemas/space';
import { syncStatuses } from '@/lib/schemas/sync';

const stateWords = { all: 'stateAll', active: 'stateActive', archived: 'stateArchived' } as const;

const toggled = <Value extends string>(list: readonly Value[], value: Value, isIn: boolean) =>
  isIn ? [...list, value] : list.filter((each) => each !== value);

/** Search, the menu of filters, and a chip for each filter in force. */
export function SpaceFilters() {
  const t = useTranslations();
  const { search, change } = useSpaceSearch();
  return (
    <>
      <div className="flex min-h-9 min-w-40 flex-1 items-center sm:max-w-72">
        <SearchInput
          label={t('space.search')}
          clearLabel={t('table.clearSearch')}
          value={search.q}
          onSearch={(q) => change({ q })}
        />
      </div>
      <FilterMenu />
      <FilterChips />
    </>
  );
}

function FilterMenu() {
  const t = useTranslations();
  const { search, change } = useSpaceSearch();
  const typeWord = useTypeWord();
  // Until the database has said which types there are, or if it does not, the usual ones are offered.
  const { data: types = spaceTypes } = useQuery(spaceTypesInUse(useDb()));
  const offered = [...new Set([...types, ...search.type])];
  return (
    <Menu
      align="start"
      trigger={<Button icon={<ListFilter size={14} aria-hidden />}>{t('space.filter')}</Button>}
    >
      <MenuChoice
        label={t('space.state')}
        value={search.state}
        onChange={(state) => change({ state })}
        options={activeChoices.map((value) => ({ value, label: t(`space.${stateWords[value]}`) }))}
      />
      <MenuSeparator />
      <MenuGroup label={t('space.column.sync')}>
        {syncStatuses
          .filter((status) => status !== 'skipped')
          .map((status) => (
            <MenuCheckItem
              key={status}
              checked={search.sync.includes(status)}
              onChange={(isIn) => change({ sync: toggled(search.sync, status, isIn) })}
            >
              {t(`sync.${status}`)}
            </MenuCheckItem>
          ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuGroup label={t('space.type')}>
        {offered.map((type) => (
          <MenuCheckItem
            key={type}
            checked={search.type.includes(type)}
            onChange={(isIn) => change({ type: toggled(search.type, type, isIn) })}
          >
            <span className="max-w-64 truncate">{typeWord(type)}</span>
          </MenuCheckItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}

function FilterChips() {
  const t = useTranslations();
  const { search, change, clear } = useSpaceSearch();
  const typeWord = useTypeWord();
  const chips = [
    ...(search.state === 'all'
      ? []
      : [
          {
            label: t('space.state'),
            value: t(`space.${stateWords[search.state]}`),
            onRemove: () => change({ state: 'all' }),
          },
        ]),
    ...search.sync.map((status) => ({
      label: t('space.column.sync'),
      value: t(`sync.${status}`),
      onRemove: () => change({ sync: toggled(search.sync, status, false) }),
    })),
    ...search.type.map((type) => ({
      label: t('space.type'),
      value: typeWord(type),
      onRemove: () => change({ type: toggled(search.type, type, false) }),
    })),
  ];
  if (chips.length === 0) return null;
  return (
    <div className="order-last flex basis-full flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <Chip
          key={`${chip.label} ${chip.value}`}
          {...chip}
          removeLabel={t('table.removeFilter', { name: `${chip.label} ${chip.value}` })}
        />
      ))}
      <Button variant="ghost" onClick={clear}>
        {t('table.clearFilters')}
      </Button>
    </div>
  );
}
