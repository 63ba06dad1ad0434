import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop');
  return { title: t('missing') };
}

/** Every address that leads nowhere: it is said in the frame of the shop, which then costs no page more than it must. */
export default function MissingPage() {
  notFound();
}
