import {
  Armchair,
  Building2,
  CalendarDays,
  ChartColumn,
  GitCompareArrows,
  History,
  Inbox,
  LayoutDashboard,
  LibraryBig,
  Package,
  ReceiptText,
  RefreshCw,
} from 'lucide-react';
import { paths } from '@/lib/paths';

/**
 * What stands in the rail and in the command palette, in groups, some with a heading. A new section is one line here and its
 * word in `frame`.
 */
const groups = [
  {
    word: null,
    sections: [
      { href: paths.admin, word: 'overview', icon: LayoutDashboard },
      { href: paths.spaces, word: 'spaces', icon: Armchair },
      { href: paths.products, word: 'products', icon: Package },
      { href: paths.events, word: 'events', icon: CalendarDays },
      { href: paths.orders, word: 'orders', icon: ReceiptText },
      { href: paths.revenue, word: 'revenue', icon: ChartColumn },
    ],
  },
  {
    word: 'stripe',
    sections: [
      { href: paths.sync, word: 'sync', icon: RefreshCw },
      { href: paths.catalogue, word: 'catalogue', icon: LibraryBig },
      { href: paths.stripeRuns, word: 'stripeRuns', icon: History },
      { href: paths.drift, word: 'drift', icon: GitCompareArrows },
      { href: paths.notices, word: 'notices', icon: Inbox },
    ],
  },
  { word: null, sections: [{ href: paths.organisations, word: 'organisations', icon: Building2 }] },
] as const;

/** The sections that members of an organisation see; what they find there is their own. */
const organisersSections: readonly string[] = [paths.events, paths.orders];

/** The groups of sections for an admin, or for a member of an organisation. */
export function groupsFor(isAdmin: boolean) {
  return groups
    .map(({ word, sections }) => ({
      word,
      sections: [...sections].filter(({ href }) => isAdmin || organisersSections.includes(href)),
    }))
    .filter(({ sections }) => sections.length > 0);
}

/** Where somebody starts. */
export function startFor(isAdmin: boolean) {
  return isAdmin ? paths.admin : paths.events;
}

/** The start is only itself; every other section also owns the pages below it. */
export function isWithin(pathname: string, href: string) {
  return pathname === href || (href !== paths.admin && pathname.startsWith(`${href}/`));
}
