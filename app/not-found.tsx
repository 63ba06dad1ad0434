import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundText } from '@/components/frame/not-found-text';
import { PlainPage } from '@/components/frame/plain-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages');
  return { title: t('notFoundTitle') };
}

export default function NotFound() {
  return (
    <PlainPage>
      <NotFoundText />
    </PlainPage>
  );
}
