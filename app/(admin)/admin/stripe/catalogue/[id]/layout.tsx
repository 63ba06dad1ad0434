import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { adminPage } from '@/lib/doors/page';
import { Problem } from '@/lib/errors';
import { isId } from '@/lib/paths';
import { readCatalogueProduct } from '@/lib/queries/catalogue';

type LayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** A product that the log does not hold answers 404, which can be said only before the page is on its way. */
export default async function CatalogueProductLayout({ params, children }: LayoutProps) {
  const [{ db }, { id }] = await Promise.all([adminPage(), params]);
  if (!isId(id)) notFound();
  try {
    await readCatalogueProduct(db, id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') notFound();
    // Any other failure is the page's to tell.
  }
  return children;
}
