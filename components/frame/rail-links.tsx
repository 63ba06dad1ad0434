'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { DriftCount } from './drift-count';
import { groupsFor, isWithin } from './nav';
import { usePerson } from './person';
import { paths } from '@/lib/paths';

export function RailLinks({ onGo }: { onGo?: () => void }) {
  const t = useTranslations('frame');
  const pathname = usePathname();
  const id = useId();
  const { isAdmin } = usePerson();
  return (
    <div className="flex flex-col gap-4">
      {groupsFor(isAdmin).map(({ word: heading, sections }) => (
        <div key={sections[0]?.href}>
          {heading === null ? null : (
            <p id={`${id}-${heading}`} className="px-2.5 pb-1 text-small text-ink-faint">
              {t(heading)}
            </p>
          )}
          <ul
            aria-labelledby={heading === null ? undefined : `${id}-${heading}`}
            className="flex flex-col gap-0.5"
          >
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
                      isHere
                        ? 'bg-accent-soft text-accent-text'
                        : 'text-ink-soft hover:bg-sunken hover:text-ink',
                    )}
                  >
                    <Icon size={16} aria-hidden />
                    {t(word)}
                    {href === paths.drift ? <DriftCount /> : null}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </div>
  );
}
