'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SpacePicture } from './space-picture';
import { useRested } from '@/components/sync/use-rested';
import { spaceFields } from '@/lib/schemas/space';

const REST_MS = 500;

/** The image behind the address as it is typed; an address that gives none says so, and can be saved all the same. */
export function SpacePreview({ address }: { address: string }) {
  const t = useTranslations('space');
  const rested = useRested(address, REST_MS);
  const url = spaceFields.shape.image_url.safeParse(rested).data ?? null;
  const [failed, setFailed] = useState<string | null>(null);
  if (url === null) return null;
  return (
    <div className="flex items-center gap-3">
      <SpacePicture url={url} alt={t('imageAlt')} className="h-16 w-24 border" onFailed={setFailed} />
      <p role="status" className="text-small text-attention">
        {failed === url ? t('imageFailed') : ''}
      </p>
    </div>
  );
}
