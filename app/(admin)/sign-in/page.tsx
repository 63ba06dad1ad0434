import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlainPage } from '@/components/frame/plain-page';
import { SignInForm } from '@/components/frame/sign-in-form';
import { ownPath } from '@/lib/paths';

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const t = await getTranslations('signIn');
  return (
    <PlainPage>
      <div className="w-full max-w-sm rounded sm:border sm:bg-surface sm:p-8">
        <h1 className="text-title font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-1 mb-6 text-ink-soft">{t('hint')}</p>
        <SignInForm next={ownPath(typeof next === 'string' ? next : undefined)} />
      </div>
    </PlainPage>
  );
}
