'use client';

import { Package } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { ProductLeft } from './product-left';
import { productScreen } from './product-noun';
import { Ago } from '@/components/frame/ago';
import { RowSyncBadge } from '@/components/rows/row-sync-badge';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Picture } from '@/components/ui/picture';
import { formatMoney } from '@/lib/money';
import type { ProductRow } from '@/lib/schemas/product';

type Column = TableColumn<ProductRow>;

/** The columns of the list: what it is, what it costs, what is left of it, and whether Stripe agrees. */
export function useProductColumns(onMend: (id: string, field: string) => void): Column[] {
  const t = useTranslations('product.column');
  const format = useFormatter();
  const count = (value: number | null) => (value === null ? '—' : format.number(value));
  return [
    { id: 'name', header: t('name'), width: '15rem', isTitle: true, sortable: true, cell: nameCell },
    { id: 'price', header: t('price'), width: '7rem', align: 'end', sortable: true, cell: priceCell },
    {
      id: 'stock',
      header: t('stock'),
      width: '5rem',
      align: 'end',
      cell: ({ stock }) => count(stock),
    },
    { id: 'sold', header: t('sold'), width: '5.5rem', align: 'end', cell: ({ sold }) => count(sold) },
    {
      id: 'available',
      header: t('available'),
      width: '8rem',
      align: 'end',
      sortable: true,
      cell: (product) => <ProductLeft product={product} />,
    },
    {
      id: 'sync',
      header: t('sync'),
      width: '8.75rem',
      cell: (product) => (
        <RowSyncBadge
          screen={productScreen}
          row={product}
          isInList
          onMend={(field) => onMend(product.id, field)}
        />
      ),
    },
    {
      id: 'updated_at',
      header: t('updated_at'),
      width: '8.25rem',
      sortable: true,
      cell: (product) => <Ago at={product.updated_at} />,
    },
  ];
}

const nameCell = (product: ProductRow) => <ProductName product={product} />;
const priceCell = (product: ProductRow) => <Price product={product} />;

function ProductName({ product }: { product: ProductRow }) {
  const t = useTranslations('product');
  const { name, image_url, stock, is_active } = product;
  const kind = stock === 1 ? t('oneOfAKind') : t('madeOften', { count: stock });
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Picture url={image_url} alt="" icon={<Package size={16} aria-hidden />} className="size-8" />
      <span className="min-w-0">
        <span title={name} className={is_active ? 'block truncate' : 'block truncate text-ink-soft'}>
          {name}
        </span>
        <span className="block truncate text-small font-normal text-ink-faint">
          {is_active ? kind : `${t('archived')} · ${kind}`}
        </span>
      </span>
    </span>
  );
}

function Price({ product: { price, currency } }: { product: ProductRow }) {
  const t = useTranslations('product');
  const locale = useLocale();
  return Number(price) === 0 ? (
    <span className="text-ink-soft">{t('free')}</span>
  ) : (
    <span>{formatMoney(price, currency, locale)}</span>
  );
}
