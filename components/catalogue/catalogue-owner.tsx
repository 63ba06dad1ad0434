'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useKindWord } from '@/components/frame/use-kind-word';
import { useRowName } from '@/components/sync/row-name';
import { rowPage } from '@/lib/paths';
import type { CatalogueRow } from '@/lib/schemas/catalogue';

type OwnerProps = { product: Pick<CatalogueRow, 'kind' | 'row_id' | 'row_name' | 'is_ours'> };

/** Whose row a product is, as a link to it; that it only names a row; or that it is nobody's. */
export function CatalogueOwner({ product }: OwnerProps) {
  const t = useTranslations('catalogue');
  const wordOf = useKindWord();
  const nameOf = useRowName();
  const { kind, row_id: id, row_name: name, is_ours: isOurs } = product;
  if (kind === null || id === null) return <span className="text-ink-faint">{t('nobodys')}</span>;
  const href = isOurs ? rowPage(kind, id) : undefined;
  const word = nameOf({ name });
  return (
    <span className="block min-w-0 max-sm:text-right">
      <span title={word} className="block truncate">
        {href === undefined ? (
          word
        ) : (
          <Link
            href={href}
            prefetch={false}
            className="rounded text-accent-text underline-offset-2 hover:underline"
          >
            {word}
          </Link>
        )}
      </span>
      <span className="block truncate text-small text-ink-faint">
        {wordOf(kind)}
        {isOurs ? null : (
          <span title={t('claimHint')} className="text-attention">
            {' · '}
            {t('claim')}
          </span>
        )}
      </span>
    </span>
  );
}
