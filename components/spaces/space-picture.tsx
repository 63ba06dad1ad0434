'use client';

import clsx from 'clsx';
import { Armchair, ImageOff } from 'lucide-react';
import Image from 'next/image';
import { useState } from 'react';

type SpacePictureProps = {
  url: string | null;
  alt: string;
  /** Its place on the page, the same with and without an image. */
  className: string;
  onFailed?: (url: string) => void;
};

/** An image from anywhere on the web; where there is none, or none that loads, a drawing of ours stands in its place. */
export function SpacePicture({ url, alt, className, onFailed }: SpacePictureProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const isBroken = url !== null && failed === url;
  const Icon = isBroken ? ImageOff : Armchair;
  return (
    <span
      className={clsx(
        'relative grid shrink-0 place-items-center overflow-hidden rounded bg-sunken text-ink-faint',
        className,
      )}
    >
      {url === null || isBroken ? (
        <Icon size={16} aria-hidden />
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
