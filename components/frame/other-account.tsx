'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { useSignOut } from './use-sign-out';

export function OtherAccount() {
  const t = useTranslations('pages');
  const signOut = useSignOut();
  return (
    <Button variant="primary" onClick={() => void signOut()}>
      {t('otherAccount')}
    </Button>
  );
}
