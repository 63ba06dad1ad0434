'use client';

import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Section } from '@/components/frame/section';
import { Picture } from '@/components/ui/picture';
import type { CatalogueProduct } from '@/lib/schemas/catalogue';

/** What Stripe shows to buyers: description and pictures. */
export function ProductContent({ product }: { product: CatalogueProduct }) {
  const t = useTranslations('catalogue');
  const { description, images } = product;
  return (
    <Section title={t('content')}>
      <div className="flex flex-col gap-4 p-4">
        {description === null || description.trim() === '' ? (
          <p className="text-ink-faint">{t('noDescription')}</p>
        ) : (
          <p className="max-w-[75ch] wrap-anywhere whitespace-pre-line">{description}</p>
        )}
        {images.length === 0 ? null : (
          <ul className="flex flex-wrap gap-3">
            {images.map((url, place) => (
              <li key={`${place} ${url}`}>
                <Picture
                  url={url}
                  alt={t('image', { number: place + 1 })}
                  icon={<ImageOff size={16} aria-hidden />}
                  className="size-24"
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

/** The metadata of a product, as it stands at Stripe. */
export function ProductMetadata({ metadata }: Pick<CatalogueProduct, 'metadata'>) {
  const t = useTranslations('catalogue');
  const entries = Object.entries(metadata).toSorted(([one], [other]) => one.localeCompare(other));
  return (
    <Section title={t('metadata')}>
      {entries.length === 0 ? (
        <p className="px-4 py-8 text-center text-ink-soft">{t('noMetadata')}</p>
      ) : (
        <table className="w-full table-fixed text-body">
          <thead className="bg-canvas text-small text-ink-soft">
            <tr>
              <th scope="col" className="h-9 w-2/5 px-4 text-left font-medium">
                {t('metadataKey')}
              </th>
              <th scope="col" className="h-9 px-4 text-left font-medium">
                {t('metadataValue')}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {entries.map(([key, value]) => (
              <tr key={key}>
                <th
                  scope="row"
                  className="px-4 py-2.5 text-left align-top font-mono text-small font-normal wrap-anywhere text-ink-soft"
                >
                  {key}
                </th>
                <td className="px-4 py-2.5 align-top wrap-anywhere whitespace-pre-line">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
