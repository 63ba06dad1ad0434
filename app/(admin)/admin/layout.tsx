import type { ReactNode } from 'react';
import { PageContent } from '@/components/frame/page-content';
import { PersonProvider } from '@/components/frame/person';
import { PlainPage } from '@/components/frame/plain-page';
import { Rail } from '@/components/frame/rail';
import { SkipLink } from '@/components/frame/skip-link';
import { TopBar } from '@/components/frame/top-bar';
import { Unavailable } from '@/components/frame/unavailable';
import { adminPage } from '@/lib/doors/page';
import { Problem } from '@/lib/errors';

/**
 * Who may see the admin is decided here, before anything of it is drawn. Members of an organisation are let in too, and
 * each page says whether it is for them.
 */
async function admin() {
  try {
    return await adminPage({ organisers: true });
  } catch (error) {
    if (error instanceof Problem && error.code === 'unavailable') return undefined;
    throw error;
  }
}

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const door = await admin();
  if (door === undefined) {
    return (
      <PlainPage>
        <Unavailable />
      </PlainPage>
    );
  }
  const { email, isAdmin } = door.person;
  return (
    <PersonProvider person={{ email, isAdmin }}>
      <div className="grid min-h-dvh md:grid-cols-[14rem_minmax(0,1fr)]">
        <SkipLink />
        <Rail />
        <div className="flex min-w-0 flex-col">
          <TopBar />
          <PageContent>{children}</PageContent>
        </div>
      </div>
    </PersonProvider>
  );
}
