'use client';

import { Languages } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuChoice } from '../ui/menu';
import { languageNames, useLanguage } from './use-language';
import { locales } from '@/messages/locales';

export function LanguageSwitch() {
  const t = useTranslations('frame');
  const { language, setLanguage } = useLanguage();
  const options = locales.map((locale) => ({ value: locale, label: languageNames[locale], lang: locale }));
  return (
    <Menu trigger={<IconButton label={t('language')} icon={<Languages size={16} aria-hidden />} />}>
      <MenuChoice label={t('language')} value={language} onChange={setLanguage} options={options} />
    </Menu>
  );
}
