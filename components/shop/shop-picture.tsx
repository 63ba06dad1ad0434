import clsx from 'clsx';
import { Icon } from './icon';

type ShopPictureProps = {
  url: string | null;
  /** What is seen; empty where the words beside it say it. */
  alt: string;
  className?: string;
  /** Whether it is what the page is about, and so is wanted first. */
  isMain?: boolean;
};

/** A picture at its place; where there is none, or none that loads, a drawing of ours is seen behind it. */
export function ShopPicture({ url, alt, className, isMain = false }: ShopPictureProps) {
  return (
    <div
      className={clsx(
        'relative grid aspect-[3/2] place-items-center overflow-hidden rounded bg-sunken text-ink-faint',
        className,
      )}
    >
      <Icon name="picture" size={32} />
      {url === null ? null : (
        <picture>
          <img
            src={url}
            alt={alt}
            loading={isMain ? 'eager' : 'lazy'}
            fetchPriority={isMain ? 'high' : 'auto'}
            decoding="async"
            referrerPolicy="no-referrer"
            className="absolute inset-0 size-full object-cover text-transparent"
          />
        </picture>
      )}
    </div>
  );
}
