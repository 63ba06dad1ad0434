import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CheckInScreen } from '@/components/check-in/check-in-screen';
import { adminPage } from '@/lib/doors/page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkIn');
  return { title: t('title') };
}

export default async function CheckInPage() {
  await adminPage({ organisers: true });
  return <CheckInScreen />;
}
