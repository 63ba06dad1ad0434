import type { MetadataRoute } from 'next';
import { visitorPage } from '@/lib/doors/page';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';

/** Every page of the shop, for search engines. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [{ env }, { products, events, spaces }] = await Promise.all([visitorPage(), shopCatalog()]);
  const all = [
    ...[paths.shop, paths.shopProducts, paths.shopEvents, paths.shopSpaces],
    ...products.map(({ slug }) => paths.shopProduct(slug)),
    ...events.map(({ slug }) => paths.shopEvent(slug)),
    ...spaces.map(({ id }) => paths.shopSpace(id)),
  ];
  return all.map((path) => ({ url: new URL(path, env.appUrl).href }));
}
