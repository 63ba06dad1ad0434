'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuChoice } from '../ui/menu';
import { useTheme } from './use-theme';

export function ThemeSwitch() {
  const t = useTranslations('frame');
  const { theme, setTheme } = useTheme();
  // Both icons are there and CSS shows one, since the server does not know which theme the browser remembers.
  const icon = (
    <>
      <Sun size={16} aria-hidden className="dark:hidden" />
      <Moon size={16} aria-hidden className="hidden dark:block" />
    </>
  );
  return (
    <Menu trigger={<IconButton label={t('theme')} icon={icon} />}>
      <MenuChoice
        label={t('theme')}
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'light', label: t('themeLight'), icon: <Sun size={16} aria-hidden /> },
          { value: 'dark', label: t('themeDark'), icon: <Moon size={16} aria-hidden /> },
          { value: 'system', label: t('themeSystem'), icon: <Monitor size={16} aria-hidden /> },
        ]}
      />
    </Menu>
  );
}
