'use client';

import { useMessages, useTranslations, type Messages } from 'next-intl';
import { useCallback } from 'react';
import type { Words } from './issue';

type ErrorKey = keyof Messages['errors'];

/** Says what a schema complains about, in the reader's language. */
export function useIssueWords() {
  const t = useTranslations('errors');
  const { errors } = useMessages();
  return useCallback(
    ({ key, params }: Words) => {
      const isOurs = (name: string): name is ErrorKey => Object.hasOwn(errors, name);
      return isOurs(key) ? t(key, params) : t('invalid');
    },
    [t, errors],
  );
}
