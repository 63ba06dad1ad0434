import { MapPinOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '../ui/button-link';
import { NoticeText } from './notice-text';
import { paths } from '@/lib/paths';

export function NotFoundText() {
  const t = useTranslations('pages');
  return (
    <NoticeText
      title={t('notFoundTitle')}
      hint={t('notFoundHint')}
      icon={<MapPinOff size={20} aria-hidden />}
    >
      <ButtonLink href={paths.admin} variant="primary">
        {t('home')}
      </ButtonLink>
    </NoticeText>
  );
}
