'use client';

import clsx from 'clsx';
import { ImageOff } from 'lucide-react';
import Image from 'next/image';
import { useState, type ReactNode } from 'react';

type PictureProps = {
  url: string | null;
  alt: string;
  /** Stands in its place where there is none. */
  icon: ReactNode;
  /** Its place on the page, the same with and without an image. */
  className: string;
  onFailed?: (url: string) => void;
};

/** An image from anywhere on the web; where there is none, or none that loads, a drawing of ours stands in its place. */
export function Picture({ url, alt, icon, className, onFailed }: PictureProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const isBroken = url !== null && failed === url;
  return (
    <span
      className={clsx(
        'relative grid shrink-0 place-items-center overflow-hidden rounded bg-sunken text-ink-faint',
        className,
      )}
    >
      {url === null ? (
        icon
      ) : isBroken ? (
        <ImageOff size={16} aria-hidden />
      ) : (
        // Not optimised by us: the address is an admin's, and our server shall fetch nothing on anybody's word.
        <Image
          key={url}
          src={url}
          alt={alt}
          fill
          unoptimized
          sizes="96px"
          referrerPolicy="no-referrer"
          className="object-cover text-transparent"
          onError={() => {
            setFailed(url);
            onFailed?.(url);
          }}
        />
      )}
    </span>
  );
}
