'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from '../ui/toast';
import { useDb } from './public-env';

/** Ends the session here and leaves for the sign-in page; nothing that was read stays in memory. */
export function useSignOut() {
  const t = useTranslations('frame');
  const db = useDb();
  const queryClient = useQueryClient();
  return async () => {
    const { error } = await db.auth.signOut({ scope: 'local' });
    if (error !== null) {
      toast.failed(t('signOutFailed'));
      return;
    }
    queryClient.clear();
    // A full load, so that no page drawn for this person is left in the router's memory.
    window.location.assign('/sign-in');
  };
}
