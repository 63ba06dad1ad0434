'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCommands, type Command, type CommandGroup } from './use-commands';
import { useFoundRows } from './use-found-rows';

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Type a few letters of a page, a row or a command, press Enter, be there. */
export function Palette({ open, onOpenChange }: PaletteProps) {
  const t = useTranslations('palette');
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-40 flex max-h-[70dvh] w-[min(36rem,calc(100vw-1rem))] -translate-x-1/2 flex-col overflow-hidden rounded border bg-raised text-ink shadow outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 max-sm:top-2">
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <CommandList onDone={() => onOpenChange(false)} />
          <Dialog.Close className="sr-only">{t('close')}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CommandList({ onDone }: { onDone: () => void }) {
  const t = useTranslations('palette');
  const [typed, setTyped] = useState('');
  const commands = useCommands();
  // Commands first: they are there at once, and rows that come a moment later must not take their place under Enter.
  const { groups: rows, isSeeking, hasFailed } = useFoundRows(typed);
  const run = (command: Command) => {
    onDone();
    command.run();
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={[...commands, ...rows]}
      value={typed}
      onValueChange={(text) => setTyped(text)}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search size={16} aria-hidden className="shrink-0 text-ink-faint" />
        <Autocomplete.Input
          aria-label={t('placeholder')}
          placeholder={t('placeholder')}
          className="h-12 w-full bg-transparent outline-none placeholder:text-ink-faint max-sm:text-lead"
        />
      </div>
      <Autocomplete.Empty className="text-ink-soft not-empty:px-4 not-empty:py-6">
        {hasFailed ? null : t(isSeeking ? 'seeking' : 'empty')}
      </Autocomplete.Empty>
      <Autocomplete.Status className="text-attention not-empty:px-4 not-empty:py-2">
        {hasFailed ? t('failed') : null}
      </Autocomplete.Status>
      <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain not-empty:p-2">
        {(group: CommandGroup) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 text-small text-ink-faint">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.value}
                  value={command}
                  onClick={() => run(command)}
                  className="floating-item data-highlighted:bg-accent-soft"
                >
                  <span className="text-ink-faint">{command.icon}</span>
                  {command.label}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
