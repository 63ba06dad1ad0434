import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlainPage } from '@/components/frame/plain-page';
import { Unavailable } from '@/components/frame/unavailable';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return { title: t('unavailable'), robots: { index: false } };
}

/** What stands at any address while the database is down; the proxy shows it there with status 503. */
export default function UnavailablePage() {
  return (
    <PlainPage>
      <Unavailable />
    </PlainPage>
  );
}
