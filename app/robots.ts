import type { MetadataRoute } from 'next';
import { visitorPage } from '@/lib/doors/page';

/** What search engines may look at: the shop, and nothing behind it. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  const { env } = await visitorPage();
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/admin', '/api/', '/cart', '/orders/', '/sign-in'] },
    sitemap: new URL('/sitemap.xml', env.appUrl).href,
  };
}
