import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import en from '../messages/en.json';
import fr from '../messages/fr.json';
import { chooseLocale, localeCookie, type Locale } from '../messages/locales';

const messages = { en, fr };

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}

/** The visitor's language: one address serves both, so it comes from the cookie or the browser. */
export async function visitorLocale(): Promise<Locale> {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return chooseLocale(jar.get(localeCookie)?.value, head.get('accept-language'));
}

// Times are shown through RelativeTime, which knows the reader's zone; UTC only keeps server and browser in step.
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? (await visitorLocale());
  return { locale, messages: messages[locale], timeZone: 'UTC', now: new Date() };
});
