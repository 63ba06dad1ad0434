'use client';

import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { Menu, MenuCheckItem, MenuGroup, MenuSeparator } from '../ui/menu';
import { SearchInput } from '../ui/search-input';

/** One thing to filter by: several of its values may be chosen, and none means all. */
export type FilterGroup = {
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

type FilterChip = { label: string; value: string; onRemove: () => void };

type ListFiltersProps = {
  search: string;
  /** What can be sought by, where it is more than a name. */
  searchLabel?: string;
  onSearch: (text: string) => void;
  groups: readonly FilterGroup[];
  /** Filters in force that are chosen elsewhere. */
  chips?: readonly FilterChip[];
  onClear: () => void;
  /** A control beside the menu. */
  children?: ReactNode;
};

const without = (list: readonly string[], value: string) => list.filter((each) => each !== value);

/** Search, the menu of filters, and a chip for each filter in force. */
export function ListFilters(props: ListFiltersProps) {
  const { search, searchLabel, onSearch, groups, chips = [], onClear, children } = props;
  const t = useTranslations('table');
  return (
    <>
      <div className="flex min-h-9 min-w-40 flex-1 items-center sm:max-w-72">
        <SearchInput
          label={searchLabel ?? t('search')}
          clearLabel={t('clearSearch')}
          value={search}
          onSearch={onSearch}
        />
      </div>
      {groups.length === 0 ? null : <FilterMenu groups={groups} />}
      {children}
      <FilterChips chips={[...chips, ...chipsOf(groups)]} onClear={onClear} />
    </>
  );
}

/** The menu of filters and their chips, where there is nothing to search. */
export function FilterBar({ groups, onClear }: { groups: readonly FilterGroup[]; onClear: () => void }) {
  return (
    <>
      <FilterMenu groups={groups} />
      <FilterChips chips={chipsOf(groups)} onClear={onClear} />
    </>
  );
}

/** A chip for each value that is chosen. */
function chipsOf(groups: readonly FilterGroup[]): FilterChip[] {
  return groups.flatMap(({ label, options, chosen: values, onChange }) =>
    values.map((value) => ({
      label,
      value: options.find((option) => option.value === value)?.label ?? value,
      onRemove: () => onChange(without(values, value)),
    })),
  );
}

function FilterMenu({ groups }: { groups: readonly FilterGroup[] }) {
  const t = useTranslations('table');
  return (
    <Menu align="start" trigger={<Button icon={<ListFilter size={14} aria-hidden />}>{t('filter')}</Button>}>
      {groups.map(({ label, options, chosen, onChange }, place) => (
        <Fragment key={label}>
          {place === 0 ? null : <MenuSeparator />}
          <MenuGroup label={label}>
            {options.map((option) => (
              <MenuCheckItem
                key={option.value}
                checked={chosen.includes(option.value)}
                onChange={(isIn) =>
                  onChange(isIn ? [...chosen, option.value] : without(chosen, option.value))
                }
              >
                <span className="max-w-64 truncate">{option.label}</span>
              </MenuCheckItem>
            ))}
          </MenuGroup>
        </Fragment>
      ))}
    </Menu>
  );
}

function FilterChips({ chips, onClear }: { chips: readonly FilterChip[]; onClear: () => void }) {
  const t = useTranslations('table');
  if (chips.length === 0) return null;
  return (
    <div className="order-last flex basis-full flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <Chip
          key={`${chip.label} ${chip.value}`}
          {...chip}
          removeLabel={t('removeFilter', { name: `${chip.label} ${chip.value}` })}
        />
      ))}
      <Button variant="ghost" onClick={onClear}>
        {t('clearFilters')}
      </Button>
    </div>
  );
}
