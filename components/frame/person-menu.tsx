'use client';

import { CircleUser, LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/menu';
import { usePerson } from './person';
import { useSignOut } from './use-sign-out';

export function PersonMenu() {
  const t = useTranslations('frame');
  const { email } = usePerson();
  const signOut = useSignOut();
  return (
    <Menu trigger={<IconButton label={t('person')} icon={<CircleUser size={16} aria-hidden />} />}>
      <MenuGroup label={t('signedInAs')}>
        <p className="max-w-64 truncate px-2 pb-1.5 font-medium" title={email}>
          {email}
        </p>
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<LogOut size={16} aria-hidden />} onSelect={() => void signOut()}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
