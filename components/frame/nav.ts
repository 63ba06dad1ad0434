import { Armchair, LayoutDashboard, RefreshCw } from 'lucide-react';
import { paths } from '@/lib/paths';

/**
 * What stands in the rail and in the command palette, in groups of which all but the first have a heading. A new section
 * is one line here and its word in `frame`.
 */
export const groups = [
  {
    word: null,
    sections: [
      { href: paths.admin, word: 'overview', icon: LayoutDashboard },
      { href: paths.spaces, word: 'spaces', icon: Armchair },
    ],
  },
  { word: 'stripe', sections: [{ href: paths.sync, word: 'sync', icon: RefreshCw }] },
] as const;

/** The start is only itself; every other section also owns the pages below it. */
export function isWithin(pathname: string, href: string) {
  return pathname === href || (href !== paths.admin && pathname.startsWith(`${href}/`));
}
