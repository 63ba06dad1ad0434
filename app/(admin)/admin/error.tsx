'use client';

import { FailedPage } from '@/components/frame/failed-page';

export default function AdminError({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} retry={retry} />;
}
