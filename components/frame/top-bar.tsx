import { LanguageSwitch } from './language-switch';
import { ModeMark } from './mode-mark';
import { PersonMenu } from './person-menu';
import { RailSheet } from './rail-sheet';
import { SearchButton } from './search-button';
import { ThemeSwitch } from './theme-switch';

export function TopBar() {
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b bg-surface px-2 sm:px-4 lg:px-8">
      <RailSheet />
      <SearchButton />
      <div className="ml-auto flex items-center gap-1">
        <div className="mr-1 sm:mr-2">
          <ModeMark />
        </div>
        <LanguageSwitch />
        <ThemeSwitch />
        <PersonMenu />
      </div>
    </header>
  );
}
