export const locales = ['en', 'fr'] as const;
export type Locale = (typeof locales)[number];

/** Where a chosen language is remembered, for a year. */
export const localeCookie = 'tandem_locale';

export const isLocale = (text: string | undefined): text is Locale =>
  locales.some((locale) => locale === text);

/** The remembered language, or else the first of ours that the browser asks for, or else English. */
export function chooseLocale(remembered: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(remembered)) return remembered;
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => {
    const [tag = '', ...settings] = wish.trim().split(';');
    const weight = settings
      .find((setting) => setting.trim().startsWith('q='))
      ?.trim()
      .slice(2);
    return { language: tag.split('-')[0]?.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
  });
  const best = wishes
    .filter((wish) => wish.weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .find((wish) => isLocale(wish.language));
  return isLocale(best?.language) ? best.language : 'en';
}
