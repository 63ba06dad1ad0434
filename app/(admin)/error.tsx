'use client';

import { FailedPage } from '@/components/frame/failed-page';
import { PlainPage } from '@/components/frame/plain-page';

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PlainPage>
      <FailedPage error={error} retry={retry} />
    </PlainPage>
  );
}
