import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { adminPage } from '@/lib/doors/page';
import { Problem } from '@/lib/errors';
import { isId } from '@/lib/paths';
import { readOrganisation } from '@/lib/queries/organisation';

type LayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** An unknown organisation answers 404, which can be said only before anything of the page is on its way. */
export default async function OrganisationLayout({ params, children }: LayoutProps) {
  const [{ db }, { id }] = await Promise.all([adminPage(), params]);
  if (!isId(id)) notFound();
  try {
    await readOrganisation(db, id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') notFound();
    // Any other failure is the page's to tell.
  }
  return children;
}
