import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';

const LONGEST = 160;

type Page = {
  path: string;
  title: string;
  description?: string | null | undefined;
  imageUrl?: string | null;
};

function cut(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(/\s+\S*$/u, '')}…`;
}

/** What search engines and shared links show of a page, in the visitor's language. */
export async function shopMetadata({ path, title, description, imageUrl }: Page): Promise<Metadata> {
  const [t, locale] = await Promise.all([getTranslations('shop'), getLocale()]);
  const text = cut(description ?? t('description'));
  return {
    title,
    description: text,
    alternates: { canonical: path },
    openGraph: {
      ...{ title, description: text, url: path, siteName: t('name'), type: 'website' },
      locale: locale === 'fr' ? 'fr_FR' : 'en_GB',
      ...(imageUrl ? { images: [{ url: imageUrl, alt: title }] } : {}),
    },
    twitter: { card: imageUrl ? 'summary_large_image' : 'summary' },
  };
}
