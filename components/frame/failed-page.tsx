'use client';

import { CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '../ui/button';
import { NoticeText } from './notice-text';

type FailedPageProps = { error: unknown; retry: () => void };

const digestOf = (error: unknown) =>
  error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined;

/** What a page shows in its own place when drawing it failed. The reference is what stands in the server's log. */
export function FailedPage({ error, retry }: FailedPageProps) {
  const t = useTranslations();
  const [isTrying, startTrying] = useTransition();
  const digest = digestOf(error);
  return (
    <NoticeText
      title={t('pages.errorTitle')}
      hint={t('pages.errorHint')}
      icon={<CircleX size={20} aria-hidden />}
      note={digest === undefined ? undefined : t('pages.reference', { digest })}
    >
      <Button variant="primary" pending={isTrying} onClick={() => startTrying(() => retry())}>
        {t('common.retry')}
      </Button>
    </NoticeText>
  );
}
