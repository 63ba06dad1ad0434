'use client';

import { DatabaseZap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { NoticeText } from './notice-text';

/** Supabase does not answer. Trying again is a full load, since nothing of this page is worth keeping. */
export function Unavailable() {
  const t = useTranslations('common');
  const [isTrying, setTrying] = useState(false);
  const retry = () => {
    setTrying(true);
    window.location.reload();
  };
  return (
    <NoticeText
      title={t('unavailable')}
      hint={t('unavailableHint')}
      icon={<DatabaseZap size={20} aria-hidden />}
    >
      <Button variant="primary" pending={isTrying} onClick={retry}>
        {t('retry')}
      </Button>
    </NoticeText>
  );
}
