import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { adminPage } from '@/lib/doors/page';
import { Problem } from '@/lib/errors';
import { isId } from '@/lib/paths';
import { readOrder } from '@/lib/queries/order';

type LayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** An order that there is not, or that is another seller's, answers 404, which can be said only before the page is on its way. */
export default async function OrderLayout({ params, children }: LayoutProps) {
  const [{ db }, { id }] = await Promise.all([adminPage({ organisers: true }), params]);
  if (!isId(id)) notFound();
  try {
    await readOrder(db, id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') notFound();
    // Any other failure is the page's to tell.
  }
  return children;
}
