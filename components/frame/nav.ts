import { Armchair, LayoutDashboard } from 'lucide-react';
import { paths } from '@/lib/paths';

/** What stands in the rail and in the command palette. A new section is one line here and its word in `frame`. */
export const sections = [
  { href: paths.admin, word: 'overview', icon: LayoutDashboard },
  { href: paths.spaces, word: 'spaces', icon: Armchair },
] as const;

/** The start is only itself; every other section also owns the pages below it. */
export function isWithin(pathname: string, href: string) {
  return pathname === href || (href !== paths.admin && pathname.startsWith(`${href}/`));
}
