import { getTranslations } from 'next-intl/server';
import { pressClass } from './press-class';
import { ShopLink } from './shop-link';

const PAGE_SIZE = 48;

/** The rows of a page that an address asks for; the nearest one there is. */
export function pageOf<T>(all: T[], asked: string | string[] | undefined) {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const wanted = typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : 1;
  const page = Math.min(Math.max(wanted, 1), pages);
  return { rows: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), page, pages };
}

/** The way through a list that does not fit on one page. */
export async function ShopPages({ path, page, pages }: { path: string; page: number; pages: number }) {
  const t = await getTranslations('shop');
  if (pages === 1) return null;
  return (
    <nav aria-label={t('pages')} className="mt-14 flex items-center justify-center gap-4">
      {page > 1 ? (
        <ShopLink href={page === 2 ? path : `${path}?page=${page - 1}`} className={pressClass('secondary')}>
          {t('pageBefore')}
        </ShopLink>
      ) : null}
      <p className="text-ink-soft">{t('pageOf', { page, pages })}</p>
      {page < pages ? (
        <ShopLink href={`${path}?page=${page + 1}`} className={pressClass('secondary')}>
          {t('pageAfter')}
        </ShopLink>
      ) : null}
    </nav>
  );
}
