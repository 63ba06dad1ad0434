import type { ReactNode } from 'react';
import { ShopLink } from './shop-link';
import { ShopPicture } from './shop-picture';

type ShopCardProps = {
  href: string;
  name: string;
  imageUrl: string | null;
  isMain?: boolean;
  /** The level of its heading: below the title of a page, or of a part of one. */
  level?: 2 | 3;
  /** What stands under its name. */
  children: ReactNode;
};

/** One thing among others: its picture, its name, and what is particular to it. */
export function ShopCard({ href, name, imageUrl, isMain = false, level = 3, children }: ShopCardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <li className="group relative flex min-w-0 flex-col gap-3">
      <ShopPicture url={imageUrl} alt="" isMain={isMain} />
      <Heading className="text-lead leading-snug font-medium break-words">
        <ShopLink
          href={href}
          className="group-hover:underline after:absolute after:inset-x-0 after:top-0 after:aspect-[3/2]"
        >
          {name}
        </ShopLink>
      </Heading>
      {children}
    </li>
  );
}

/** Cards beside each other, as many as there is room for. */
export function ShopGrid({ children }: { children: ReactNode }) {
  return (
    <ul className="grid grid-cols-1 gap-x-8 gap-y-12 min-[30rem]:grid-cols-2 lg:grid-cols-3">{children}</ul>
  );
}
