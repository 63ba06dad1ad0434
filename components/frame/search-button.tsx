'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Palette } from './palette';

const never = () => () => undefined;
const ownKey = () => (/mac|iphone|ipad/iu.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K');

/** Looks like a search box and opens the command palette, as does Ctrl or Cmd with K. */
export function SearchButton() {
  const t = useTranslations('frame');
  const [open, setOpen] = useState(false);
  const keys = useSyncExternalStore(never, ownKey, () => 'Ctrl K');
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
        className="flex h-8 items-center gap-2 rounded border border-line bg-canvas px-2.5 text-ink-faint transition-colors hover:border-line-strong hover:text-ink-soft max-sm:size-10 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent max-sm:px-0 sm:w-64"
      >
        <Search size={16} aria-hidden className="sm:size-3.5" />
        <span className="max-sm:sr-only">{t('search')}</span>
        <kbd aria-hidden className="ml-auto font-sans text-small max-sm:hidden">
          {keys}
        </kbd>
      </button>
      <Palette open={open} onOpenChange={setOpen} />
    </>
  );
}
