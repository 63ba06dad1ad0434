import { MapPinOff } from 'lucide-react';
import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { NoticeText } from '@/components/frame/notice-text';
import { PlainPage } from '@/components/frame/plain-page';
import { ButtonLink } from '@/components/ui/button-link';
import { paths } from '@/lib/paths';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages');
  return { title: t('notFoundTitle') };
}

export default function NotFound() {
  const t = useTranslations('pages');
  return (
    <PlainPage>
      <NoticeText
        title={t('notFoundTitle')}
        hint={t('notFoundHint')}
        icon={<MapPinOff size={20} aria-hidden />}
      >
        <ButtonLink href={paths.admin} variant="primary">
          {t('home')}
        </ButtonLink>
      </NoticeText>
    </PlainPage>
  );
}
