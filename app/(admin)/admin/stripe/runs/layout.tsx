import type { ReactNode } from 'react';
import { adminPage } from '@/lib/doors/page';

/** Others than admins are refused here: with its status, which can be said only before anything is on its way. */
export default async function StripeRunsLayout({ children }: { children: ReactNode }) {
  await adminPage();
  return children;
}
