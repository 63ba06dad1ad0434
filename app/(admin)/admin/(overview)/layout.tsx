import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { adminPage } from '@/lib/doors/page';
import { paths } from '@/lib/paths';

/** The overview is for admins; members of an organisation start where their own things are. */
export default async function OverviewLayout({ children }: { children: ReactNode }) {
  const { person } = await adminPage({ organisers: true });
  if (!person.isAdmin) redirect(paths.events);
  return children;
}
