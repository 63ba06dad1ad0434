import { ShieldX } from 'lucide-react';
import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { NoticeText } from '@/components/frame/notice-text';
import { OtherAccount } from '@/components/frame/other-account';
import { PlainPage } from '@/components/frame/plain-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages');
  return { title: t('forbiddenTitle') };
}

export default function Forbidden() {
  const t = useTranslations('pages');
  return (
    <PlainPage>
      <NoticeText
        title={t('forbiddenTitle')}
        hint={t('forbiddenHint')}
        icon={<ShieldX size={20} aria-hidden />}
      >
        <OtherAccount />
      </NoticeText>
    </PlainPage>
  );
}
