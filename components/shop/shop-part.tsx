import type { ReactNode } from 'react';
import { Icon } from './icon';
import { ShopLink } from './shop-link';

type ShopPartProps = { title: string; href: string; more: string; children: ReactNode };

/** A part of the first page, with the way to all of it. */
export function ShopPart({ title, href, more, children }: ShopPartProps) {
  return (
    <section className="flex flex-col gap-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-title font-semibold tracking-tight">{title}</h2>
        <ShopLink
          href={href}
          className="inline-flex min-h-11 items-center gap-1.5 rounded font-medium text-accent-text hover:underline"
        >
          {more}
          <Icon name="right" size={16} />
        </ShopLink>
      </div>
      {children}
    </section>
  );
}

/** The head of a page that lists a part of the shop. */
export function ShopHeading({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="mb-10 flex max-w-2xl flex-col gap-3 sm:mb-14">
      <h1 className="text-display font-semibold tracking-tight text-balance">{title}</h1>
      <p className="text-lead text-pretty text-ink-soft">{hint}</p>
    </div>
  );
}

/** Where there is nothing to list. */
export function ShopNothing({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="flex flex-col gap-1 rounded border border-dashed px-6 py-12 text-center">
      <p className="text-lead font-medium">{title}</p>
      <p className="text-ink-soft">{hint}</p>
    </div>
  );
}
