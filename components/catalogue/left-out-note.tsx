'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';
import { leftOutCount } from '@/lib/queries/catalogue-rule';

type LeftOutNoteProps = { isShown: boolean; onShow: (isShown: boolean) => void };

/** Says how many products the rules leave out of the list, which can be listed all the same; nothing when there are none. */
export function LeftOutNote({ isShown, onShow }: LeftOutNoteProps) {
  const t = useTranslations('catalogue.leftOut');
  const isLive = usePublicEnv().stripe.mode === 'live';
  const { data: count = 0 } = useQuery(leftOutCount(useDb(), isLive));
  if (count === 0) return null;
  return (
    <div className="-mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded bg-sunken px-4 py-2">
      <p role="status" className="min-w-0 flex-1 basis-64">
        {t(isShown ? 'shown' : 'hidden', { count })}
      </p>
      <Link href={paths.stripeRuns} className="rounded text-accent-text underline-offset-2 hover:underline">
        {t('rules')}
      </Link>
      <Button onClick={() => onShow(!isShown)}>{t(isShown ? 'hide' : 'show')}</Button>
    </div>
  );
}
