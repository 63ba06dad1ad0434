import type { ReactNode } from 'react';
import { ShopPicture } from './shop-picture';
import { ShopLink } from './shop-link';

/** The way back to all things of the kind. */
export function ShopBack({ href, label }: { href: string; label: string }) {
  return (
    <ShopLink
      href={href}
      className="-mt-4 mb-4 inline-flex min-h-11 items-center rounded text-ink-soft hover:text-ink hover:underline"
    >
      <span aria-hidden className="mr-2">
        ←
      </span>
      {label}
    </ShopLink>
  );
}

type ShopDetailProps = {
  title: string;
  imageUrl: string | null;
  description: string | null;
  /** What stands between its name and its description. */
  facts?: ReactNode;
  /** What it costs, and the way to have it. */
  children: ReactNode;
};

/** One thing on its own page: a large picture, and beside it all there is to say. */
export function ShopDetail({ title, imageUrl, description, facts, children }: ShopDetailProps) {
  return (
    <article className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-14">
      <ShopPicture
        url={imageUrl}
        alt={title}
        isMain
        className="self-start max-sm:-mx-4 max-sm:rounded-none"
      />
      <div className="flex min-w-0 flex-col gap-6">
        <h1 className="text-display font-semibold tracking-tight text-balance break-words">{title}</h1>
        {facts}
        {children}
        {description === null ? null : (
          <p className="text-lead text-pretty break-words whitespace-pre-line text-ink-soft">{description}</p>
        )}
      </div>
    </article>
  );
}
