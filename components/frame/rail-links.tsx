'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { isWithin, sections } from './nav';

export function RailLinks({ onGo }: { onGo?: () => void }) {
  const t = useTranslations('frame');
  const pathname = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {sections.map(({ href, word, icon: Icon }) => {
        const isHere = isWithin(pathname, href);
        return (
          <li key={href}>
            <Link
              href={href}
              onClick={onGo}
              aria-current={isHere ? 'page' : undefined}
              className={clsx(
                'flex h-8 items-center gap-2.5 rounded px-2.5 font-medium transition-colors max-md:h-11',
                isHere ? 'bg-accent-soft text-accent-text' : 'text-ink-soft hover:bg-sunken hover:text-ink',
              )}
            >
              <Icon size={16} aria-hidden />
              {t(word)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
